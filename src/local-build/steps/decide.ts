import type {Build} from '../run/build.js'
import type {StepId} from '../plan/build-plan.js'
import type {Step} from '../run/step.js'

import {versionStep} from '../../buildpack/classic-lines.js'
import {majorOf} from '../../buildpack/version-number.js'
import {requestedOf} from '../plan/facts.js'
import {BuildFailed} from '../plan/failure.js'
import {stepOfFailure} from '../plan/step-of-failure.js'
import {warningText} from '../run/warning-text.js'
import {similarVersionFiles} from './version-files.js'

/**
 * All decisions are those of the prediction, taken from the build folder as it is after bin/pre_compile. This step takes them,
 * and ends the build where the prediction ends here; the next two tell the others. Source: bin/compile.
 */
export const decidePackageManager: Step = async (build) => {
  const {prediction, version} = await build.decide()
  build.prediction = prediction
  build.version = version
  await stopAfterHook(build)
  stopAt(build, 'package-manager')
  build.data.package_manager = build.manager
}

/**
 * What the prediction doesn't say of a source: bin/pre_compile has deleted every file by which the app was detected, or has put a
 * link there that leads out of it.
 */
async function stopAfterHook(build: Build): Promise<void> {
  if (build.request.kind === 'cnb') return
  if ((await build.machine.system.files.realKind(build.at('.heroku/python'))) !== undefined)
    throw new BuildFailed('checks::existing-python-dir')
  if (!build.prediction.detected) throw new BuildFailed('package-manager::none-found')
}

export const checkVenv: Step = async (build) => stopAt(build, 'venv-check')

export const decidePythonVersion: Step = async (build) => {
  const {prediction} = build
  const {python_version, python_version_origin, python_version_outdated, python_version_pinned, python_version_requested} =
    prediction
  const files = similarVersionFiles(build.tree, build.request.releases.classic)
  if (files !== '') build.data.python_version_files = files
  if (python_version_origin !== null && python_version_requested !== null) {
    Object.assign(build.data, {python_version_origin, python_version_requested})
    build.line(versionStep(requestedOf(build.version)))
  }

  if (python_version !== null) {
    Object.assign(build.data, {python_version, python_version_major: majorOf(python_version), python_version_pinned})
  }

  for (const id of prediction.warnings) build.warning(id, warningText(id, prediction, build.request.releases))
  stopAt(build, 'python-version')
  build.data.python_version_outdated = python_version_outdated!
}

/** Ends the build where the prediction ends in that step. */
export function stopAt(build: Build, step: StepId): void {
  const {failure} = build.prediction
  if (failure && stepOfFailure(build.prediction) === step) throw new BuildFailed(failure.reason, failure.detail)
}
