/**
 * Compares forecasts with real builds: `npx tsx scripts/prove-forecast.ts FROM TO FOLDER...`
 *
 * Each folder is a git repository of an app. It is copied, put on Python FROM, and built as it is and with `--to TO`, by
 * `build-local`, with real package managers and the real package index. Then the doctor forecasts the same move, offline and
 * with `--online`. A row says whether the forecast foretold what became of the build.
 */
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

const [from, to, ...folders] = process.argv.slice(2)
if (!from || !to || folders.length === 0) {
  console.error('usage: npx tsx scripts/prove-forecast.ts FROM TO FOLDER...')
  process.exit(2)
}

const bin = path.resolve('bin/run.js')
const rows: string[][] = [['App', `Build on ${from}`, `Build with --to ${to}`, 'Forecast', 'Forecast --online', 'Right']]
for (const folder of folders) {
  const row = prove(path.resolve(folder))
  rows.push(row)
  console.log(row.join(' | '))
}

console.log(`\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`)

function prove(folder: string): string[] {
  const workspace = mkdtempSync(path.join(tmpdir(), 'prove-forecast-'))
  const app = path.join(workspace, path.basename(folder))
  try {
    execFileSync('git', ['clone', '--quiet', folder, app])
    rmSync(path.join(app, '.git'), {force: true, recursive: true})
    rmSync(path.join(app, 'runtime.txt'), {force: true})
    writeFileSync(path.join(app, '.python-version'), `${from}\n`)
    const git = (...args: string[]) => execFileSync('git', args, {cwd: app, stdio: 'ignore'})
    git('init')
    git('add', '--all', '--force')
    git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--message', 'x')
    // What an app's settings want of the environment is no matter of a move.
    const variables = path.join(workspace, 'variables')
    writeFileSync(variables, 'DISABLE_COLLECTSTATIC=1\n')
    const before = build(app, ['--env-file', variables])
    const after = build(app, ['--env-file', variables, '--to', to!])
    const offline = forecast(app, ['--offline'])
    const online = forecast(app, ['--online'])
    const hasBroken = before === 'ok' && after !== 'ok'
    const right = before === 'ok' ? (online.fails === hasBroken ? 'yes' : hasBroken ? 'missed' : 'false break') : 'no verdict'
    return [path.basename(folder), before, after, offline.text, online.text, right]
  } finally {
    rmSync(workspace, {force: true, recursive: true})
  }
}

function run(app: string, args: string[]): Record<string, unknown> {
  const {stdout} = spawnSync(process.execPath, [bin, ...args, '--json'], {cwd: app, encoding: 'utf8', maxBuffer: 1e9})
  return JSON.parse(stdout) as Record<string, unknown>
}

function build(app: string, args: string[]): string {
  const {error, failure} = run(app, ['python:build-local', '--no-cache', '--offline', '--timeout', '6', ...args]) as {
    error?: {id: string}
    failure?: {reason: string} | null
  }
  return error ? `no build: ${error.id}` : (failure?.reason ?? 'ok')
}

function forecast(app: string, args: string[]): {fails: boolean; text: string} {
  const {breaks = [], error} = run(app, ['python:doctor', '--to', to!, ...args]) as {
    breaks?: {id: string; message: string}[]
    error?: {id: string}
  }
  // What breaks a dyno, and not the build, is no matter of a build.
  const ofBuild = breaks.filter(({message}) => message.startsWith('The build fails'))
  const text = error ? `error: ${error.id}` : [...new Set(breaks.map(({id}) => id))].join(', ') || 'breaks nothing'
  return {fails: ofBuild.length > 0, text}
}
