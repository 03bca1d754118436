import type {Failure} from './failure.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {PredictOptions} from './predict.js'
import type {VersionOrigin} from './prediction.js'
import type {ClassicRelease, PackageManager} from './release.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {isOutdated, readRequestedVersion, resolveVersion} from './classic-version.js'
import {decideCnbVersion} from './predict-cnb.js'
import {failureOf} from './prediction.js'
import {builtInReleases, platform} from './release.js'

/**
 * What the version files alone decide. A prediction ends at the first failure; a user wants to hear of a wrong version
 * too when the package manager is wrong.
 */
export interface VersionDecision {
  origin: VersionOrigin | null
  requested: string | null
  resolved: string | null
  outdated: boolean | null
  failure: Failure | null
}

/** @param manager as far as it is known; it decides whether Pipfile.lock is read */
export function decideVersion(tree: FileTree, manager: PackageManager | null, options: PredictOptions = {}): VersionDecision {
  const {cachedPythonVersion = null, kind = 'classic', releases = builtInReleases, stack = platform.defaultStack} = options
  const decision: VersionDecision = {failure: null, origin: null, outdated: null, requested: null, resolved: null}
  try {
    if (kind === 'cnb') Object.assign(decision, decideCnbVersion(tree, releases.cnb))
    else {
      // A misspelled file stops the build even beside a correct one: what that one says counts after the first is fixed.
      const release = tree.isFile('.python-version') ? withoutMisspellings(releases.classic) : releases.classic
      const context = {cachedPythonVersion, release, stack}
      const requested = readRequestedVersion(tree, manager ?? guessManager(tree), context)
      decision.origin = requested.origin
      decision.requested = requested.version
      decision.resolved = resolveVersion(requested, releases.classic)
      decision.outdated = isOutdated(decision.resolved, requested.origin, releases.classic)
    }
  } catch (error) {
    decision.failure = failureOf(error)
  }

  return decision
}

function withoutMisspellings(release: ClassicRelease): ClassicRelease {
  return {...release, files: {...release.files, misspelledVersionFiles: []}}
}

/** Whose lock is there that names a Python version; the others have no part in it. */
function guessManager(tree: FileTree): null | PackageManager {
  const names = PACKAGE_MANAGER_NAMES.filter((name) => PACKAGE_MANAGERS[name].classic.lockNamesPython)
  return names.find((name) => tree.isFile(PACKAGE_MANAGERS[name].file)) ?? null
}
