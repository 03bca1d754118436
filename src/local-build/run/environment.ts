import type {BuildPlace} from './build-request.js'

import {FIR_STACK} from '../../target/target.js'
import {byName} from '../../common/by-name.js'

/**
 * What a build's programs see of this machine's environment: its network, and on Windows what programs can't start
 * without. Nothing else is inherited, as on Heroku: no PYTHON*, PIP_*, VIRTUAL_ENV, no user's PATH. Name → why.
 */
export const PASSED_ON: Readonly<Record<string, 'certificates' | 'proxy' | 'windows'>> = byName({
  ALL_PROXY: 'proxy',
  HTTPS_PROXY: 'proxy',
  HTTP_PROXY: 'proxy',
  NO_PROXY: 'proxy',
  all_proxy: 'proxy',
  http_proxy: 'proxy',
  https_proxy: 'proxy',
  no_proxy: 'proxy',
  CURL_CA_BUNDLE: 'certificates',
  GIT_SSL_CAINFO: 'certificates',
  GIT_SSL_CAPATH: 'certificates',
  NODE_EXTRA_CA_CERTS: 'certificates',
  REQUESTS_CA_BUNDLE: 'certificates',
  SSL_CERT_DIR: 'certificates',
  SSL_CERT_FILE: 'certificates',
  COMSPEC: 'windows',
  NUMBER_OF_PROCESSORS: 'windows',
  PATHEXT: 'windows',
  PROCESSOR_ARCHITECTURE: 'windows',
  ProgramData: 'windows',
  ProgramFiles: 'windows',
  'ProgramFiles(x86)': 'windows',
  SYSTEMDRIVE: 'windows',
  SYSTEMROOT: 'windows',
  WINDIR: 'windows',
})

/** Where a system keeps its own programs: git, compilers, bash. A user's folders hold other Pythons and their tools. */
const SYSTEM_FOLDERS = new Set([
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  // Homebrew, Nix
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
  '/nix/var/nix/profiles/default/bin',
  '/run/current-system/sw/bin',
])

/** Git and ssh as on Heroku: no keys, no accounts, no questions. ssh finds the user's keys without HOME. */
const NO_KEYS = {
  GIT_SSH_COMMAND: 'ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityFile=none -o IdentityAgent=none',
  GIT_TERMINAL_PROMPT: '0',
}

interface BaseEnvironment {
  env: NodeJS.ProcessEnv
  place: BuildPlace
  platform: NodeJS.Platform
  stack: string
  ci: boolean
  /** The commit that is built; null: the files on disk are. */
  commit: string | null
  /** pip's settings of this build (pip-index.ts). */
  pipConfigFile: string
}

/** The environment in which a build begins, before the buildpack adds to it. */
export function baseEnvironment({env, place, platform, ...build}: BaseEnvironment): Record<string, string> {
  return {
    ...machineEnvironment(env, platform),
    ...NO_KEYS,
    ...(platform === 'win32' && {TEMP: place.temporary, TMP: place.temporary, USERPROFILE: place.seen.app}),
    HOME: place.seen.app,
    PIP_CONFIG_FILE: build.pipConfigFile,
    // The lifecycle has no such variable.
    ...(build.stack !== FIR_STACK && {STACK: build.stack}),
    TMPDIR: place.temporary,
    ...(build.commit !== null && {SOURCE_VERSION: build.commit}),
    // Source: bin/test-compile.
    ...(build.ci && {DISABLE_COLLECTSTATIC: '1', INSTALL_TEST: '1', LC_ALL: 'C.UTF-8'}),
  }
}

/** What is passed on of a machine's environment: its network's settings, and a PATH of the system's own folders. */
export function machineEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Record<string, string> {
  const machine = Object.entries(env).filter(([name, value]) => value !== undefined && isPassedOn(name, platform))
  return {...(Object.fromEntries(machine) as Record<string, string>), PATH: systemPath(env, platform)}
}

/** Names of variables know no case on Windows. */
function isPassedOn(name: string, platform: NodeJS.Platform): boolean {
  if (platform !== 'win32') return PASSED_ON[name] !== undefined && PASSED_ON[name] !== 'windows'
  return Object.keys(PASSED_ON).some((passed) => passed.toLowerCase() === name.toLowerCase())
}

function systemPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env.PATH ?? env.Path ?? ''
  const own = (env.PATH ?? '').split(':').filter((folder) => SYSTEM_FOLDERS.has(folder))
  return [...new Set([...own, '/usr/local/bin', '/usr/bin', '/bin'])].join(':')
}

/** What bin/compile exports before it begins. @param pythonHome the stable path */
export function compileEnvironment(
  base: Readonly<Record<string, string>>,
  {bin, build, cacheFolder, envDir, pathSeparator, pythonHome}: CompileFolders,
): Record<string, string> {
  const first = (folder: string, name: string) => ({
    [name]: [folder, base[name]].filter((part) => part !== undefined && part !== '').join(pathSeparator),
  })
  return {
    ...base,
    BUILD_DIR: build,
    CACHE_DIR: cacheFolder,
    ENV_DIR: envDir,
    ...first(`${pythonHome}/${bin}`, 'PATH'),
    PYTHONUNBUFFERED: '1',
    LANG: 'en_US.UTF-8',
    ...first(`${pythonHome}/include`, 'C_INCLUDE_PATH'),
    ...first(`${pythonHome}/include`, 'CPLUS_INCLUDE_PATH'),
    ...first(`${pythonHome}/lib`, 'LIBRARY_PATH'),
    ...first(`${pythonHome}/lib`, 'LD_LIBRARY_PATH'),
    ...first(`${pythonHome}/lib/pkg-config`, 'PKG_CONFIG_PATH'),
  }
}

interface CompileFolders {
  build: string
  cacheFolder: string
  envDir: string
  pythonHome: string
  /** `bin`, or `Scripts` on Windows. */
  bin: string
  pathSeparator: string
}
