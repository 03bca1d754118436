import type {DoctorExplainJson, DoctorListJson} from '../doctor/checks-json.js'
import type {DoctorJson} from '../doctor/json.js'
import type {ForecastJson} from '../move/json.js'
import type {BuildLocalJson, BuildPlanJson} from '../local-build/json.js'
import type {ErrorJson} from '../render/error-json.js'
import type {Count, Words} from '../common/json-values.js'

/** What the tools of python:mcp take and answer. `npm run schemas` makes their schemas of it. */

/**
 * A folder of an app. Without it, the only folder that the server may read.
 * @minLength 1
 * @maxLength 4096
 */
type Folder = string

/**
 * A Heroku app to read too, by name. It needs a login.
 * @pattern ^[A-Za-z0-9][A-Za-z0-9-]{0,62}$
 */
type AppName = string

/**
 * A commit, branch or tag to read instead of the files on disk.
 * @pattern ^[^-\s][^\s]*$
 * @maxLength 255
 */
type Ref = string

/**
 * A check's ID, or a group such as `version`.
 * @pattern ^[a-z]+(/[a-z0-9-]+)?$
 */
type CheckOrGroup = string

/**
 * A stack, such as `heroku-24`.
 * @pattern ^[a-z][a-z0-9-]{0,30}$
 */
type Stack = string

export interface McpDoctorInput {
  folder?: Folder
  app?: AppName
  ref?: Ref
  /** Read git's index instead, as `git commit` would commit it. */
  staged?: boolean
  /** Show only what was added since this commit. */
  baseline?: Ref
  only?: readonly CheckOrGroup[]
  skip?: readonly CheckOrGroup[]
}

export interface McpExplainInput {
  /**
   * A check's ID. Without it, the answer lists every check.
   * @pattern ^[a-z]+/[a-z0-9-]+$
   */
  id?: string
}

export interface McpPlanInput {
  folder?: Folder
  app?: AppName
  ref?: Ref
  stack?: Stack
}

/**
 * A stack, a Python version (`3.14`, `latest`), `uv`, `fir`, or `next`: whatever a date forces.
 * @pattern ^[a-z0-9][a-z0-9.-]{0,30}$
 */
type MoveTarget = string

export interface McpForecastInput {
  folder?: Folder
  app?: AppName
  ref?: Ref
  /**
   * Where the app would move to.
   * @minItems 1
   * @maxItems 4
   */
  to: readonly MoveTarget[]
}

export interface McpFixInput {
  folder?: Folder
  /** True: change the files on disk. Otherwise, the answer only says what would change. */
  apply?: boolean
  only?: readonly CheckOrGroup[]
  skip?: readonly CheckOrGroup[]
}

export interface McpBuildInput {
  /** `start` answers with a job. The others need it. */
  action: 'cancel' | 'log' | 'start' | 'status'
  /**
   * Of `start`.
   * @pattern ^build-[0-9]+$
   */
  job?: string
  /**
   * For `log`: the first line to read. Pass `next` of the last answer.
   * @asType integer
   * @minimum 0
   */
  from?: number
  folder?: Folder
  app?: AppName
  ref?: Ref
  stack?: Stack
  /** Install a missing Python with uv. */
  installPython?: boolean
  /**
   * Process types to start after the build, as on a dyno, and check.
   * @maxItems 10
   */
  boot?: readonly ProcessType[]
}

/** @pattern ^[A-Za-z0-9_-]{1,63}$ */
type ProcessType = string

/** Whether the build runs. A failed build has its reason in `result.failure`. */
export type BuildState = 'canceled' | 'failed' | 'running' | 'succeeded'

export interface BuildJson {
  job: Words
  state: BuildState
  /** The step that runs; null: none. */
  step: Words | null
  /** Steps that are over. */
  done: Count
  /** Of the log so far. */
  lines: Count
  /** How it ended. Not for a build that runs or that couldn't begin. */
  result?: BuildLocalJson
  /** With `log` only. */
  log?: BuildLogJson
}

export interface BuildLogJson {
  from: Count
  lines: readonly string[]
  /** Where to go on reading. */
  next: Count
}

/**
 * Whatever a tool answers. One of `result` and `error` is there.
 */
interface Answer<Result> {
  /** How to read the rest: texts in it may quote the repository. */
  notice: Words
  result?: Result
  /** Why the tool couldn't do it. */
  error?: ErrorJson['error']
}

export type McpDoctorAnswer = Answer<DoctorJson>
export type McpExplainAnswer = Answer<DoctorExplainJson | DoctorListJson>
export type McpPlanAnswer = Answer<BuildPlanJson>
export type McpForecastAnswer = Answer<ForecastJson>
export type McpFixAnswer = Answer<DoctorJson>
export type McpBuildAnswer = Answer<BuildJson>
