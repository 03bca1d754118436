import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, rmSync} from 'node:fs'
import path from 'node:path'

import {readFailure} from '../../../src/buildpack/build-log.js'
import {appFiles, LAUNCH_BASE, type Outcome, packagesIn} from '../outcome.js'
import {type BuildOptions, SYSTEM_PATH} from '../real-build.js'
import {networkSettings, shell} from '../shell.js'
import {BUILDPACK} from './compile.js'
import {keepCachedLayers, launchEnvironment} from './layers.js'
import {TARGET} from './stand-ins.js'

/** Of the platform, what its build sees besides the folders: no time and no user of this machine. */
const HOME = '/tmp/home'

/** Runs in a mount namespace: the folders are the case's own there. Both programs are called as the lifecycle calls them. */
const SCRIPT = `
  mount --bind "$1/layers" /layers; mount --bind "$1/workspace" /workspace; mount --bind "$2" /mnt; mount --bind "$1/tmp" /tmp
  mkdir -p "$2/vcs" ${HOME} /tmp/platform/env; mount --bind /mnt/vcs "$2/vcs"; cd /workspace; touch /tmp/plan.toml
  ${BUILDPACK}/bin/detect /tmp/platform /tmp/plan.toml 2>&1 || exit
  exec env -u OLDPWD -u SHLVL ${BUILDPACK}/bin/build /layers /tmp/platform /tmp/plan.toml 2>&1`

/** The exit status of a buildpack that doesn't take the app. Source: the specification of Cloud Native Buildpacks, "Detection". */
const NOT_DETECTED = 100

/** What the lifecycle puts before a build's own value, where a config var has such a name; others replace it. */
const PATHS = new Set(['CPATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH', 'PKG_CONFIG_PATH'])

/** Builds with the compiled buildpack. Needs Linux and root. */
export function runFirBuild({room, source, tools}: {room: string; source: string; tools: string}, {env}: BuildOptions): Outcome {
  const place = path.join(room, 'fir')
  const [layers, workspace] = [path.join(place, 'layers'), path.join(place, 'workspace')]
  for (const folder of ['tmp', 'workspace']) rmSync(path.join(place, folder), {force: true, recursive: true})
  for (const folder of ['layers', 'tmp', 'workspace']) mkdirSync(path.join(place, folder), {recursive: true})
  for (const folder of ['/layers', '/workspace']) mkdirSync(folder, {recursive: true})
  if (existsSync(path.join(source, '.git'))) shell('git -C "$1" archive HEAD | tar -x -C "$2"', [source, workspace])
  else shell('cp -a "$1/." "$2"', [source, workspace])
  const kept = path.join(room, 'kept-layers')
  rmSync(kept, {force: true, recursive: true})
  shell('cp -a "$1" "$2"', [layers, kept])
  const {status: exit, stdout} = spawnSync('unshare', ['-m', 'bash', '-c', SCRIPT, 'sh', place, tools], {
    encoding: 'utf8',
    env: buildEnvironment(env),
    maxBuffer: 2 ** 28,
  })
  const status = exit === 0 ? 0 : 1
  const outcome: Outcome = {
    addons: [],
    data: {failure_reason: exit === NOT_DETECTED ? 'detect' : readFailure(stdout).reason},
    declared: [],
    files: status === 0 ? appFiles(workspace, [['/workspace', '$APP'], ...PLACES]) : {},
    launch: status === 0 ? launchEnvironment(layers, LAUNCH_BASE) : {},
    log: stdout,
    packages: status === 0 ? packagesIn(path.join(layers, 'venv')) : [],
    places: [['/workspace', '$BUILD'], ...PLACES],
    status,
  }
  // The platform keeps the layers of a build that succeeded.
  if (status === 0) keepCachedLayers(layers)
  else shell('rm -rf "$1"; mv "$2" "$1"', [layers, kept])
  return outcome
}

/** By the names that our build has for its own. */
const PLACES: Outcome['places'] = [
  ['/layers/venv', '$PYTHON'],
  ['/layers/python', '$PYTHON'],
  ...['pip-cache', 'pip', 'poetry', 'uv'].map((name): [string, string] => [`/layers/${name}`, `$CACHE/.heroku/python-${name}`]),
  [HOME, '$APP'],
]

function buildEnvironment(configVars: BuildOptions['env']): Record<string, string> {
  const base: Record<string, string> = {
    ...(networkSettings() as Record<string, string>),
    CNB_BUILDPACK_DIR: BUILDPACK,
    CNB_TARGET_ARCH: TARGET.arch,
    CNB_TARGET_DISTRO_NAME: TARGET.distro,
    CNB_TARGET_DISTRO_VERSION: TARGET.version,
    CNB_TARGET_OS: 'linux',
    HOME,
    PATH: SYSTEM_PATH,
  }
  for (const [name, value] of Object.entries(configVars)) {
    const before = PATHS.has(name) ? base[name] : undefined
    base[name] = before === undefined ? value : `${value}:${before}`
  }

  return base
}
