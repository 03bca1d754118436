import {execa} from 'execa'
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {copyFile, mkdir, mkdtemp, readdir, readFile, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {lockFolder} from '../../src/local-build/cache/build-lock.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {assertPrinted} from './json-schema.js'
import {removeFolder} from './remove-folder.js'

/** The project's own folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const LOCKED = path.join(PROJECT, 'test/e2e/heroku-cli')
const INSTALLED = path.join(PROJECT, '.cache/heroku-cli')
const PROGRAM = path.join(INSTALLED, 'node_modules/heroku/bin/run.js')
/** The CLI's data folder with the plugin installed, under the hash of what was packed. */
const PLUGINS = path.join(PROJECT, '.cache/heroku-plugins')

export interface HerokuCli {
  /**
   * Runs `heroku …`, with colours off, in an isolated home. Never rejects for an exit code, but where what a command of ours
   * prints as JSON is not of the promised form. `node`: default this one.
   */
  run(args: readonly string[], options?: {cwd?: string; env?: Record<string, string>; node?: string}): Promise<HerokuResult>
  /** The isolated home folder. */
  home: string
  /** The environment of a run: what else a test needs to start the CLI on its own. */
  env: Record<string, string>
  /** The path of the program. */
  program: string
  /** The plugin as `npm publish` would send it. */
  tarball: string
  remove(): Promise<void>
}

export interface HerokuResult {
  exitCode: number | undefined
  stdout: string
  stderr: string
}

/**
 * The released Heroku CLI with this plugin installed from its packed tarball, as a user would have it. Both are installed
 * once into .cache/ and kept; each home has a data folder of its own, which holds the plugin through a link.
 *
 * @param options `withPlugin`: false leaves the plugin to be installed by the test
 */
export async function installHerokuCli({withPlugin = true} = {}): Promise<HerokuCli> {
  const home = await mkdtemp(path.join(tmpdir(), 'heroku-python-e2e-'))
  const env = isolatedEnvironment(home)
  const tarball = await pack(home)
  const unlock = await lockFolder(PLUGINS, realFileSystem, {onWait() {}, signal: new AbortController().signal})
  try {
    await installCli()
    if (withPlugin) await linkPlugin(await installPlugin(tarball), path.join(env.XDG_DATA_HOME!, 'heroku'))
  } finally {
    await unlock()
  }

  const remove = async () => removeFolder(home)
  return {env, home, program: PROGRAM, remove, run: runner(home, env), tarball}
}

function runner(home: string, env: Record<string, string>): HerokuCli['run'] {
  return async (args, {cwd = home, env: more = {}, node = process.execPath} = {}) => {
    const result = await execa(node, ['--no-deprecation', PROGRAM, ...args], {
      cwd,
      env: {...env, ...more},
      extendEnv: false,
      reject: false,
      stripFinalNewline: false,
      timeout: 600_000,
    })
    const {exitCode, stderr, stdout} = result
    const [command = '', ...argv] = args
    if (command.startsWith('python:')) assertPrinted(command.slice('python:'.length), argv, {exitCode, stdout})
    return {exitCode, stderr, stdout}
  }
}

/** @returns the folder with what `heroku plugins:install` made */
async function installPlugin(tarball: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(tarball))
    .digest('hex')
  const place = path.join(PLUGINS, hash)
  const installed = path.join(place, 'data/heroku')
  const stamp = path.join(place, 'installed')
  if (existsSync(stamp)) return installed
  for (const entry of await readdir(PLUGINS, {withFileTypes: true}))
    if (entry.isDirectory()) removeFolder(path.join(PLUGINS, entry.name))
  await mkdir(place, {recursive: true})
  // The CLI's package.json names the tarball by its path.
  const kept = path.join(place, path.basename(tarball))
  await copyFile(tarball, kept)
  const {exitCode, stderr, stdout} = await runner(place, isolatedEnvironment(place))(['plugins:install', `file://${kept}`])
  if (exitCode !== 0) throw new Error(`the plugin can't be installed: ${stdout}${stderr}`)
  await writeFile(stamp, '')
  return installed
}

async function linkPlugin(installed: string, data: string): Promise<void> {
  await mkdir(data, {recursive: true})
  for (const name of ['package.json', 'package-lock.json', 'node_modules'])
    await symlink(path.join(installed, name), path.join(data, name))
}

/** Nothing of the developer's account, settings or git configuration. */
function isolatedEnvironment(home: string): Record<string, string> {
  const inherited = ['PATH', 'LANG', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'NPM_CONFIG_USERCONFIG', 'npm_config_registry']
  return {
    ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    DISABLE_TELEMETRY: 'true',
    GIT_CONFIG_NOSYSTEM: '1',
    HEROKU_DISABLE_AUTOUPDATE: 'true',
    HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
    HEROKU_SKIP_NEW_VERSION_CHECK: 'true',
    HOME: home,
    NO_COLOR: '1',
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_DATA_HOME: path.join(home, 'data'),
  }
}

async function installCli(): Promise<void> {
  const lock = await readFile(path.join(LOCKED, 'package-lock.json'), 'utf8')
  const stamp = path.join(INSTALLED, 'installed')
  const known = await readFile(stamp, 'utf8').catch(() => '')
  if (known === lock) return
  removeFolder(INSTALLED)
  await mkdir(INSTALLED, {recursive: true})
  for (const file of ['package.json', 'package-lock.json']) await copyFile(path.join(LOCKED, file), path.join(INSTALLED, file))
  await execa('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: INSTALLED,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await writeFile(stamp, lock)
}

/** Packs what `npm run build` and `npm run manifest` left, as `npm publish` would. */
async function pack(folder: string): Promise<string> {
  const {stdout} = await execa('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {cwd: PROJECT})
  const [{filename}] = JSON.parse(stdout) as [{filename: string}]
  return path.join(folder, filename)
}
