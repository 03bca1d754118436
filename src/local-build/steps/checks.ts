import type {Step} from './step.js'

import {detects} from '../../buildpack/detect.js'
import {predict} from '../../buildpack/predict.js'
import {hasDuplicates} from '../plan/duplicate-buildpacks.js'
import {BuildFailed} from '../run/failure.js'

/** Source: bin/detect. The platform prints the line. */
export const detect: Step = async (build) => {
  const {kind, releases} = build.request
  if (!detects(build.tree, releases[kind].files.detected)) throw new BuildFailed('detect')
  if (kind === 'classic') build.line('-----> Python app detected')
}

/** Source: lib/checks.sh. The second Python buildpack of an app finds what the first has installed. */
export const checkStackAndDuplicates: Step = async (build) => {
  const {buildpacks, releases, stack} = build.request
  const {failure} = predict(build.tree, {releases, stack})
  if (failure?.reason.startsWith('checks::stack::')) throw new BuildFailed(failure.reason, failure.detail)
  if (hasDuplicates(buildpacks)) throw new BuildFailed('checks::duplicate-python-buildpack')
}
