import type {CheckDocs, Severity} from '../checks/check.js'
import type {CheckId, Words} from '../common/json-values.js'

/** What `heroku python:doctor --list --json` prints. */
export interface DoctorListJson {
  schemaVersion: 1
  /** Every check, by group. */
  checks: readonly CheckJson[]
}

/** What `heroku python:doctor --explain ID --json` prints. */
export interface DoctorExplainJson {
  schemaVersion: 1
  check: CheckDocsJson & CheckJson
}

/** The check's documentation. How to fix it has kept the name that it had in the first release. */
export type CheckDocsJson = Omit<CheckDocs, 'fix'> & {mend: CheckDocs['fix']}

export interface CheckJson {
  id: CheckId
  /** Of its findings, unless the situation makes one better or worse. */
  severity: Severity
  title: Words
}
