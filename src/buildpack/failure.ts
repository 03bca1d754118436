/** The classic buildpack's `failure_reason` values that a source tree can decide, and the CNB's errors by the same names. */
export type FailureReason =
  | 'checks::existing-python-dir'
  | 'checks::existing-venv-dir'
  | 'checks::forbidden-env-vars'
  | 'checks::stack::eol'
  | 'checks::stack::unknown'
  | 'internal-error'
  | 'internal-error::abort'
  /** For a reason that only a newer release has: it is the detail. */
  | 'newer-release::stops'
  | 'package-manager::multiple-found'
  | 'package-manager::none-found'
  | 'package-manager::pipenv-missing-lockfile'
  | 'package-manager::setup-py-only'
  | 'pipfile-lock::invalid-json'
  | 'pipfile-lock::invalid-version'
  | 'python-version::eol'
  | 'python-version::unknown-major'
  | 'python-version-file::invalid-encoding'
  | 'python-version-file::invalid-version'
  | 'python-version-file::misspelled'
  | 'python-version-file::multiple-versions'
  | 'python-version-file::no-version'
  | 'python-version-file::not-found'
  | 'runtime-txt::invalid-version'
  | 'runtime-txt::not-supported'

export type WarningId =
  'python-patch-update-available' | 'python-version-deprecated' | 'python-version-unspecified' | 'runtime-txt-deprecated'

/** Why a build stops. `detail` is what the buildpack stores beside its reason, cut as it cuts it. */
export interface Failure {
  detail: string | null
  reason: FailureReason
  /** The failure in a few of our own words. */
  title: string
}

/** Ends a prediction where the buildpack would exit. Carries data only; caught in predict. */
export class BuildStops extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly detail: string | null = null,
  ) {
    super(reason)
  }
}
