import type {CauseKind} from '../../buildpack/causes/cause.js'
import type {FailureReason} from '../../buildpack/failure.js'
import type {PackageManager} from '../../package-managers/names.js'

import type {StepId} from './build-plan.js'

/**
 * The `failure_reason` values that only a run decides, the buildpack's own but for `build-cancelled`, `build-timeout` and
 * `detect`, where Heroku's platform ends the build, without a reason, and `disk-full`, which tells nothing of Heroku. The
 * CNB stores no reasons: `collectstatic-generate-files` and `collectstatic-inspect-configuration` stand for its two headings.
 */
export type RunFailureReason =
  | 'build-cancelled'
  | 'build-data::data-file-deleted'
  | 'build-timeout'
  | 'checks::duplicate-python-buildpack'
  | 'collectstatic-fancy-references'
  | 'collectstatic-generate-files'
  | 'collectstatic-improper-configuration'
  | 'collectstatic-inspect-configuration'
  | 'collectstatic-missing-file'
  | 'collectstatic-other'
  | 'collectstatic-syntax-error'
  | 'detect'
  | 'disk-full'
  | 'hooks::post_compile'
  | 'hooks::pre_compile'
  | `install-dependencies::${PackageManager}`
  | `install-package-manager::${PackageManager}`
  | 'install-python'
  | 'internal-error::bundled-pip-not-found'
  | 'internal-error::unhandled'
  | 'nltk-downloader'
  | 'python-version::unknown-patch'

export type BuildFailureReason = FailureReason | RunFailureReason

/** Why, in the words of `explainCause`. */
export interface FailureCause {
  /** The kind of cause, stable. */
  id: CauseKind
  message: string
  advice: readonly string[]
}

/** Why a build failed. The words are the reason's own. */
export interface BuildFailure {
  reason: BuildFailureReason
  /** What the buildpack stores beside its reason. */
  detail: string | null
  title: string
  step: StepId
  /** What its output says of why, the one to look at first first; none: nothing that is known. */
  causes: readonly FailureCause[]
  /** What it means and what to do, a paragraph each. The causes are among them. */
  explanation: readonly string[]
  /** The last lines that the failing step printed. */
  lastLines: readonly string[]
}

/** What ends a build here, and tells nothing of the one on Heroku. */
const NO_ANSWER: ReadonlySet<BuildFailureReason> = new Set(['build-cancelled', 'disk-full'])

/** Whether a build was ended before it could tell how it goes on Heroku. */
export function isWithoutAnswer({reason}: Pick<BuildFailure, 'reason'>): boolean {
  return NO_ANSWER.has(reason)
}

/** Ends a build in a step. Caught in the runner only. */
export class BuildFailed extends Error {
  constructor(
    readonly reason: BuildFailureReason,
    readonly detail: string | null = null,
    /** What it comes from and what to do, where the reason doesn't say it. */
    readonly because: readonly string[] = [],
  ) {
    super(reason)
  }
}
