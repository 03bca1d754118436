import type {CheckDocs, Need, Severity} from '../checks/check.js'

/** What is known of a check: `heroku python:doctor --explain ID` shows the same. */
export interface CheckMetadata {
  /** `group/name`. It never changes its meaning. */
  readonly id: string
  readonly title: string
  /** Of its findings, unless the situation makes one better or worse. */
  readonly severity: Severity
  /** What it needs beside the source. Without it, the check is skipped. */
  readonly needs: readonly Need[]
  /** Markdown. */
  readonly docs: Readonly<CheckDocs>
}
