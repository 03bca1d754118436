import type {Prediction} from '../buildpack/prediction.js'
import type {VersionDecision} from '../buildpack/version-decision.js'
import type {Project} from '../project/project.js'

import {predict, type PredictOptions} from '../buildpack/predict.js'
import {decideVersion} from '../buildpack/version-decision.js'
import {findDependency} from '../checks/dependencies.js'

/**
 * The prediction of a project, and what its version files say. The steps that hang on what is installed (NLTK's, Django's)
 * go by the packages that the build's command installs, once it is known which package manager and Python install them.
 */
export function predictProject(project: Project, options: PredictOptions): {prediction: Prediction; version: VersionDecision} {
  const prediction = predict(project.tree, options)
  const version = decideVersion(project.tree, prediction.package_manager, options)
  if (prediction.failure !== null || !prediction.detected) return {prediction, version}
  const facts = {kind: options.kind ?? 'classic', prediction, project, version}
  const installs = (name: string) => findDependency(facts, name) !== undefined
  return {prediction: predict(project.tree, {...options, installs}), version}
}
