import type {CheckDocs, Severity} from '../checks/check.js'
import type {CheckId, Words} from './values.js'

/** What `heroku python:doctor --list --json` prints. */
export interface DoctorListJson {
  schemaVersion: 1
  /** Every check, by group. */
  checks: readonly CheckJson[]
}

/** What `heroku python:doctor --explain ID --json` prints. */
export interface DoctorExplainJson {
  schemaVersion: 1
  check: CheckDocs & CheckJson
}

export interface CheckJson {
  id: CheckId
  /** Of its findings, unless the situation makes one better or worse. */
  severity: Severity
  title: Words
}
