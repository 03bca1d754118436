import type {Prediction} from '../../buildpack/prediction.js'
import type {FileTree} from '../../packaging/file-tree.js'
import type {PlanOptions} from './build-plan.js'

import {predict} from '../../buildpack/predict.js'
import {decideVersion, type VersionDecision} from '../../buildpack/version-decision.js'

/** What the buildpack decides for a tree. */
export interface Decisions {
  prediction: Prediction
  /** What the version files say, whole. */
  version: VersionDecision
}

/** A tree's decisions, with what they were made from besides: the version in the cache of the last build. */
export interface PredictedTree extends Decisions {
  tree: FileTree
  cachedPythonVersion: string | null
}

export type PredictTreeOptions = Pick<
  PlanOptions,
  'ci' | 'collectstaticDisabled' | 'configVarNames' | 'kind' | 'releases' | 'stack'
>

/** Decides for a tree: the same in a plan and in the build that it plans. Pure. */
export function predictTree(
  tree: FileTree,
  cachedPythonVersion: string | null,
  {ci, collectstaticDisabled, configVarNames, kind, releases, stack}: PredictTreeOptions,
): PredictedTree {
  const options = {cachedPythonVersion, ci, collectstaticDisabled, configVarNames, kind, releases, stack}
  const prediction = predict(tree, options)
  return {cachedPythonVersion, prediction, tree, version: decideVersion(tree, prediction.package_manager, options)}
}
