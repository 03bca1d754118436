import type {BuildData} from './run/build-data.js'
import type {CacheDecision, StepDecision, StepId} from './plan/build-plan.js'
import type {ConfigVarsMode, Withheld} from './run/config-vars.js'
import type {CauseKind} from '../buildpack/causes/cause.js'
import type {BuildFailureReason} from './plan/failure.js'
import type {HerokuCode, VerdictId} from './boot/verdict.js'
import type {StepResult} from './run/result.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {BuildpackJson, Bytes, CheckId, Seconds, SourceJson, Words} from '../common/json-values.js'

/** What `heroku python:build-local --json` prints: the buildpack's own build data under its own keys, and the plugin's results. */
export interface BuildLocalJson extends BuildData, BuildHeadJson {
  status: 'failed' | 'succeeded'
  /** null if the build succeeded. */
  failure: BuildFailureJson | null
  /** In the order they run. */
  steps: readonly BuildStepJson[]
  packages: readonly {name: Words; version: Words; bytes: Bytes}[]
  /** Size of the built app, uncompressed. 0: nothing was built. */
  totalBytes: Bytes
  processTypes: readonly {type: Words; command: string}[]
  /** Add-ons that the release requests. */
  addons: readonly Words[]
  /** The processes that `--boot` started, in order; empty without `--boot`. */
  boot: readonly BootJson[]
  /** Process types that `--boot` didn't check, since it was interrupted. The exit code is then 2. */
  bootUnchecked: readonly Words[]
  /** How this build differs from a build on Heroku. */
  differences: readonly {id: Words; message: Words}[]
  /** The folder of `--output`; null: nothing was saved there. */
  output: Words | null
  /** The file of the build log. */
  logFile: Words
}

/** What `heroku python:build-local --plan --json` prints: what a build would do, and why. */
export interface BuildPlanJson extends BuildHeadJson {
  /** What the buildpack would do with the source, under its own keys. */
  build: Prediction
  /** Whether the last build's cache is reused. */
  cache: CacheDecision
  /** In the order they run. */
  steps: readonly PlannedStepJson[]
  /** What `--boot` would start after the build; empty without `--boot`. */
  boot: readonly PlannedBootJson[]
}

/** A process type started as on a dyno. */
export interface BootJson {
  /** `web`, `worker` … */
  type: Words
  verdict: VerdictId
  /** Heroku's error code; null: there is none. */
  code: HerokuCode | null
  /** False: the process would fail on Heroku, and the exit code is 1. */
  lives: boolean
  /** Until it listened or exited, or the time limit. */
  seconds: Seconds
  /** Where it listens, `0.0.0.0:5000`; null: nowhere, or unknown. */
  address: Words | null
  /** HTTP status of its answer; null: no answer. */
  status: number | null
  /** Memory of the process and all that it started; null: it exited before this was measured. */
  memory: Bytes | null
  /** `pss`: shared memory is counted once · `rss`: shared memory is counted in each process, so the total is too high. */
  memoryMethod: 'pss' | 'rss' | null
  /** The dyno's memory. */
  memoryLimit: Bytes
  /** The cause that its output shows; null: none, or nothing is wrong. */
  cause: string | null
  /** The doctor's findings that explain the verdict. */
  findings: readonly CheckId[]
}

export interface PlannedBootJson {
  type: Words
  command: string
  /** False: the release phase, unless `--boot` names it. */
  runs: boolean
  /** Names of the variables that it sees. */
  variables: readonly Words[]
}

interface BuildHeadJson {
  schemaVersion: 1
  buildpack: BuildpackJson
  /** The app's name; null: no app. */
  app: Words | null
  source: SourceJson & {
    /** Full hash of the commit; null: the files on disk were read. */
    commit: Words | null
  }
  /** The stack to build for. */
  stack: Words
  /** Whether this is a Heroku CI build. */
  ci: boolean
  /** This machine's Python; null: none needed or none found. */
  interpreter: InterpreterJson | null
  configVars: ConfigVarsJson
}

interface InterpreterJson {
  /** `N.N.N` */
  version: Words
  /** Where it is from: `pyenv`, `uv`, `PATH` … */
  origin: Words
}

/** The build's config vars: names, never values. */
interface ConfigVarsJson {
  /** `none`: none of the app's · `safe`: all except those that add-ons own · `all`. */
  mode: ConfigVarsMode
  /** Those that the build sees. */
  names: readonly Words[]
  /** Those from `--env-file`. */
  fromFile: readonly Words[]
  /** The app's config vars that the build doesn't see. */
  withheld: readonly Withheld[]
  /** Why the app's config vars couldn't be read; null if they were read. */
  unavailable: Words | null
}

interface BuildFailureJson {
  /** The buildpack's `failure_reason`. */
  reason: BuildFailureReason
  /** What the buildpack records with its reason. */
  detail: string | null
  title: Words
  /** The step that failed. */
  step: StepId
  /** The causes that the output shows, most relevant first; empty: no known cause. */
  causes: readonly {
    /** The kind of cause (stable): `conflict`, `missing-module` … */
    id: CauseKind
    message: Words
    /** What to do, one paragraph each. */
    advice: readonly Words[]
  }[]
  /** What it means and what to do, one paragraph each, including the causes. */
  explanation: readonly Words[]
  /** The last lines that the step printed. */
  lastLines: readonly string[]
}

interface BuildStepJson {
  id: StepId
  title: Words
  status: StepResult['status']
  /** Why it was skipped; null otherwise. */
  reason: Words | null
  seconds: Seconds
  /** The step's part of the build log. */
  log: string
}

interface PlannedStepJson extends StepDecision {
  id: StepId
  title: Words
  /** The step's known lines in the build log. */
  stepLines: readonly string[]
  commands: readonly CommandJson[]
  /** Names of variables that this and later steps see. */
  setsEnv: readonly Words[]
  /** Names of the app's config vars that this step sees. */
  configVars: readonly Words[]
}

interface CommandJson {
  /** The command in the build log; null: the log doesn't show it. */
  shown: string | null
  /** Program and arguments. `$PYTHON_HOME`, `$BUILD_DIR` and `$CACHE_DIR` are the build's folders. */
  argv: readonly string[]
  /** Names of variables that only this command sees. */
  env: readonly Words[]
}
