import type {Prediction} from '../../buildpack/prediction.js'
import type {StepId} from './build-plan.js'

/** At which step a failure that the source decides ends the build; null: none does. */
export function stepOfFailure({detected, failure, package_manager, python_version}: Prediction): null | StepId {
  if (failure === null) return null
  const {reason} = failure
  if (!detected) return 'detect'
  if (reason.startsWith('checks::stack::') || reason === 'checks::forbidden-env-vars') return 'checks'
  if (reason === 'checks::existing-venv-dir') return 'venv-check'
  if (reason === 'checks::existing-python-dir' || reason.startsWith('package-manager::')) return 'package-manager'
  // Any look of the Cloud Native Buildpack's may fail so: how far it came tells which.
  if (reason === 'internal-error' && package_manager === null) return 'package-manager'
  return reason === 'internal-error' && python_version !== null ? 'collectstatic' : 'python-version'
}
