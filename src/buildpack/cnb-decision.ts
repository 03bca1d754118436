import type {CnbSourceDecision} from './cnb-source-rules.js'
import type {Prediction} from './prediction.js'
import type {SourceDecision} from './source-decision.js'

import {readFailure} from './build-log.js'

type Failure = NonNullable<CnbSourceDecision['failure']>

/** Errors that have one heading, by their names in the program. */
const OF_VERSION_FILE: Readonly<Record<string, string>> = {
  InvalidVersion: 'python-version-file::invalid-version',
  MultipleVersions: 'python-version-file::multiple-versions',
  NoVersion: 'python-version-file::no-version',
}
const INTERNAL = 'internal-error'

/**
 * The Cloud Native Buildpack's own decision in the words of the classic one. Its headings are those of build logs; one that isn't
 * known is a reason of its own. What an error leaves open is taken from our prediction, where it is the same error.
 */
export function sourceDecision({failure, ...decision}: CnbSourceDecision, ours: Prediction): SourceDecision {
  if (!failure) return {...decision, failure}
  const reasons = reasonsOf(failure)
  const [first] = reasons
  const same = reasons.find((one) => one === ours.failure?.reason)
  const reason = same ?? first!
  const detail = reason === INTERNAL ? failure.heading : reason.includes('::') ? failure.detail : null
  // What the program knew by then may have had no name.
  const {package_manager, python_version_origin, python_version_requested} = same === undefined ? decision : ours
  return {
    ...decision,
    failure: {detail, reason},
    package_manager: decision.package_manager ?? package_manager,
    python_version_origin: decision.python_version_origin ?? python_version_origin,
    python_version_requested: decision.python_version_requested ?? python_version_requested,
  }
}

/** Where several fit, each of them. */
function reasonsOf({error, heading}: Failure): readonly string[] {
  const {reason} = readFailure(`[Error: ${heading}]\n`)
  if (reason === null) return [heading]
  const group = Object.values(OF_VERSION_FILE)
  if (group.includes(reason)) return Object.hasOwn(OF_VERSION_FILE, error) ? [OF_VERSION_FILE[error]!] : group
  return reason === 'python-version-file::invalid-encoding' ? [reason, INTERNAL] : [reason]
}
