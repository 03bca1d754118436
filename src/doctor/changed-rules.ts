import type {RuleChanges} from '../buildpack/rules.js'
import type {NewerDecision} from '../buildpack/newer-decision.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {Check} from '../checks/check.js'
import type {CheckedFinding} from '../checks/run-checks.js'

export interface Changed {
  changes: RuleChanges
  /** The newer release's own code decides what our rules predict. */
  isConfirmed: boolean
  newer: NewerDecision | null
  prediction: Prediction
}

/**
 * Marks the findings whose rule a newer release of the buildpack changed: those of a check that rests on what changed, or
 * that foretells a failure which does. They stay what they are, errors or not: a change of the text may change nothing. Where the
 * release's own code was asked, a failure that it confirms needs no mark. One that it doesn't have is left out: build/newer-release names it.
 */
export function markChangedRules(
  findings: readonly CheckedFinding[],
  checks: readonly Check[],
  {changes, isConfirmed, newer, prediction}: Changed,
): readonly CheckedFinding[] {
  if (changes.size === 0) return findings
  const explained = new Map<string, readonly string[]>(checks.map(({explains = [], id}) => [id, explains]))
  const reason = prediction.failure?.reason
  return findings.flatMap((finding) => {
    const explains = explained.get(finding.id) ?? []
    const changedIn = [finding.id, ...explains].map((id) => changes.get(id)).find((release) => release !== undefined)
    if (changedIn === undefined || (isConfirmed && reason !== undefined && explains.includes(reason))) return [finding]
    const before = newer?.before.failure?.reason
    const isGone = before !== undefined && before !== reason && explains.includes(before) && finding.severity === 'error'
    return isGone ? [] : [{...finding, changedIn}]
  })
}
