import {posix} from 'node:path'

import {simpleCommands} from './shell-words.js'

/** What a process type's command comes down to, once what is put in front of a program is taken off. */
export interface StartCommand {
  /** `gunicorn`, `python`, `manage.py`'s runner … as written. `python -m gunicorn` is `gunicorn`. */
  program: string
  args: readonly string[]
  /** Set in front of it, or exported before it on the same line. */
  environment: ReadonlyMap<string, string>
  /** The folder that it runs in, relative to the app's; undefined where a shell decides. */
  folder: string | undefined
  /** The programs in front of it: `bin/start-nginx`. */
  behind: readonly string[]
  /** The program is a module: `python -m gunicorn`. */
  isModule?: true
}

/** How many words belong to a program which then runs the rest; undefined: it runs none. */
type Skip = (rest: readonly string[]) => number | undefined

/** Programs that run the words that follow. */
const WRAPPERS: ReadonlyMap<string, Skip> = new Map<string, Skip>([
  ['command', () => 0],
  ['ddtrace-run', () => 0],
  ['dumb-init', skipOptions(['-r', '--rewrite'])],
  ['env', skipOptions(['-u', '--unset', '-C', '--chdir'])],
  ['exec', skipOptions(['-a'])],
  ['newrelic-admin', ([first]) => (first === 'run-program' ? 1 : undefined)],
  ['nice', skipOptions(['-n', '--adjustment'])],
  ['nohup', () => 0],
  ['opentelemetry-instrument', skipOptions(['--traces_exporter', '--metrics_exporter', '--logs_exporter', '--service_name'])],
  ['pipenv', runs([])],
  ['poetry', runs(['-C', '--directory', '-P', '--project'])],
  ['time', () => 0],
  ['tini', skipOptions(['-e', '-p'])],
  [
    'uv',
    runs(['--directory', '--env-file', '--extra', '--group', '--index', '--package', '-p', '--project', '--python', '--with']),
  ],
])

/** Scripts of well-known buildpacks which start something of their own, and then the rest of the line. */
const BUILDPACK_SCRIPT = /^(?:\.\/|\/app\/)?bin\/(?:start-(?:nginx|pgbouncer|stunnel)[\w-]*|qgsocks|qgtunnel|run-with-[\w-]+)$/

const PYTHON = /^python(?:\d(?:\.\d+)?)?$/

/** The words to skip are options; some of them have a value of their own. */
function skipOptions(withValue: readonly string[]): (rest: readonly string[]) => number {
  return (rest) => {
    let at = 0
    while (rest[at]?.startsWith('-')) {
      const option = rest[at]!
      at += withValue.includes(option) ? 2 : 1
      if (option === '--') break
    }

    return at
  }
}

/** `poetry run …` */
function runs(withValue: readonly string[]): (rest: readonly string[]) => number | undefined {
  const skip = skipOptions(withValue)
  return (rest) => {
    const before = skip(rest)
    if (rest[before] !== 'run') return
    // `uv run -m gunicorn` is left for `python -m`.
    const after = rest.slice(before + 1)
    return after[0] === '-m' || after[0] === '--module' ? undefined : before + 1 + skip(after)
  }
}

/** Linux takes no longer argument (`MAX_ARG_STRLEN`): bash is never started with such a line. */
const LINE_LENGTH = 128 * 1024

/** More commands in a line, and more programs in front of another, than anyone writes. What comes after isn't looked at. */
const COMMANDS = 500
const BEHIND = 50

/** Linux has no longer path (`PATH_MAX`). */
const PATH_LENGTH = 4096

/** The programs that a command line starts. A script of the app's is one: what it does isn't looked at. */
export function startCommands(line: string, depth = 0): StartCommand[] {
  if (line.length >= LINE_LENGTH || depth > BEHIND) return []
  let folder: string | undefined = ''
  const exported = new Map<string, string>()
  const found: StartCommand[] = []
  for (const words of simpleCommands(line).slice(0, COMMANDS)) {
    if (words[0] === 'cd') folder = inFolder(folder, words[1])
    else if (words[0] === 'export') takeAssignments(words.slice(1), exported)
    else found.push(...unwrap(words, {depth, environment: new Map(exported), folder}))
  }

  return found
}

function unwrap(
  words: readonly string[],
  {depth, ...start}: Pick<StartCommand, 'folder'> & {depth: number; environment: Map<string, string>},
): StartCommand[] {
  const behind: string[] = []
  let rest = words
  for (;;) {
    rest = rest.slice(takeAssignments(rest, start.environment))
    const [program, ...args] = rest
    if (program === undefined) return []
    const skipped = BUILDPACK_SCRIPT.test(program) ? skipOptions([])(args) : WRAPPERS.get(program)?.(args)
    if (skipped === undefined || behind.length >= BEHIND) return finish(program, args, {...start, behind}, depth)
    behind.push(program)
    rest = args.slice(skipped)
  }
}

function finish(
  program: string,
  args: readonly string[],
  start: Omit<StartCommand, 'args' | 'program'>,
  depth: number,
): StartCommand[] {
  if (/^(?:ba|da|z)?sh$/.test(program)) {
    const at = args.findIndex((word) => /^-\w*c$/.test(word))
    if (at === -1 || args[at + 1] === undefined) return [{...start, args, program}]
    return startCommands(args[at + 1]!, depth + 1).map((inner) => ({
      ...inner,
      behind: [...start.behind, ...inner.behind],
      environment: new Map([...start.environment, ...inner.environment]),
      folder: inFolder(start.folder, inner.folder),
    }))
  }

  if (!PYTHON.test(program)) return [{...start, args, program}]
  const skipped = skipOptions(['-W', '-X'])(args.slice(0, Math.max(args.indexOf('-m'), 0)))
  const [option, module, ...rest] = args.slice(skipped)
  return [
    option === '-m' && module !== undefined
      ? {...start, args: rest, isModule: true, program: module}
      : {...start, args: args.slice(skipOptions(['-W', '-X'])(args)), program: 'python'},
  ]
}

/** `NAME=value …`. @returns how many words they are */
function takeAssignments(words: readonly string[], to: Map<string, string>): number {
  let at = 0
  for (; at < words.length; at++) {
    const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(words[at]!) ?? []
    if (name === undefined) break
    to.set(name, value!)
  }

  return at
}

/** A folder below another; undefined where a shell, or the dyno's own folders, decide. */
function inFolder(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined || to.includes('$') || to.startsWith('~')) return undefined
  const path = to.startsWith('/') ? posix.relative('/app', to) : posix.join(from, to)
  if (path.length > PATH_LENGTH) return undefined
  const normal = posix.normalize(path)
  return normal.startsWith('..') ? undefined : normal === '.' ? '' : normal.replace(/\/$/, '')
}

/** The values of an option, in every form that it may be written in; undefined: it isn't there. The short form may hold its value. */
export function optionValues(args: readonly string[], names: readonly string[]): string[] {
  const values: string[] = []
  for (const [index, word] of args.entries()) {
    for (const name of names) {
      if (word === name) values.push(args[index + 1] ?? '')
      else if (word.startsWith(`${name}=`)) values.push(word.slice(name.length + 1))
      else if (/^-\w$/.test(name) && word.startsWith(name)) values.push(word.slice(2))
    }
  }

  return values
}
