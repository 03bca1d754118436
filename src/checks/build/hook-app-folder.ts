import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import type {Check, Finding} from '../check.js'
import {simpleCommands} from '../shared/shell-words.js'
import {type HookScript, hookScripts, isShellScript} from './hook-lines.js'

const APP = APP_FOLDERS.classic

export const hookAppFolder: Check = {
  id: 'build/hook-app-folder',
  title: "a build hook looks for the app's files in /app",
  severity: 'warning',
  docs: {
    what: '`bin/pre_compile` or `bin/post_compile` reads a file in `/app`, or changes to that folder.',
    why: 'The app is in `/app` when it runs, but not while it is built. During the build, its files are in a temporary folder, and `/app` has only Python, as `/app/.heroku/python`. A hook that looks for other files there finds none. Only Heroku CI builds in `/app`.',
    fix: "Use relative paths. A hook starts in the app's folder.",
    example: '`bin/post_compile` with the line `cd /app/frontend && npm run build`',
    link: 'https://devcenter.heroku.com/articles/buildpack-api#bin-compile',
  },
  run(context) {
    return hookScripts(context).flatMap((script) => (isShellScript(script) ? firstUse(script) : []))
  },
}

/** Only the first command that names the folder counts: after it, the script may have put something there. */
function firstUse({hook, text}: HookScript): Finding[] {
  for (const {commands, line} of commandLines(text)) {
    for (const words of commands) {
      const named = words.find((word) => isInApp(word))
      if (named === undefined) continue
      if (!reads(words, named)) return []
      return [
        {
          file: hook,
          fix: {command: null, kind: 'hand'},
          line,
          message: `${hook} uses ${named}, but during the build, the app's files aren't in ${APP}. The hook starts in their folder, so use a relative path.`,
        },
      ]
    }
  }

  return []
}

/** What begins with a dot there may be another buildpack's, such as `/app/.heroku`. */
function isInApp(word: string): boolean {
  return (word === APP || word.startsWith(`${APP}/`)) && !word.startsWith(`${APP}/.`)
}

/** Programs that read the files that they are given. */
const READERS = /^(?:\.|bash|cat|cd|chmod|dash|node|pushd|python[\d.]*|sh|source)$/
/** Those that read the first ones, and write the last one. */
const COPIERS = /^(?:cp|mv|rsync)$/
/** Options whose value is a file or folder that is there: pip's, make's, npm's. */
const READING_OPTIONS: Readonly<Record<string, RegExp>> = {
  make: /^(?:-C|--directory|-f)$/,
  npm: /^--prefix$/,
  pip: /^(?:-r|--requirement)$/,
  yarn: /^--cwd$/,
}

function reads(words: readonly string[], named: string): boolean {
  const [program = '', ...rest] = words.slice(words.findIndex((word) => !/^\w+=/.test(word)))
  if (program === named) return true
  const name = program
    .split('/')
    .at(-1)!
    .replace(/^pip3$/, 'pip')
  if (READERS.test(name)) return rest.find((word) => !word.startsWith('-')) === named || name === 'cat'
  if (COPIERS.test(name)) return rest.at(-1) !== named
  const before = rest[rest.indexOf(named) - 1]
  return before !== undefined && (READING_OPTIONS[name]?.test(before) ?? false)
}

interface CommandLine {
  /** From 1. */
  line: number
  commands: readonly (readonly string[])[]
}

/** The commands of a script, without what it writes elsewhere. A line with its own way out of a failure is none. */
function* commandLines(text: string): Generator<CommandLine> {
  let end: string | undefined
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (end !== undefined) {
      if (line.trim() === end) end = undefined
      continue
    }

    end = /<<-?\s*(["']?)(\w+)\1/.exec(line)?.[2]
    const hasOther = /\|\|(?!\s*(?:exit|return)\b)/.test(line)
    if (!hasOther) yield {commands: simpleCommands(line).map((words) => withoutKeywords(words)), line: index + 1}
  }
}

const KEYWORDS = new Set(['!', '{', 'do', 'else', 'exec', 'sudo', 'then', 'time'])

function withoutKeywords(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !KEYWORDS.has(word))
  return from === -1 ? [] : words.slice(from)
}
