import type {RuleChanges} from '../buildpack/rules.js'
import type {Check} from '../checks/check.js'
import type {CheckedFinding} from '../checks/run-checks.js'

/**
 * Marks the findings whose rule a newer release of the buildpack changed: those of a check that rests on what changed, or
 * that foretells a failure which does. They stay what they are, errors or not: a change of the text may change nothing.
 */
export function markChangedRules(
  findings: readonly CheckedFinding[],
  checks: readonly Check[],
  changes: RuleChanges,
): readonly CheckedFinding[] {
  if (changes.size === 0) return findings
  const explained = new Map(checks.map(({explains = [], id}) => [id, explains]))
  return findings.map((finding) => {
    const ids = [finding.id, ...(explained.get(finding.id) ?? [])]
    const changedIn = ids.map((id) => changes.get(id)).find((release) => release !== undefined)
    return changedIn === undefined ? finding : {...finding, changedIn}
  })
}
