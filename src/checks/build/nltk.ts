import {nltkPackages} from '../../buildpack/classic-lines.js'
import {isAvailable} from '../../platform/app.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'
import {findDependency, productionDependencies} from '../dependencies.js'
import {appendLine, editableText, listing} from '../facts.js'
import {hookScripts} from './hook-lines.js'
import {nltkDownloads, nltkNeeds} from './nltk-needs.js'

const LIST = 'nltk.txt'
/** `stopwords`, `omw-1.4`. Source: the ids in the index of nltk/nltk_data. */
const ID = /^[\w.-]+$/
/** Collections of packages. Source: the index of nltk/nltk_data. */
const COLLECTIONS: ReadonlySet<string> = new Set(['all', 'all-corpora', 'all-nltk', 'book', 'popular', 'tests', 'third-party'])

export const nltkData: Check = {
  id: 'build/nltk',
  title: "the data that NLTK needs isn't downloaded",
  severity: 'warning',
  docs: {
    what: "The app's code uses a part of NLTK that needs data (`word_tokenize`, `stopwords`, `pos_tag` …), and `nltk.txt` is missing or doesn't list that data. Or the app has an `nltk.txt` and doesn't depend on NLTK. Or a line of `nltk.txt` isn't the name of an NLTK data package.",
    why: "Most of NLTK needs data (corpora, tokenizers) that pip doesn't install. The classic buildpack downloads what `nltk.txt` lists if NLTK is installed. It passes each line to NLTK's downloader as it is. At a blank line, a comment or a Windows line ending, the downloader asks what to do, and the build fails. On Fir, nothing is downloaded.",
    fix: 'List the data in `nltk.txt`, one package per line and nothing else: `stopwords`, `punkt_tab`.',
    example: '`nltk==3.9.2` in `requirements.txt`, and no `nltk.txt`',
    link: 'https://devcenter.heroku.com/articles/python-nltk',
  },
  run(context) {
    const listed = nltkPackages(context.project.tree)
    if (context.kind === 'cnb') return listed === undefined ? [] : [onFir()]
    const dependency = findDependency(context, 'nltk')
    if (listed === undefined) return dependency ? withoutList(context) : []
    if (!dependency) return withoutNltk(context)
    const invalid = invalidList(context, listed)
    return invalid.length > 0 ? invalid : incompleteList(context, listed)
  },
}

function onFir(): Finding {
  return {
    file: LIST,
    fix: {command: null, kind: 'ask'},
    message: `On Fir, ${LIST} has no effect: the build doesn't download NLTK data. Commit the data, or download it when the app starts.`,
  }
}

function withoutList(context: CheckContext): Finding[] {
  const {app} = context
  const {file: loader, ids} = nltkDownloads(context)
  const needs = nltkNeeds(context)
  if (isElsewhere(context)) return []
  const names = [...new Set([...needs.map(({id}) => id), ...ids])].filter((name) => ID.test(name)).sort()
  const command = names.length > 0 ? `printf '%s\\n' ${names.join(' ')} > ${LIST} && git add ${LIST}` : null
  const fix: Fix = {command, kind: 'ask'}
  if (loader !== undefined)
    return [
      {
        file: loader,
        fix,
        message: `The app downloads its NLTK data each time a dyno starts. With an ${LIST}, the build would download it once.`,
        severity: 'info',
      },
    ]
  const [first] = needs
  if (!first) return []
  const missing = app && isAvailable(app.configVars) ? '' : ' (unless the config var NLTK_DATA says where it is)'
  return [
    {
      file: first.file,
      fix,
      line: first.line,
      message: `The app needs NLTK's ${listing(names)}, but there is no ${LIST}, so the build doesn't download that data${missing}. Code that uses it fails with LookupError. List the data packages in ${LIST}, one per line.`,
    },
  ]
}

/** What the code needs beside what is listed, and what it downloads itself. */
function incompleteList(context: CheckContext, listed: readonly string[]): Finding[] {
  const {file: loader, ids} = nltkDownloads(context)
  // One that downloads what no text names may download anything.
  if (listed.some((name) => COLLECTIONS.has(name)) || (loader !== undefined && ids.size === 0) || isElsewhere(context)) return []
  const missing = nltkNeeds(context).filter(({id}) => !listed.includes(id) && !ids.has(id))
  const [first] = missing
  if (!first) return []
  const names = missing.map(({id}) => id)
  return [
    {
      file: LIST,
      fix: {command: appendCommand(context, names), kind: 'ask'},
      message: `${LIST} doesn't list ${listing(names)}, which the code needs (${first.file}, line ${first.line}). Code that uses it fails with LookupError.`,
    },
  ]
}

/** A blank line in between would stop the build. */
function appendCommand({project}: CheckContext, [first, ...others]: readonly string[]): string {
  return [appendLine(project, LIST, first!), ...others.map((name) => `echo '${name}' >> ${LIST}`)].join(' && ')
}

/** The data comes with the source, from a hook, or from where a config var says. */
function isElsewhere(context: CheckContext): boolean {
  const {app, project} = context
  if (app && isAvailable(app.configVars) && app.configVars.has('NLTK_DATA')) return true
  if (hookScripts(context).some(({text}) => /nltk/.test(text))) return true
  return [...project.tree.files()].some((path) => /(?:^|\/)nltk_data\//.test(path))
}

function withoutNltk(context: CheckContext): Finding[] {
  const {complete, list} = productionDependencies(context)
  // Without any dependency read, another check tells why.
  if (list.length === 0 && !complete) return []
  const message = `${LIST} has no effect: NLTK isn't a dependency of the app, so the build downloads nothing.`
  const fix: Fix = {command: `git rm ${LIST}`, kind: 'ask'}
  if (complete) return [{file: LIST, fix, message}]
  return [{file: LIST, fineIf: ['another package brings it'], fix, message, severity: 'info'}]
}

function invalidList({project}: CheckContext, listed: readonly string[]): Finding[] {
  const at = listed.findIndex((line) => !ID.test(line))
  if (listed.length > 0 && at === -1) return []
  const message =
    listed.length === 0
      ? `The build fails: ${LIST} is empty, so NLTK's downloader asks what to download.`
      : `The build fails: this line of ${LIST} isn't the name of an NLTK data package (${reason(listed[at]!)}), so the downloader asks what to do.`
  return [{file: LIST, ...(at !== -1 && {line: at + 1}), fix: repair(editableText(project, LIST)), message, severity: 'error'}]
}

function reason(line: string): string {
  if (line.trim() === '' || line === '\uFEFF') return 'it is blank'
  if (line.trim().startsWith('#')) return "it doesn't allow comments"
  if (line.endsWith('\r')) return 'it has a Windows line ending'
  return /\s/.test(line.trim()) ? 'only one name per line is allowed' : "names don't have such characters"
}

/** White space and line ends can go without a loss; a comment can't. */
function repair(text: string | undefined): Fix {
  const names =
    text
      ?.replace(/^\uFEFF/, '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '') ?? []
  if (names.length === 0 || names.some((name) => !ID.test(name))) return {command: null, kind: 'ask'}
  return {command: null, edits: [{action: 'write', contents: `${names.join('\n')}\n`, path: LIST}], kind: 'auto'}
}
