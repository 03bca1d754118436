import type {Prediction} from '../buildpack/prediction.js'
import type {CheckId, Line, Words} from '../common/json-values.js'
import type {FindingJson, ReasonJson} from '../doctor/json.js'
import type {StepId} from './step.js'

/** What `heroku python:doctor --to TARGET --json` prints: what a move would change. */
export interface ForecastJson {
  schemaVersion: 1
  /** The app's name; null: the source alone was looked at. */
  app: Words | null
  /** The app as it is, and as it would be. null: with `--to next`, no date forces a move. */
  move: null | {from: StandingJson; to: StandingJson}
  /** Errors that only the move brings. The exit code is 1 if there are any. */
  breaks: readonly FindingJson[]
  /** Warnings and notes that only the move brings. */
  matters: readonly FindingJson[]
  /** Findings that go with the move. */
  heals: readonly FindingJson[]
  /** Findings that are there before and after it. */
  stays: readonly FindingJson[]
  /** Checks that could not be made of the app after the move. */
  skipped: readonly ReasonJson[]
  /** With `--online` and `uv`: how the packages change that the build installs. null: that was not asked. */
  packages: null | PackageChangesJson
  /** The order in which to move. One step is one commit, or one command for the app. */
  steps: readonly StepJson[]
  /** What ends for the app as it stands, the earliest first. */
  calendar: readonly DateJson[]
}

export interface StandingJson {
  kind: 'classic' | 'cnb'
  stack: Words
  architecture: Words
  /** null: it isn't known. */
  python: Words | null
  packageManager: Words | null
  /** What the buildpack would do there. */
  build: Prediction
}

export interface PackageChangesJson {
  added: readonly {name: Words; version: Words}[]
  removed: readonly {name: Words; version: Words}[]
  changed: readonly {name: Words; from: Words; to: Words}[]
}

export interface StepJson {
  id: StepId
  /** What to do. */
  title: Words
  /** To be typed, in this order. */
  commands: readonly Words[]
  /** What is edited by hand. */
  places: readonly PlaceJson[]
  /** The checks whose findings it settles. */
  settles: readonly CheckId[]
}

export interface PlaceJson {
  file: Words | null
  line: Line | null
  what: Words
}

export interface DateJson {
  /**
   * Of a day, or of a month where no more is known.
   * @pattern ^\d{4}-\d{2}(-\d{2})?$
   */
  date: string
  what: Words
  /** `removed`: builds fail from then on. `end-of-life`: there are no more security updates. */
  event: 'end-of-life' | 'removed'
}
