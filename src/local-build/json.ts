import type {BuildData} from './run/build-data.js'
import type {CacheDecision, StepDecision, StepId} from './plan/build-plan.js'
import type {ConfigVarsMode, Withheld} from './run/config-vars.js'
import type {CauseKind} from '../buildpack/causes/cause.js'
import type {BuildFailureReason} from './plan/failure.js'
import type {HerokuCode, VerdictId} from './boot/verdict.js'
import type {StepResult} from './run/result.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {BuildpackJson, Bytes, CheckId, Seconds, SourceJson, Words} from '../common/json-values.js'

/** What `heroku python:build-local --json` prints: the buildpack's own build data under its own keys, and what was seen besides. */
export interface BuildLocalJson extends BuildData, BuildHeadJson {
  status: 'failed' | 'succeeded'
  /** null if it succeeded. */
  failure: BuildFailureJson | null
  /** In the order in which they run. */
  steps: readonly BuildStepJson[]
  packages: readonly {name: Words; version: Words; bytes: Bytes}[]
  /** Of the built tree, uncompressed. 0: nothing was built. */
  totalBytes: Bytes
  processTypes: readonly {type: Words; command: string}[]
  /** Add-ons that the release asks for. */
  addons: readonly Words[]
  /** What became of the processes that `--boot` has started, in their order; empty without it. */
  boot: readonly BootJson[]
  /** How this build differs from the one on Heroku. */
  differences: readonly {id: Words; message: Words}[]
  /** The folder of `--output`; null: nothing was left there. */
  output: Words | null
  /** The file of the build log. */
  logFile: Words
}

/** What `heroku python:build-local --plan --json` prints: what a build would do, with the reasons. */
export interface BuildPlanJson extends BuildHeadJson {
  /** What the buildpack would do with the source, in its own words. */
  build: Prediction
  /** What becomes of the last build's cache. */
  cache: CacheDecision
  /** In the order in which they run. */
  steps: readonly PlannedStepJson[]
  /** What `--boot` would start after the build; empty without it. */
  boot: readonly PlannedBootJson[]
}

/** A process type that was started as on a dyno. */
export interface BootJson {
  /** `web`, `worker` … */
  type: Words
  verdict: VerdictId
  /** Heroku's own code for it; null: it has none. */
  code: HerokuCode | null
  /** False: it would not serve or work on Heroku, and the exit code is 1. */
  lives: boolean
  /** Until it listened, ended, or was given up. */
  seconds: Seconds
  /** Where it listens, `0.0.0.0:5000`; null: nowhere, or it isn't known. */
  address: Words | null
  /** Of its answer to a request; null: there was none. */
  status: number | null
  /** What it and all that it started take; null: it ended before that was looked at. */
  memory: Bytes | null
  /** `pss`: what processes share is counted once · `rss`: in each of them, so that it is too much. */
  memoryMethod: 'pss' | 'rss' | null
  /** Of the dyno. */
  memoryLimit: Bytes
  /** What it said of why; null: nothing, or nothing is wrong. */
  cause: string | null
  /** The doctor's findings that explain the verdict. */
  findings: readonly CheckId[]
}

export interface PlannedBootJson {
  type: Words
  command: string
  /** False: the release phase, which is run only where it is named. */
  runs: boolean
  /** The names of the variables that it sees. */
  variables: readonly Words[]
}

interface BuildHeadJson {
  schemaVersion: 1
  buildpack: BuildpackJson
  /** The app's name; null: none is used. */
  app: Words | null
  source: SourceJson & {
    /** The full hash of the commit that was read; null: files on disk were read. */
    commit: Words | null
  }
  /** That the build is made for. */
  stack: Words
  /** As a build of Heroku CI. */
  ci: boolean
  /** The Python of this machine; null: the build needs or found none. */
  interpreter: InterpreterJson | null
  configVars: ConfigVarsJson
}

interface InterpreterJson {
  /** `N.N.N` */
  version: Words
  /** Where it comes from: `pyenv`, `uv`, `PATH` … */
  origin: Words
}

/** The config vars of the build: names, never a value. */
interface ConfigVarsJson {
  /** `none`: none of the app's · `safe`: those that lead to no add-on of the app · `all`. */
  mode: ConfigVarsMode
  /** Those that the build has. */
  names: readonly Words[]
  /** Those of them that `--env-file` sets. */
  fromFile: readonly Words[]
  /** Those of the app that the build doesn't have. */
  withheld: readonly Withheld[]
  /** Why the app's could not be read; null if nothing was missing. */
  unavailable: Words | null
}

interface BuildFailureJson {
  /** The buildpack's `failure_reason`. */
  reason: BuildFailureReason
  /** What the buildpack stores beside its reason. */
  detail: string | null
  title: Words
  /** The step that failed. */
  step: StepId
  /** What the output says of why, the one to look at first first; empty: nothing that is known. */
  causes: readonly {
    /** The kind of cause, stable: `conflict`, `missing-module` … */
    id: CauseKind
    message: Words
    /** What to do, a paragraph each. */
    advice: readonly Words[]
  }[]
  /** What it means and what to do, a paragraph each. The causes are among them. */
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
  /** Its part of the build log. */
  log: string
}

interface PlannedStepJson extends StepDecision {
  id: StepId
  title: Words
  /** The lines that the build log has for it, as far as they are known. */
  stepLines: readonly string[]
  commands: readonly CommandJson[]
  /** The names of variables that this step and those after it see. */
  setsEnv: readonly Words[]
  /** The names of the app's config vars that reach it. */
  configVars: readonly Words[]
}

interface CommandJson {
  /** As the build log shows it; null: the log doesn't show it. */
  shown: string | null
  /** Program and arguments. `$PYTHON_HOME`, `$BUILD_DIR` and `$CACHE_DIR` stand for folders of the build. */
  argv: readonly string[]
  /** The names of variables that only this command sees. */
  env: readonly Words[]
}
