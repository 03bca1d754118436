import type {FileTree} from '../../packaging/file-tree.js'
import type {BuildRequest} from './build-request.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {type Decisions, type PredictedTree, predictTree} from '../plan/predict-tree.js'

/**
 * The decisions of a build: predicted once, and again only where what they are made from is no longer the same. A hook may
 * change the build folder, which is then read as another tree; another build of the app may have left another version.
 */
export class Predictions {
  #last: PredictedTree | undefined

  /** @param planned what was predicted before the build, to plan it */
  constructor(
    private readonly predict: (tree: FileTree, cachedPythonVersion: string | null) => PredictedTree,
    planned: PredictedTree | undefined,
  ) {
    this.#last = planned
  }

  of(tree: FileTree, cachedPythonVersion: string | null): Decisions {
    const last = this.#last
    if (last && last.tree === tree && last.cachedPythonVersion === cachedPythonVersion) return last
    this.#last = this.predict(tree, cachedPythonVersion)
    return this.#last
  }
}

/** Those of a build, from what its plan was made with. */
export function predictionsOf({planned, ...request}: BuildRequest): Predictions {
  const {configVars} = request
  const options = {
    ...request,
    collectstaticDisabled: disablesCollectstatic(configVars.get(DISABLE_COLLECTSTATIC)?.reveal()),
    configVarNames: [...configVars.keys()],
  }
  return new Predictions((tree, cached) => predictTree(tree, cached, options), planned)
}
