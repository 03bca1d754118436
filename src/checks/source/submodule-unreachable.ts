import type {Check, CheckContext, Finding} from '../check.js'

import {maskUrls} from '../../platform/secret.js'
import {shellWord} from '../facts.js'

const FILE = '.gitmodules'

export const submoduleUnreachable: Check = {
  id: 'source/submodule-unreachable',
  title: "Heroku can't fetch a submodule",
  severity: 'error',
  docs: {
    what: "A submodule's URL in `.gitmodules` needs an SSH key (`git@github.com:…`), is a path on one machine, or uses `git://`, which GitHub turned off. Or the commit records a folder as a repository that isn't in `.gitmodules`.",
    why: 'On `git push`, Heroku fetches submodules before the build. It doesn\'t have your SSH key, so the push is rejected with "Host key verification failed". For a folder that isn\'t in `.gitmodules`, git fails with "No url found for submodule path".',
    fix: 'Use an `https://` URL. For a private repository, copy its files into yours, or install it as a package. If the folder has a `.git` by accident: `git rm --cached FOLDER`, delete its `.git`, and add its files.',
    example: '`url = git@github.com:example/lib.git`',
    link: 'https://devcenter.heroku.com/articles/git-submodules',
  },
  run(context) {
    const {source, submodules, tree} = context.project
    // Of a folder, the .gitmodules in the root of the repository isn't known.
    if (source.repository === null || source.notes.some(({id}) => id === 'subfolder')) return []
    const entries = tree.isFile(FILE) ? readModules(new TextDecoder().decode(tree.read(FILE))) : []
    return [
      ...entries.flatMap((entry) => unreachable(context, entry)),
      ...submodules
        .filter((path) => !entries.some((entry) => entry.path === path))
        .map((path) => unknown(path, entries.length > 0)),
    ]
  },
}

interface Module {
  name: string
  path: string
  url: string
  update: string
  line: number
}

/** Source: gitmodules(5), and git-config(1) for the form of the file. */
function readModules(text: string): Module[] {
  const modules: Module[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const name = /^\s*\[\s*submodule\s+"((?:[^"\\]|\\.)*)"\s*\]/i.exec(line)?.[1]
    if (name !== undefined) modules.push({line: index + 1, name, path: '', update: '', url: ''})
    const [, key, value] = /^\s*(path|update|url)\s*=(.*)$/i.exec(line) ?? []
    const last = modules.at(-1)
    if (!last || key === undefined) continue
    const plain = value!.trim().replace(/^"(.*)"$/, '$1')
    modules[modules.length - 1] = {...last, [key.toLowerCase()]: plain, ...(key.toLowerCase() === 'url' && {line: index + 1})}
  }

  return modules.filter(({path, url}) => path !== '' && url !== '')
}

function unreachable({project: {submodules, tree}}: CheckContext, {line, name, path, update, url}: Module): Finding[] {
  // An entry that was left behind: its files are in the repository, or the commit has other submodules alone.
  const isThere = submodules.includes(path)
  if (update === 'none' || (!isThere && (submodules.length > 0 || tree.exists(path)))) return []
  const fault = faultOf(url)
  if (!fault) return []
  // `git` is no secret: everyone's user is called so.
  const [plain = ''] = /^(?:ssh:\/\/)?git@/.exec(url) ?? []
  const shown = plain + maskUrls(url.slice(plain.length))
  const key = shellWord(`submodule.${name}.url`)
  const command = fault.right === undefined ? null : `git config -f ${FILE} ${key} ${shellWord(fault.right)} && git add ${FILE}`
  const advice =
    fault.right === undefined ? '' : ` Write ${fault.right}. If the repository is private, Heroku can't fetch that either.`
  return [
    {
      file: FILE,
      fix: {command, kind: command === null ? 'hand' : 'ask'},
      line,
      message: `Heroku rejects the push: it can't fetch the submodule ${path} from ${shown}, ${fault.why}.${advice}`,
    },
  ]
}

interface Fault {
  why: string
  right?: string
}

function faultOf(url: string): Fault | undefined {
  const [, host, path] =
    /^(?:ssh:\/\/)?(?:[\w.-]+@)([\w.-]+)(?::\d+)?[:/]+(.+)$/.exec(url) ?? /^ssh:\/\/([\w.-]+)(?::\d+)?\/+(.+)$/.exec(url) ?? []
  if (host !== undefined && !/^https?:/i.test(url))
    return {right: `https://${host}/${path}`, why: 'which needs an SSH key ("Host key verification failed")'}
  const [, ofGit] = /^git:\/\/(github\.com\/.+)$/i.exec(url) ?? []
  if (ofGit !== undefined) return {right: `https://${ofGit}`, why: 'because GitHub turned off the protocol git://'}
  return /^(?:file:|\/|~|[A-Za-z]:[\\/])/.test(url) ? {why: 'a path on another machine'} : undefined
}

/** A gitlink without an entry. */
function unknown(path: string, hasFile: boolean): Finding {
  const what = `the commit records ${path} as a repository of its own, and ${hasFile ? `${FILE} doesn't say` : `there is no ${FILE} that says`} where it comes from`
  return {
    ...(hasFile && {file: FILE}),
    fix: {command: `git rm --cached ${shellWord(path)}`, kind: 'hand'},
    message: `Heroku doesn't get the files of ${path}: ${what} ("No url found for submodule path"). To commit its files, run git rm --cached, delete ${path}/.git, and add it again. Or add it as a submodule: git submodule add URL ${path}.`,
  }
}
