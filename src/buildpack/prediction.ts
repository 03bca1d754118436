import {BuildStops, type Failure, type FailureReason, type WarningId} from './failure.js'
import type {PackageManager} from './release.js'

/** Where a Python version comes from; `cached` is the version of the last build, `default` the buildpack's own. */
export const VERSION_ORIGINS = ['.python-version', 'cached', 'default', 'Pipfile.lock', 'runtime.txt'] as const
export type VersionOrigin = (typeof VERSION_ORIGINS)[number]

/**
 * What a buildpack would do with a source tree, in the buildpack's own words (the keys are those of its build data).
 * Where the build would stop, `failure` says why, and what it would have decided later is null.
 */
export interface Prediction {
  /**
   * False: the buildpack doesn't take the app for a Python app, or never runs, and everything else is null or empty. With a
   * failure: it fails before it can tell.
   */
  detected: boolean
  package_manager: PackageManager | null
  /** As asked for: `N.N` or `N.N.N`. */
  python_version_requested: string | null
  python_version_origin: VersionOrigin | null
  /** As resolved: `N.N.N`. */
  python_version: string | null
  /** True if the patch release was asked for. */
  python_version_pinned: boolean | null
  /** True if a newer patch release is known. */
  python_version_outdated: boolean | null
  warnings: WarningId[]
  failure: Failure | null
  /** The step lines of a build without a cache, as printed, as far as the source decides them. */
  steps: string[]
}

export function emptyPrediction(): Prediction {
  return {
    detected: false,
    package_manager: null,
    python_version_requested: null,
    python_version_origin: null,
    python_version: null,
    python_version_pinned: null,
    python_version_outdated: null,
    warnings: [],
    failure: null,
    steps: [],
  }
}

/** The failure in a few words. Longer explanations are in failure-messages.ts. */
export const FAILURE_TITLES: Record<FailureReason, string> = {
  'checks::existing-python-dir': "the source has a '.heroku/python' folder",
  'checks::existing-venv-dir': 'a virtual environment is committed',
  'checks::forbidden-env-vars': 'an environment variable that breaks the build is set',
  'checks::stack::eol': 'the stack has reached its end of life',
  'checks::stack::unknown': "the buildpack doesn't know the stack",
  'internal-error': "the buildpack can't follow a link",
  'internal-error::abort': 'the Python version passes the first test but is no version',
  'newer-release::stops': 'a newer buildpack release stops it',
  'package-manager::multiple-found': 'there are files of several package managers',
  'package-manager::none-found': 'there is no package manager file',
  'package-manager::pipenv-missing-lockfile': 'there is a Pipfile but no Pipfile.lock',
  'package-manager::setup-py-only': 'there is a setup.py but no package manager file',
  'pipfile-lock::invalid-json': "Pipfile.lock can't be parsed",
  'pipfile-lock::invalid-version': 'the Python version in Pipfile.lock is invalid',
  'python-version::eol': 'the Python version has reached its end of life',
  'python-version::unknown-major': "the buildpack doesn't know the Python version",
  'python-version-file::invalid-encoding': '.python-version has an unsupported text encoding',
  'python-version-file::invalid-version': 'the Python version in .python-version is invalid',
  'python-version-file::misspelled': 'the name of the .python-version file is misspelled',
  'python-version-file::multiple-versions': '.python-version has more than one version',
  'python-version-file::no-version': '.python-version has no version',
  'python-version-file::not-found': 'uv needs a .python-version file',
  'runtime-txt::invalid-version': 'the Python version in runtime.txt is invalid',
  'runtime-txt::not-supported': "runtime.txt isn't supported",
}

/** The failure that ended a decision. Any other error is thrown on. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof BuildStops)) throw error
  return {detail: error.detail, reason: error.reason, title: FAILURE_TITLES[error.reason]}
}
