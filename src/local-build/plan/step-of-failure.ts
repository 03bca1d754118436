import type {FailureReason} from '../../buildpack/failure.js'
import type {StepId} from './build-plan.js'

/** At which step a failure that the source decides ends the build. */
export function stepOfFailure(reason: FailureReason): StepId {
  if (reason.startsWith('checks::stack::') || reason === 'checks::forbidden-env-vars') return 'checks'
  if (reason === 'checks::existing-venv-dir') return 'venv-check'
  if (reason === 'checks::existing-python-dir' || reason.startsWith('package-manager::')) return 'package-manager'
  return 'python-version'
}
