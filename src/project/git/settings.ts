import {encodeName} from '../../system/names.js'
import type {Setting} from './config-file.js'

/**
 * Which settings of the user and of the repository count. They are carried over one by one, into a git folder of ours, and
 * all of them are data: a number, a word, a path of patterns. What names a program (a filter, a monitor, a pager, ssh …) is
 * not among them, so it is in no file that git reads.
 */
const FOR_FILES: ReadonlySet<string> = new Set([
  'core.autocrlf',
  'core.bigfilethreshold',
  'core.checkroundtripencoding',
  'core.checkstat',
  'core.eol',
  'core.filemode',
  'core.fscache',
  'core.ignorecase',
  'core.longpaths',
  'core.precomposeunicode',
  'core.sharedrepository',
  'core.symlinks',
  'core.trustctime',
])
/** Paths, which a repository could point anywhere. */
const OF_THE_USER: ReadonlySet<string> = new Set(['core.attributesfile', 'core.excludesfile'])
/** So that git says in its own words that it is too old for the repository. */
const FORMAT = /^(?:core\.repositoryformatversion|extensions\..+)$/
/** They lead to other settings, or to other machines. */
const NOT_OF_THE_FORMAT: ReadonlySet<string> = new Set([
  'extensions.partialclone',
  'extensions.refstorage',
  'extensions.worktreeconfig',
])
/** What a revision such as `@{upstream}` is found by. */
const FOR_REVISIONS = /^(?:branch\.[^]*\.(?:merge|remote)|extensions\.refstorage|remote\.[^]*\.fetch)$/

/** The settings of a repository and its user. */
export class Settings {
  constructor(
    private readonly user: readonly Setting[],
    private readonly repository: readonly Setting[],
  ) {}

  /** The last one counts, as for git. */
  get(name: string): null | string | undefined {
    return new Map([...this.user, ...this.repository]).get(name)
  }

  /** Of the repository itself. */
  own(name: string): null | string | undefined {
    return new Map(this.repository).get(name)
  }

  remotes(): {name: string; url: string}[] {
    return [...this.user, ...this.repository].flatMap(([name, value]) => {
      const remote = /^remote\.([^]*)\.url$/.exec(name)?.[1]
      return remote === undefined || value === null ? [] : [{name: remote, url: value}]
    })
  }

  /** The file of settings of a git folder of ours. @param excludesFile of the repository's own, where it may be read */
  carriedOver(excludesFile?: string): Uint8Array {
    const users = this.user.filter(([name]) => FOR_FILES.has(name) || OF_THE_USER.has(name))
    const own = this.repository.filter(([name]) => FOR_FILES.has(name) || (FORMAT.test(name) && !NOT_OF_THE_FORMAT.has(name)))
    const more: Setting[] = excludesFile === undefined ? [] : [['core.excludesfile', excludesFile]]
    return written([...users, ...own, ...more])
  }

  /** The same, with what finding revisions takes. */
  forRevisions(): Uint8Array {
    const found = [...this.user, ...this.repository].filter(([name]) => FOR_REVISIONS.test(name))
    return Buffer.concat([this.carriedOver(), written(found)])
  }
}

/** In git's form, each setting with its section. */
function written(settings: readonly Setting[]): Uint8Array {
  const lines = settings.map(([name, value]) => {
    const [first, last] = [name.indexOf('.'), name.lastIndexOf('.')]
    const sub = first === last ? '' : ` "${name.slice(first + 1, last).replaceAll(/["\\]/g, String.raw`\$&`)}"`
    const end = value === null ? '' : ` = "${escaped(value)}"`
    return Buffer.from(encodeName(`[${name.slice(0, first)}${sub}]\n\t${name.slice(last + 1)}${end}\n`))
  })
  return Buffer.concat(lines)
}

function escaped(value: string): string {
  return value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
}
