import type {CnbRelease} from '../../buildpack/release.js'
import type {CachedBuild, ChosenInterpreter} from './build-plan.js'
import type {PackageManager} from '../../package-managers/names.js'

import {managerVersion} from '../../buildpack/release.js'
import {cnbPart, PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../../package-managers/index.js'

interface CnbCacheKey {
  stack: string
  pythonVersion: string
  manager: PackageManager
  release: CnbRelease
  interpreter: ChosenInterpreter | null
}

export interface CnbCacheDecision {
  /** The layer `python`, with the CNB's own words for why it is made again. */
  python: {reused: boolean; reasons: readonly string[]}
  /** The tool's layer; `discarded` is the version in a layer that isn't used. */
  tool: {reused: boolean; discarded: string | null}
  /** The layer of what was downloaded (`pip-cache`); neither of both without one. */
  downloads: {reused: boolean; discarded: boolean}
  /** The layer `venv`; beside a layer of downloads it is made anew each time. */
  venv: {reused: boolean; discarded: boolean}
}

/** Each layer of a Fir build is cached for itself. Sources: src/layers/*.rs. */
export function decideCnbCache(cached: CachedBuild | null, now: CnbCacheKey): CnbCacheDecision {
  if (cached === null || cached.pythonVersion === null) {
    const none = {discarded: false, reused: false}
    return {downloads: none, python: {reasons: [], reused: false}, tool: {discarded: null, reused: false}, venv: none}
  }

  const reasons = pythonReasons(cached, now)
  const toolVersion = cached.buildData[`${now.manager}_version`]
  const {downloadCache, toolNeedsPython} = cnbPart(now.manager)
  const isToolSame = toolVersion === managerVersion(now.release, now.manager)
  const hadTool = typeof toolVersion === 'string'
  const isToolReused = isToolSame && (!toolNeedsPython || reasons.length === 0)
  const keepsVenv = downloadCache === undefined
  const hadDownloads = !keepsVenv && cached.buildData.package_manager === now.manager
  const areDownloadsReused = hadDownloads && isToolReused
  const isVenvReused = keepsVenv && isToolSame && reasons.length === 0
  return {
    downloads: {discarded: hadDownloads && !areDownloadsReused, reused: areDownloadsReused},
    python: {reasons, reused: reasons.length === 0},
    tool: {discarded: hadTool && !isToolReused ? toolVersion : null, reused: isToolReused},
    venv: {discarded: keepsVenv && hadVenv(cached) && !isVenvReused, reused: isVenvReused},
  }
}

/** Whichever manager made it: one of another's is discarded too. */
function hadVenv({buildData}: CachedBuild): boolean {
  const cnb = PACKAGE_MANAGER_NAMES.filter((name) => name === buildData.package_manager).map(
    (name) => PACKAGE_MANAGERS[name].cnb,
  )[0]
  return cnb !== undefined && cnb.downloadCache === undefined
}

function pythonReasons({interpreter, pythonVersion, stack}: CachedBuild, now: CnbCacheKey): string[] {
  const system = (name: string | null) => name?.replace(/^heroku-(\d\d)$/, 'ubuntu-$1.04') ?? 'unknown'
  const reasons = [
    stack !== now.stack && `The OS has changed from ${system(stack)} to ${system(now.stack)}`,
    pythonVersion !== now.pythonVersion && `The Python version has changed from ${pythonVersion} to ${now.pythonVersion}`,
  ].filter((reason) => typeof reason === 'string')
  // Ours: the environments here are bound to the interpreter of this machine. On Heroku this is none, so it isn't told beside those.
  const hasOther =
    now.interpreter !== null &&
    (interpreter?.program !== now.interpreter.program || interpreter.version !== now.interpreter.version)
  return reasons.length === 0 && hasOther ? ["This machine's Python interpreter has changed"] : reasons
}
