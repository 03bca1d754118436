import type {StepId} from '../../local-build/plan/build-plan.js'
import type {BuildFailureReason} from '../../local-build/plan/failure.js'
import type {BuildEvent} from '../../local-build/run/events.js'
import type {BuildLocalJson} from '../../local-build/json.js'
import type {Count, Seconds, Words} from '../../common/json-values.js'
import type {ErrorJson} from '../error-json.js'

/**
 * A line that `heroku python:build-local --events` prints while it builds. The first one is `started`, unless the build
 * can't begin. The last one is `result` or `error`.
 */
export type BuildEventJson = EventJson & {
  /**
   * When it was printed, in UTC.
   * @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$
   */
  at: string
}

type EventJson =
  /** `steps`: those of the build, in order. Some may be skipped. */
  | {type: 'started'; schemaVersion: 1; steps: readonly {id: StepId; title: Words}[]}
  | {type: 'step-started'; step: StepId; title: Words}
  /** The title became known, or more exact. */
  | {type: 'step-titled'; step: StepId; title: Words}
  /** A line of the buildpack's log, as Heroku prints it. */
  | {type: 'step-line'; step: StepId; line: string}
  /** A line that a tool printed. */
  | {type: 'output'; step: StepId; line: string}
  /** The buildpack's warning. */
  | {type: 'warning'; step: StepId; id: Words; lines: readonly string[]}
  | {type: 'step-done'; step: StepId; seconds: Seconds}
  | {type: 'step-skipped'; step: StepId; reason: Words}
  | {type: 'step-failed'; step: StepId; seconds: Seconds; reason: BuildFailureReason; title: Words}
  /** A program has ended, and what it started still holds its output. `programs`: what is waited for, as far as it is known. */
  | {type: 'waiting-for-background'; step: StepId; programs: readonly {pid: Count; name: Words}[]}
  /** Another build of the same app is running. `pid`: its process; null: it isn't known. */
  | {type: 'waiting-for-lock'; pid: Count | null}
  /** What `--json` prints. */
  | {type: 'result'; result: BuildLocalJson}
  /** What `--json` prints as `error`. */
  | {type: 'error'; error: ErrorJson['error']}

/** What a build tells, as a line of `--events`. */
export function eventJson(event: BuildEvent): EventJson {
  if (event.type === 'output') return {type: event.type, step: event.step, line: event.line}
  if (event.type !== 'step-failed') return event
  const {failure, seconds, step, type} = event
  return {type, step, seconds, reason: failure.reason, title: failure.title}
}

/** The first line. */
export function startJson(steps: readonly {id: StepId; title: string}[]): EventJson {
  return {type: 'started', schemaVersion: 1, steps: steps.map(({id, title}) => ({id, title}))}
}

/** The last line: what `--json` prints, as an event. */
export function endJson(document: BuildLocalJson | ErrorJson): EventJson {
  return 'error' in document ? {type: 'error', error: document.error} : {type: 'result', result: document}
}
