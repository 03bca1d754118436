import type {Fix, Severity} from '../checks/check.js'
import type {NextCache} from './next-cache.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {BuildpackJson, CheckId, Count, EditJson, Line, SourceJson, Words} from '../common/json-values.js'

/** What `heroku python:doctor --json` prints of one source, and of its app if there is one. */
export interface DoctorJson {
  schemaVersion: 1
  buildpack: BuildpackJson
  /** The app's name; null: the source alone was looked at. */
  app: Words | null
  source: DoctorSourceJson
  /** What the buildpack would do with the source, in its own words. */
  build: Prediction
  /** With a classic app only. What becomes of its build cache in the next build. */
  cache?: CacheJson
  /** Worst first. */
  findings: readonly FindingJson[]
  /** Checks that could not be made. They are not passed. */
  skipped: readonly ReasonJson[]
  /** Checks that found something, with the reason that `.heroku-python.json` gives for leaving it out. */
  suppressed: readonly ReasonJson[]
  /** What is wrong with `.heroku-python.json`. */
  warnings: readonly Words[]
  /** How many of the findings are of each severity. */
  summary: Record<Severity, Count>
  /** With `--baseline` only. `findings`, `summary` and the exit code are then of what was added since. */
  baseline?: BaselineJson
  /** With `--fix` only. */
  fixes?: FixesJson
}

export interface CacheJson {
  /** `unknown`: it was not read, or only in part. */
  status: NextCache['status']
  /** Of `discarded`, the buildpack's own lines; of `unknown`, why. */
  reasons: readonly Words[]
}

/** With `--staged`, `ref` is null though no files on disk were read. */
export interface DoctorSourceJson extends SourceJson {
  /** With `--staged` only: the index was read, as a commit of it would be. */
  staged?: true
}

/** What a check found. */
export interface FindingJson {
  id: CheckId
  /** `error`: the build or the app fails. */
  severity: Severity
  /** Of the check. */
  title: Words
  /** What will happen on Heroku, and to what. */
  message: Words
  /** Relative to the source's folder, with `/`; null: no file is at fault. */
  file: Words | null
  line: Line | null
  /** Where in the line, in UTF-16 code units; null: the check doesn't know. */
  column: Line | null
  /** Behind the last character of what is at fault. */
  endColumn: Line | null
  fix: {
    /** `auto`: `--fix` makes it · `ask`: it needs a decision · `hand`: it is work. */
    kind: Fix['kind']
    /** What to run; null: no command can do it. */
    command: Words | null
  }
  /**
   * A page to read.
   * @pattern ^https://
   */
  docs: string
  /**
   * The same for the same finding in another commit, wherever its line has moved to. Two that are alike have another number.
   * @pattern ^[0-9a-f]{32}:[1-9][0-9]*$
   */
  fingerprint: string
  /**
   * The buildpack release in which the rule behind this finding changed. This version of the plugin wasn't verified against it.
   * Left out: the rule is the one that was verified.
   */
  changedIn?: Words
}

/** The earlier commit that a diagnosis was compared with. */
export interface BaselineJson {
  /** As asked for. */
  ref: Words
  /** @pattern ^[0-9a-f]{40,64}$ */
  commit: string
  /** How many findings were there already. They are not in `findings`. */
  existing: Count
  /** Those of them that time alone may have brought since that commit: a date came, or a release. They never fail. */
  since: readonly FindingJson[]
}

export interface ReasonJson {
  id: CheckId
  /** For people. */
  reason: Words
}

/** What `--fix` did or, with `--dry-run`, would do. */
export interface FixesJson {
  edits: readonly EditJson[]
  /** The checks whose findings the edits mend. */
  mends: readonly CheckId[]
  /** Checks whose fix touches what another fix touches: a second run makes them. */
  postponed: readonly CheckId[]
  /** Checks whose fix was not made, as it would destroy something. */
  refused: readonly ReasonJson[]
  /** False: a dry run, or there was nothing to do. Where it is true, the report is of the source as it is afterwards. */
  applied: boolean
}
