import type {CheckedFinding} from '../../checks/run-checks.js'

import {type Severity, SEVERITIES} from '../../checks/check.js'
import {countBySeverity} from '../../doctor/report.js'
import {plural} from '../terminal/layout.js'

export const MARKS: Record<Severity, string> = {error: '✖', warning: '▲', info: '●'}

/** `2 errors, 1 warning, 3 info`. */
export function countText(findings: readonly CheckedFinding[]): string {
  const count = countBySeverity(findings)
  return SEVERITIES.filter((severity) => count[severity] > 0)
    .map((severity) => (severity === 'info' ? `${count.info} info` : plural(count[severity], severity)))
    .join(', ')
}
