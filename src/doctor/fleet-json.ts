import type {Severity} from '../checks/check.js'
import type {FindingJson, ReasonJson} from './json.js'
import type {BuildpackJson, Count, Words} from '../common/json-values.js'

/** What `heroku python:doctor --json` prints with `--team` and `--all`: what the apps say of themselves, without a source. */
export interface DoctorFleetJson {
  schemaVersion: 1
  /** null: all apps of the account. */
  team: Words | null
  /** With `--to` only: where to, as typed. The apps' findings are then what the move would bring. */
  to?: readonly Words[]
  /** Worst first; those that could not be read come last. */
  apps: readonly (ExaminedAppJson | UnreadableAppJson)[]
  summary: FleetSummaryJson
}

export interface ExaminedAppJson {
  app: Words
  error: null
  kind: BuildpackJson['kind']
  /** Of the next build; null: it isn't known. */
  stack: Words | null
  /** The Python that its last build installed; null: it isn't known. */
  python: PythonVersion | null
  /** null: they could not be read. */
  buildpacks: readonly Words[] | null
  /** Worst first. */
  findings: readonly FindingJson[]
  /** Checks that could not be made. They are not passed. */
  skipped: readonly ReasonJson[]
  /** With `--to` only: the app is where it shall move to already. */
  isThere?: boolean
}

/** @pattern ^\d+\.\d+ */
type PythonVersion = string

export interface UnreadableAppJson {
  app: Words
  /** Why it could not be read. */
  error: Words
}

/** Counts of findings are of all apps together. */
export interface FleetSummaryJson extends Record<Severity, Count> {
  apps: Count
  /** Those of them that could not be read. */
  unreadable: Count
  /** More apps, which Python doesn't build. */
  otherApps: Count
  /** Apps that were not looked at, because of an interrupt. */
  left: Count
  /** Checks that were not made, because they need a source. */
  checksThatNeedSource: Count
}
