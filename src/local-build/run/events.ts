import type {StepId} from '../plan/build-plan.js'
import type {BuildFailure} from '../plan/failure.js'

/**
 * What a build tells while it runs. A listener renders it: as tasks, as the buildpack's log, or not at all. Texts are
 * without secrets and escape sequences, one line each.
 */
export type BuildEvent =
  | {type: 'step-started'; step: StepId; title: string}
  /** A title that becomes known, or more exact, while the step runs. */
  | {type: 'step-titled'; step: StepId; title: string}
  /** A line of the buildpack's log, as it prints it: `-----> …`, or a CNB's header. */
  | {type: 'step-line'; step: StepId; line: string}
  /**
   * What a tool prints, before it is indented, as a terminal shows it. `whole`: as it was printed, where that is more;
   * `isOpen`: what follows stands in the same line of the log.
   */
  | {type: 'output'; step: StepId; line: string; whole?: string; isOpen?: true}
  /** The buildpack's warning, in our words. */
  | {type: 'warning'; step: StepId; id: string; lines: readonly string[]}
  | {type: 'step-done'; step: StepId; seconds: number}
  | {type: 'step-skipped'; step: StepId; reason: string}
  | {type: 'step-failed'; step: StepId; seconds: number; failure: BuildFailure}
  /** A program has ended, and what it started still holds its output: the build goes on once it doesn't. */
  | {type: 'waiting-for-background'; step: StepId; programs: readonly {pid: number; name: string}[]}
  /** Another build of the same app is running. */
  | {type: 'waiting-for-lock'; pid: number | null}

export type BuildListener = (event: BuildEvent) => void
