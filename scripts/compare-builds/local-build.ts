import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import type {BuildLocalJson} from '../../src/local-build/json.js'
import type {ErrorJson} from '../../src/render/error-json.js'
import {FIR_STACK} from '../../src/target/target.js'
import {networkSettings} from './shell.js'
import {appFiles, installedPackages, LAUNCH_BASE, type Outcome} from './outcome.js'
import type {BuildOptions} from './real-build.js'

const COMMAND = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** Builds with `build-local`: its document, its log, and what it left in --output. Needs `npm run build`. */
export function runLocalBuild(room: string, source: string, python: string, {args, ci, env, stack}: BuildOptions): Outcome {
  const output = path.join(room, 'output')
  const flags = ['--json', '--offline', '--source', source, '--stack', stack, '--python', python, '--output', output, ...args]
  if (ci) flags.push('--ci')
  if (Object.keys(env).length > 0) flags.push('--env-file', envFile(room, env))
  const {status, stderr, stdout} = spawnSync(process.execPath, [COMMAND, 'python:build-local', ...flags], {
    cwd: room,
    encoding: 'utf8',
    env: {...networkSettings(), ...homeIn(path.join(room, 'user')), PATH: process.env.PATH},
    maxBuffer: 2 ** 28,
  })
  const json = parse(stdout, stderr)
  // The folders of a build are beside that of its log: BUILDS/KEY/logs/…
  const base = json.logFile ? path.dirname(path.dirname(json.logFile)) : '/nowhere'
  const isBuilt = status === 0
  const places: Outcome['places'] = [
    [output, '$APP'],
    [`${base}/cache`, '$CACHE'],
    [`${base}/app`, '$APP'],
    // Where this machine lets the build see it there.
    ['/app', '$APP'],
    // The layer of Fir's Python is named as its environment.
    ...(stack === FIR_STACK ? namesOfPython(python) : []),
  ]
  return {
    addons: [...(json.addons ?? [])],
    data: Object.fromEntries(Object.entries(json).filter(([, value]) => value === null || typeof value !== 'object')),
    declared: (json.differences ?? []).map(({id}) => id),
    files: isBuilt ? appFiles(output, [...places, ...folderOfFir(stack, '$APP')]) : {},
    launch: isBuilt && stack === FIR_STACK ? launchEnvironment(output) : {},
    log: json.logFile && existsSync(json.logFile) ? readFileSync(json.logFile, 'utf8') : stderr,
    packages: isBuilt ? installedPackages(output) : [],
    places: [...places, ...folderOfFir(stack, '$BUILD')],
    ...(json.error && {refusal: json.error.id}),
    status: status === 0 ? 0 : 1,
  }
}

/** Where a build of a Fir app sees itself, and its processes too. */
function folderOfFir(stack: string, name: string): Outcome['places'] {
  return stack === FIR_STACK ? [['/workspace', name]] : []
}

function namesOfPython(python: string): Outcome['places'] {
  return [path.dirname(path.dirname(python)), '/tmp/python'].map((folder) => [folder, '$PYTHON'])
}

/** What a process sees that the output's own script starts. */
function launchEnvironment(output: string): Record<string, string> {
  const script = existsSync(path.join(output, 'heroku-run')) ? './heroku-run' : './run'
  const {stdout} = spawnSync(script, ['--', 'env', '-0'], {cwd: output, encoding: 'utf8', env: LAUNCH_BASE})
  const lines = stdout.split('\0').filter((line) => line !== '')
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

function parse(stdout: string, stderr: string): Partial<BuildLocalJson & ErrorJson> {
  try {
    return JSON.parse(stdout) as Partial<BuildLocalJson & ErrorJson>
  } catch {
    throw new Error(`build-local printed no document:\n${stdout.slice(0, 500)}\n${stderr.slice(0, 1500)}`)
  }
}

function homeIn(home: string): NodeJS.ProcessEnv {
  return {
    HEROKU_NOTIFICATIONS: '0',
    HEROKU_SKIP_ANALYTICS: '1',
    HEROKU_SKIP_NEW_VERSION_CHECK: '1',
    HOME: home,
    XDG_CACHE_HOME: `${home}/.cache`,
    XDG_CONFIG_HOME: `${home}/.config`,
    XDG_DATA_HOME: `${home}/.local/share`,
  }
}

function envFile(room: string, env: BuildOptions['env']): string {
  const file = path.join(room, 'config.env')
  const quoted = (value: string) => {
    if (/^[\w./:,@%+-]*$/.test(value)) return value
    if (!/["`\n]/.test(value)) return `"${value}"`
    return value.includes("'") ? `\`${value}\`` : `'${value}'`
  }

  writeFileSync(
    file,
    Object.entries(env)
      .map(([name, value]) => `${name}=${quoted(value)}\n`)
      .join(''),
  )
  return file
}
