import type {CheckedFinding} from '../../checks/run-checks.js'

import {type Severity, SEVERITIES} from '../../checks/check.js'
import {countBySeverity} from '../../doctor/report.js'
import {plural} from '../terminal/layout.js'

export const MARKS: Record<Severity, string> = {error: '✖', warning: '▲', info: '●'}

/** After the message of a finding whose rule a newer release changed; empty for all others. */
export function changedRuleNote({changedIn}: Pick<CheckedFinding, 'changedIn'>): string {
  return changedIn === undefined ? '' : `This rule changed in ${changedIn} and wasn't verified for this version of the plugin.`
}

/** What a finding says where it has one paragraph. */
export function messageWithNote(finding: Pick<CheckedFinding, 'changedIn' | 'message'>): string {
  const note = changedRuleNote(finding)
  return note === '' ? finding.message : `${finding.message} ${note}`
}

/** `2 errors, 1 warning, 3 info`. */
export function countText(findings: readonly CheckedFinding[]): string {
  const count = countBySeverity(findings)
  return SEVERITIES.filter((severity) => count[severity] > 0)
    .map((severity) => (severity === 'info' ? `${count.info} info` : plural(count[severity], severity)))
    .join(', ')
}
