import type {Check, CheckContext, Finding, Need, Severity} from './check.js'

import {bySeverity} from './check.js'

/** Its message ends with what would make it harmless. */
export interface CheckedFinding extends Finding {
  id: string
  title: string
  severity: Severity
  docs: string
  /** The buildpack release in which what the finding rests on changed, after the one that our rules were verified against. */
  changedIn?: string
}

export interface Skipped {
  id: string
  reason: string
}

interface CheckResults {
  /** Worst first, then in the order of the catalogue. */
  findings: CheckedFinding[]
  /** Checks that could not be made, and those that crashed: never passed. */
  skipped: Skipped[]
  suppressed: Skipped[]
  passed: string[]
}

interface RunOptions {
  /** Need → why it is missing. */
  missing: Partial<Record<Need, string>>
  /** Check id → the reason to leave its findings out. */
  suppressions: ReadonlyMap<string, string>
}

/** Runs checks. One that crashes is reported and stops no other. */
export function runChecks(checks: readonly Check[], context: CheckContext, {missing, suppressions}: RunOptions): CheckResults {
  const results: CheckResults = {findings: [], passed: [], skipped: [], suppressed: []}
  for (const check of [...checks].sort((a, b) => Number(a.afterOthers ?? false) - Number(b.afterOthers ?? false))) {
    const lacking = check.needs?.find((need) => missing[need] !== undefined)
    if (lacking) results.skipped.push({id: check.id, reason: missing[lacking]!})
    else runCheck(check, context, suppressions, results)
  }

  results.findings.sort(bySeverity)
  return results
}

function runCheck(check: Check, context: CheckContext, suppressions: ReadonlyMap<string, string>, results: CheckResults): void {
  let findings: Finding[]
  try {
    findings = check.run(context, new Set([...results.findings, ...results.suppressed].map(({id}) => id)))
  } catch (error) {
    results.skipped.push({id: check.id, reason: `the check crashed: ${error instanceof Error ? error.message : String(error)}`})
    return
  }

  const reason = suppressions.get(check.id)
  if (findings.length === 0) results.passed.push(check.id)
  else if (reason === undefined) {
    const {docs, id, severity, title} = check
    results.findings.push(
      ...findings.map((finding) => ({
        docs: docs.link,
        id,
        severity,
        title,
        ...finding,
        message: finding.message + doubtOf(finding),
      })),
    )
  } else results.suppressed.push({id: check.id, reason})
}

/** The same finding once its condition was seen to fail: nothing would make it harmless any more. */
export function proven(finding: CheckedFinding): CheckedFinding {
  if (finding.fineIf === undefined) return finding
  const claim = finding.message.slice(0, finding.message.length - doubtOf(finding).length)
  return {...finding, fineIf: [], message: claim}
}

function doubtOf({fineIf = []}: Pick<Finding, 'fineIf'>): string {
  return fineIf.map((condition) => ` This is fine if ${condition}.`).join('')
}
