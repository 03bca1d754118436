import type {Step} from '../run/step.js'

import {buildpackRefs} from '../../platform/app.js'
import {hasDuplicates} from '../plan/duplicate-buildpacks.js'
import {BuildFailed} from '../plan/failure.js'

/** Source: bin/detect and src/detect.rs. The platform prints the line. */
export const detect: Step = async (build) => {
  const {detected, failure} = (await build.decide()).prediction
  if (!detected) throw failure ? new BuildFailed(failure.reason, failure.detail) : new BuildFailed('detect')
  if (build.request.kind === 'classic') build.line('-----> Python app detected')
}

/** Source: lib/checks.sh. The second Python buildpack of an app finds what the first has installed. */
export const checkStackAndDuplicates: Step = async (build) => {
  const {failure} = (await build.decide()).prediction
  if (failure?.reason.startsWith('checks::stack::')) throw new BuildFailed(failure.reason, failure.detail)
  if (hasDuplicates(buildpackRefs(build.request.app))) throw new BuildFailed('checks::duplicate-python-buildpack')
}
