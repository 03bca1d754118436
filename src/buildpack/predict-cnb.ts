import type {FileTree} from '../packaging/file-tree.js'
import type {CnbRelease, PackageManager} from './release.js'

import {cnbExists, cnbRead} from './cnb-files.js'
import {BuildStops} from './failure.js'
import {
  CNB_DETERMINING,
  CNB_STATIC_FILES,
  cnbCommandLine,
  cnbDependencyLines,
  cnbPythonLines,
  cnbScriptLines,
  cnbToolLines,
  cnbVersionLine,
} from './cnb-lines.js'
import {installedPackages} from './installed-packages.js'
import {CNB_PACKAGE_MANAGERS, type CnbPackageManager, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {emptyPrediction, failureOf, type Prediction, type VersionOrigin} from './prediction.js'

export interface CnbContext {
  release: CnbRelease
  /** The names of the config vars, which all reach the build. Left out: not checked. */
  configVarNames?: readonly string[]
}

/** What heroku/buildpacks-python would do with the source of a Fir app. The order is that of its src/main.rs. */
export function predictCnb(tree: FileTree, context: CnbContext): Prediction {
  const prediction = emptyPrediction()
  try {
    if (!context.release.files.detected.some((path) => cnbExists(tree, path))) return prediction
    prediction.detected = true
    decide(prediction, tree, context)
  } catch (error) {
    prediction.failure = failureOf(error)
  }

  return prediction
}

function decide(prediction: Prediction, tree: FileTree, {configVarNames = [], release}: CnbContext): void {
  const forbidden = release.forbiddenEnvVars.filter((name) => configVarNames.includes(name))
  if (forbidden.length > 0) throw new BuildStops('checks::forbidden-env-vars', forbidden.join(','))

  const manager = findPackageManager(tree)
  prediction.package_manager = manager
  prediction.steps.push(CNB_DETERMINING)
  const {origin, version} = readRequestedVersion(tree, manager, release)
  const requested = version.join('.')
  prediction.python_version_requested = requested
  prediction.python_version_origin = origin
  const resolved = resolveVersion(version, release)
  prediction.python_version = resolved
  prediction.python_version_pinned = requested === resolved
  prediction.steps.push(cnbVersionLine({origin, version: requested}))
  if (origin === 'default') prediction.warnings.push('python-version-unspecified')

  const [major, minor] = version
  if (`${major}.${minor}` === release.python.deprecated?.version) prediction.warnings.push('python-version-deprecated')
  prediction.python_version_outdated = isOutdated(version, release)
  const {installed} = installedPackages(tree, manager, {kind: 'cnb', origin, resolved})
  const hasDjango = installed.some(({name}) => name === 'django')
  prediction.steps.push(
    ...cnbPythonLines(resolved, {reused: false}),
    ...cnbToolLines(manager, release.tools[manager], {reused: false}),
    ...cnbDependencyLines(manager, {downloads: {reused: false}, venv: {reused: false}}),
    cnbCommandLine(manager),
  )
  if (!hasDjango) return
  prediction.steps.push(CNB_STATIC_FILES)
  const hasScript = cnbExists(tree, 'manage.py')
  prediction.steps.push(...cnbScriptLines(hasScript))
}

/** What the version file alone decides. @throws BuildStops */
export function decideCnbVersion(tree: FileTree, release: CnbRelease) {
  const {origin, version} = readRequestedVersion(tree, null, release)
  return {
    origin,
    outdated: isOutdated(version, release),
    requested: version.join('.'),
    resolved: resolveVersion(version, release),
  }
}

/** The CNB gives no warning for an old patch release; whether it is one is still true or false. */
function isOutdated([major, minor, patch]: number[], {python}: CnbRelease): boolean {
  const latest = python.latest[`${major}.${minor}`]
  return patch !== undefined && latest !== undefined && patch < Number(latest.split('.')[2])
}

/** Source: src/package_manager.rs. */
function findPackageManager(tree: FileTree): CnbPackageManager {
  const [found, ...others] = CNB_PACKAGE_MANAGERS.filter((name) => cnbExists(tree, PACKAGE_MANAGERS[name].file))
  if (found === undefined) throw new BuildStops('package-manager::none-found')
  if (others.length > 0) throw new BuildStops('package-manager::multiple-found', [found, ...others].join(','))
  return found
}

/** Source: src/python_version.rs, `read_requested_python_version`. */
function readRequestedVersion(
  tree: FileTree,
  manager: null | PackageManager,
  release: CnbRelease,
): {origin: VersionOrigin; version: number[]} {
  if (cnbExists(tree, 'runtime.txt')) throw new BuildStops('runtime-txt::not-supported')
  const bytes = cnbRead(tree, '.python-version')
  if (bytes) return {origin: '.python-version', version: parseVersionFile(bytes)}
  if (manager !== null && PACKAGE_MANAGERS[manager].needsVersionFile) throw new BuildStops('python-version-file::not-found')
  return {origin: 'default', version: release.python.default.split('.').map(Number)}
}

/**
 * Rust's `lines`, `trim` and `u16::from_str`: Unicode white space is trimmed, numbers go up to 65535 and may have leading
 * zeros or a plus sign. Source: src/python_version_file.rs.
 */
function parseVersionFile(bytes: Uint8Array): number[] {
  const lines = decodeStrictly(bytes)
    .split('\n')
    .map((line) => line.replaceAll(/^\p{White_Space}+/gu, '').replace(/(?<!\p{White_Space})\p{White_Space}+$/u, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replaceAll(/[^ -~]/gu, '\uFFFD'))
  const [line, ...others] = lines
  if (line === undefined) throw new BuildStops('python-version-file::no-version')
  if (others.length > 0) throw new BuildStops('python-version-file::multiple-versions', lines.join(','))
  const parts = line.split('.')
  const isVersion =
    (parts.length === 2 || parts.length === 3) && parts.every((part) => /^\+?\d+$/.test(part) && Number(part) <= 65_535)
  if (!isVersion) throw new BuildStops('python-version-file::invalid-version', line)
  return parts.map(Number)
}

/** A file that is no UTF-8 can't be read by Rust's `read_to_string`; a byte order mark can, and is no white space. */
function decodeStrictly(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    throw new BuildStops('python-version-file::invalid-encoding')
  }
}

/** Source: src/python_version.rs, `resolve_python_version`. */
function resolveVersion([major = 0, minor = 0, patch]: number[], {python}: CnbRelease): string {
  const minorOf = (version: string) => Number(version.split('.')[1])
  if (major < 3 || (major === 3 && minor < minorOf(python.oldest)))
    throw new BuildStops('python-version::eol', `${major}.${minor}`)
  if (major > 3 || minor > minorOf(python.newest)) throw new BuildStops('python-version::unknown-major', `${major}.${minor}`)
  return patch === undefined ? python.latest[`${major}.${minor}`]! : `${major}.${minor}.${patch}`
}
