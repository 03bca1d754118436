/**
 * `npx tsx scripts/trace-reads.ts FOLDER [COMMAND ARG …]`: runs a command on a folder under strace, and prints which programs
 * it started beside git, and what it opened outside of the folder, its caches, Node and the system. Without a command, every
 * one that only reads. Ends with 1 if there is any. Linux only.
 */
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

const PROJECT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const RUNNER = path.join(PROJECT, 'scripts/trace-runner.ts')

export const READ_ONLY: readonly (readonly string[])[] = [
  ['doctor', '--offline'],
  ['doctor', '--offline', '--dirty'],
  ['doctor', '--offline', '--fix', '--dry-run'],
  ['build-local', '--offline', '--plan'],
  ['pin', '--offline', '--dry-run'],
  ['pin', '--offline', '--check'],
  ['migrate-buildpack', '--dry-run'],
]

/** Of the system: programs, libraries, and what the kernel tells. */
const SYSTEM = ['/bin', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/opt', '/proc', '/sbin', '/sys', '/usr']

export interface Traced {
  /** Programs that were started, beside git and the runner's Node. */
  programs: string[]
  /** Files and folders that were opened, beside those that a reading command may open. */
  opened: string[]
  /** Of both, how many there were at all. */
  seen: number
  output: string
}

export function hasStrace(): boolean {
  return spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
}

/** @param allowed folders beside the source, Node, the system and a home of its own */
export function trace(folder: string, command: readonly string[], allowed: readonly string[] = []): Traced {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'heroku-python-trace-')))
  for (const name of ['tmp', 'cache', 'data']) mkdirSync(path.join(home, name))
  const log = path.join(home, 'strace.log')
  try {
    const node = [process.execPath, '--import', 'tsx', RUNNER, ...command, '--source', folder]
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: undefined,
      // Without a key, the CLI's library asks the system's key rings, by their programs.
      HEROKU_API_KEY: 'none',
      HEROKU_HOST: '127.0.0.1:9',
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      HOME: home,
      TMPDIR: path.join(home, 'tmp'),
      XDG_CACHE_HOME: path.join(home, 'cache'),
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: path.join(home, 'data'),
    }
    const args = ['-f', '-y', '-s', '4096', '-e', 'trace=execve,open,openat,openat2', '-o', log, ...node]
    const {stderr, stdout} = spawnSync('strace', args, {cwd: PROJECT, encoding: 'utf8', env})
    const nodes = [path.dirname(path.dirname(process.execPath)), PROJECT, realpathSync(path.join(PROJECT, 'node_modules'))]
    const places = [folder, home, ...nodes, ...allowed, ...SYSTEM]
    return {...concerns(readFileSync(log, 'utf8'), places), output: stdout + stderr}
  } finally {
    rmSync(home, {force: true, recursive: true})
  }
}

/** Node, git, and what compiles TypeScript for the runner. */
const OWN_PROGRAMS = /\/(?:git|node(?:\.exe)?|node_modules\/@esbuild\/[^/]+\/bin\/esbuild)$/

/** What failed because nothing is there told nothing to anybody. */
const DONE = /= \d+(?:<[^>]*>)?$/
const CALL = /^\d+ +(\w+)\((?:(?:AT_FDCWD|-?\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"/

/** What the lines of strace tell. */
export function concerns(log: string, allowed: readonly string[]): Omit<Traced, 'output'> {
  const [programs, opened] = [new Set<string>(), new Set<string>()]
  let seen = 0
  for (const line of log.split('\n')) {
    const [, call, folder, name] = CALL.exec(line) ?? []
    if (call === undefined || !DONE.test(line)) continue
    seen++
    const place = path.resolve(folder ?? '/', name!)
    if (call === 'execve') {
      if (!OWN_PROGRAMS.test(place)) programs.add(place)
    } else if (place !== '/' && !allowed.some((one) => place === one || place.startsWith(`${one}/`))) opened.add(place)
  }

  return {opened: [...opened].sort(), programs: [...programs].sort(), seen}
}

function main([folder, ...command]: readonly string[]): void {
  if (folder === undefined) throw new Error('Usage: npx tsx scripts/trace-reads.ts FOLDER [COMMAND ARG …]')
  if (!hasStrace()) throw new Error('strace is missing, or may not trace here.')
  for (const one of command.length > 0 ? [command] : READ_ONLY) {
    const {opened, programs, seen} = trace(realpathSync(folder), one)
    console.log(`${one.join(' ')}: ${seen} calls, ${programs.length + opened.length} of concern`)
    for (const program of programs) console.log(`  started ${program}`)
    for (const place of opened) console.log(`  opened ${place}`)
    if (programs.length + opened.length > 0) process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2))
