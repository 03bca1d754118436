import type {CnbRelease} from '../../buildpack/release.js'
import type {CachedBuild, ChosenInterpreter} from '../plan/build-plan.js'
import type {CnbPackageManager} from '../plan/commands-cnb.js'

interface CnbCacheKey {
  stack: string
  pythonVersion: string
  manager: CnbPackageManager
  release: CnbRelease
  interpreter: ChosenInterpreter | null
}

export interface CnbCacheDecision {
  /** The layer `python`, with the CNB's own words for why it is made again. */
  python: {reused: boolean; reasons: readonly string[]}
  /** The tool's layer; `discarded` is the version in a layer that isn't used. */
  tool: {reused: boolean; discarded: string | null}
  /** The layer `pip-cache`; neither of both without one. */
  pipCache: {reused: boolean; discarded: boolean}
  /** The layer `venv`; with pip it is made anew each time. */
  venv: {reused: boolean; discarded: boolean}
}

/** Each layer of a Fir build is cached for itself. Sources: src/layers/*.rs. */
export function decideCnbCache(cached: CachedBuild | null, now: CnbCacheKey): CnbCacheDecision {
  if (cached === null || cached.pythonVersion === null) {
    const none = {discarded: false, reused: false}
    return {pipCache: none, python: {reasons: [], reused: false}, tool: {discarded: null, reused: false}, venv: none}
  }

  const reasons = pythonReasons(cached, now)
  const toolVersion = cached.buildData[`${now.manager}_version`]
  const isToolSame = toolVersion === now.release.tools[now.manager]
  const hadTool = typeof toolVersion === 'string'
  // uv's layer does not depend on Python.
  const isToolReused = isToolSame && (now.manager === 'uv' || reasons.length === 0)
  const hadPipCache = now.manager === 'pip' && cached.buildData.package_manager === 'pip'
  const isPipCacheReused = hadPipCache && isToolReused
  const isVenvReused = now.manager !== 'pip' && isToolSame && reasons.length === 0
  return {
    pipCache: {discarded: hadPipCache && !isPipCacheReused, reused: isPipCacheReused},
    python: {reasons, reused: reasons.length === 0},
    tool: {discarded: hadTool && !isToolReused ? toolVersion : null, reused: isToolReused},
    venv: {discarded: now.manager !== 'pip' && hadTool && !isVenvReused, reused: isVenvReused},
  }
}

function pythonReasons({interpreter, pythonVersion, stack}: CachedBuild, now: CnbCacheKey): string[] {
  const system = (name: string | null) => name?.replace(/^heroku-(\d\d)$/, 'ubuntu-$1.04') ?? 'unknown'
  return [
    stack !== now.stack && `The OS has changed from ${system(stack)} to ${system(now.stack)}`,
    pythonVersion !== now.pythonVersion && `The Python version has changed from ${pythonVersion} to ${now.pythonVersion}`,
    // Ours: the environments here are bound to the interpreter of this machine.
    now.interpreter !== null &&
      (interpreter?.program !== now.interpreter.program || interpreter.version !== now.interpreter.version) &&
      'The Python interpreter of this machine has changed',
  ].filter((reason) => typeof reason === 'string')
}
