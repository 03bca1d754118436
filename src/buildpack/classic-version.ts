import type {FileTree} from '../packaging/file-tree.js'
import type {ClassicRelease, PackageManager} from './release.js'

import {BuildStops} from './failure.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {readPipfileLockVersion} from './pipfile-lock.js'
import {toolVersion} from './release.js'
import {parseRuntimeTxt, parseVersionFile} from './version-file.js'
import {arithmetic, condition, hasPatch, majorOf, parseVersionNumber} from './version-number.js'

import type {VersionOrigin} from './prediction.js'

/** What was asked for, and where. */
export interface RequestedVersion {
  /** `N.N` or `N.N.N`. */
  version: string
  origin: VersionOrigin
}

export interface ClassicContext {
  release: ClassicRelease
  stack: string
  /** The Python version of the build cache as the cache holds it (less `python-`); null without a cache. */
  cachedPythonVersion: string | null
}

/**
 * The version that an app asks for, in the buildpack's order of precedence. A misspelled version file stops the build
 * even beside a correct one, and Pipfile.lock is read only when neither version file is there.
 * Source: lib/python_version.sh, `read_requested_python_version`.
 *
 * @throws BuildStops
 */
export function readRequestedVersion(tree: FileTree, manager: null | PackageManager, context: ClassicContext): RequestedVersion {
  if (tree.isFile('runtime.txt')) return {origin: 'runtime.txt', version: parseRuntimeTxt(contents(tree, 'runtime.txt'))}

  const misspelled = context.release.files.misspelledVersionFiles.find((name) => tree.isFile(name))
  if (misspelled !== undefined) throw new BuildStops('python-version-file::misspelled', misspelled)

  if (tree.isFile('.python-version')) {
    return {
      origin: '.python-version',
      version: parseVersionFile(contents(tree, '.python-version'), toolVersion('file', context.stack)),
    }
  }

  if (manager !== null && PACKAGE_MANAGERS[manager].classic.lockNamesPython) {
    const version = readPipfileLockVersion(contents(tree, 'Pipfile.lock'), toolVersion('jq', context.stack))
    if (version !== undefined) return {origin: 'Pipfile.lock', version}
  }

  const cached = readCachedVersion(context.cachedPythonVersion)
  if (cached !== undefined) return {origin: 'cached', version: majorOf(cached)}
  return {origin: 'default', version: context.release.python.default}
}

/** A cached version counts only as a whole `N.N.N`; the file's line ends are dropped as by bash. */
function readCachedVersion(cached: string | null): string | undefined {
  const text = cached?.replaceAll('\0', '').replace(/\n+$/, '')
  return text !== undefined && parseVersionNumber(text)?.patch !== undefined ? text : undefined
}

/** A file that is there but whose contents were not loaded is a mistake of the project's reader, not of the app. */
function contents(tree: FileTree, path: string): Uint8Array {
  const bytes = tree.read(path)
  if (!bytes) throw new Error(`the contents of ${path} were not loaded`)
  return bytes
}

/**
 * The exact version for a requested one.
 *
 * @returns `N.N.N`; a patch release is taken as it is, existing or not
 * @throws BuildStops if it is too old or too new, or is no plain number (which the buildpack calls an internal error)
 */
export function resolveVersion({version}: RequestedVersion, {python}: ClassicRelease): string {
  const {major, minor} = parseVersionNumber(version)!
  const minorOf = (supported: string) => BigInt(supported.split('.')[1]!)
  const isOld = condition(() => {
    const first = arithmetic(major)
    return first < 3n || (first === 3n && arithmetic(minor) < minorOf(python.oldest))
  })
  if (isOld) throw new BuildStops('python-version::eol', `${major}.${minor}`)
  const isNew = condition(() => {
    const first = arithmetic(major)
    return (first === 3n && arithmetic(minor) > minorOf(python.newest)) || first >= 4n
  })
  if (isNew) throw new BuildStops('python-version::unknown-major', `${major}.${minor}`)
  if (hasPatch(version)) return version
  const latest = python.latest[version]
  if (latest === undefined) throw new BuildStops('internal-error::abort', `Unhandled Python major version: ${version}`)
  return latest
}

/** Whether a newer patch release is known. Source: lib/python_version.sh, `warn_if_patch_update_available`. */
export function isOutdated(version: string, origin: VersionOrigin, release: ClassicRelease): boolean {
  const latest = resolveVersion({origin, version: majorOf(version)}, release)
  const patch = (full: string) => arithmetic(full.slice(full.lastIndexOf('.') + 1))
  return condition(() => patch(version) < patch(latest))
}
