import type {BuildProblem} from '../problem.js'
import type {Phase} from '../../buildpack/causes/cause.js'
import type {BuildpackKind} from '../../buildpack/release.js'
import type {Build} from './build.js'
import type {StepId} from '../plan/build-plan.js'
import type {BuildListener, BuildEvent} from './events.js'
import type {LogFile} from '../../system/log-file.js'
import type {StepResult} from './result.js'
import type {Step} from './step.js'

import {wholeLines} from './build-log.js'
import {LogWriter} from './log-writer.js'
import {STEP_IDS} from '../plan/build-plan.js'
import {explainFailure} from './explain-failure.js'
import {ProblemError} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'
import {BuildFailed, type BuildFailure} from '../plan/failure.js'
import {OutputClues} from './output-clues.js'
import {STEP_TITLES} from '../plan/step-titles.js'
import {secondsSince} from './step.js'

/** Of a step that prints without end, the last lines are kept for the result; the log file has more. */
const LINES_KEPT = 5000
const CHARACTERS_KEPT = 4 * 1024 * 1024

/** The steps whose output tells why they fail. */
const PHASES: Partial<Record<StepId, Phase>> = {
  'package-manager-install': 'install',
  'post-compile': 'post_compile',
  'pre-compile': 'pre_compile',
  collectstatic: 'collectstatic',
  dependencies: 'install',
}

/** A step's part of the build log, kept while it runs. */
class Lines {
  #lines: string[] = []
  #size = 0

  push(lines: readonly string[]): void {
    this.#lines.push(...lines)
    for (const line of lines) this.#size += line.length
    if (this.#lines.length <= 2 * LINES_KEPT && this.#size <= 2 * CHARACTERS_KEPT) return
    let [first, size] = [this.#lines.length, 0]
    const oldest = Math.max(0, first - LINES_KEPT)
    while (first > oldest && size + this.#lines[first - 1]!.length <= CHARACTERS_KEPT) size += this.#lines[--first]!.length
    this.#lines = this.#lines.slice(first)
    this.#size = size
  }

  toString(): string {
    return this.#lines.map((line) => `${line}\n`).join('')
  }
}

/** Runs the steps of a build one after the other, tells of them, and keeps what became of each. */
export class StepRunner {
  failure: BuildFailure | null = null
  build!: Build
  readonly #done = new Map<StepId, StepResult>()
  #lines = new Lines()
  #title: string | null = null
  readonly #writer: LogWriter

  constructor(
    private readonly kind: BuildpackKind,
    private readonly listener: BuildListener,
    log: LogFile,
  ) {
    this.#writer = new LogWriter(log)
  }

  /**
   * Tells the listener and the log. The first line of a step in the log is its title from then on, with the reasons that
   * the lines below it list.
   */
  readonly tell = (event: BuildEvent): void => {
    const lines = wholeLines(event, this.kind)
    this.#lines.push(lines)
    this.#writer.write(lines, event.type === 'output' && event.isOpen === true)
    this.listener(event)
    // Nor is what a program says a title.
    if (event.type !== 'step-line' || (this.kind === 'classic' && !/^-----> | {7}- /.test(event.line))) return
    const reason = /^ {7}- (.+)$/.exec(event.line)?.[1]
    if (this.#title === null) this.#title = event.line.replaceAll(/^-----> |^\[(.*)\]$/g, '$1')
    else if (reason === undefined) return
    else this.#title += `${this.#title.endsWith(':') ? '' : ';'} ${reason}`
    this.listener({step: event.step, title: this.#title, type: 'step-titled'})
  }
  /**
   * Runs a step, of one part or several.
   *
   * @throws BuildFailed, after it was told; what is no outcome of a build
   */
  readonly step = async (id: StepId, ...parts: Step[]): Promise<void> => {
    const {build} = this
    build.step = id
    build.clues = new OutputClues(PHASES[id] ?? 'other')
    this.#lines = new Lines()
    this.#title = null
    this.tell({step: id, title: STEP_TITLES[id], type: 'step-started'})
    const {clock} = build.machine.system
    const start = clock.monotonic()
    try {
      build.stopIfCancelled()
      let reason: string | null = null
      for (const part of parts) reason = (await part(build))?.skipped ?? reason
      const seconds = secondsSince(start, clock)
      this.#end(id, seconds, reason === null ? 'done' : 'skipped', reason)
      this.tell(reason === null ? {seconds, step: id, type: 'step-done'} : {reason, step: id, type: 'step-skipped'})
    } catch (error) {
      const failed = failureOf(error, build)
      this.#fail(id, start, failed)
      throw failed
    }
  }

  #fail(id: StepId, start: number, error: BuildFailed): void {
    this.failure = explainFailure(this.build, error)
    const seconds = secondsSince(start, this.build.machine.system.clock)
    this.tell({failure: this.failure, seconds, step: id, type: 'step-failed'})
    this.#end(id, seconds, 'failed', null)
  }

  /** @param seconds as they were told: a screen shows them live, and again at the end */
  #end(id: StepId, seconds: number, status: StepResult['status'], reason: string | null): void {
    const title = this.#title ?? STEP_TITLES[id]
    this.#done.set(id, {id, log: String(this.#lines), reason, seconds, status, title})
  }

  /** Nothing follows. */
  end(): void {
    this.#writer.end()
  }

  /** Every step of the build, those too that it didn't come to. */
  results(steps: readonly StepId[] = STEP_IDS): StepResult[] {
    return steps.map(
      (id) => this.#done.get(id) ?? {id, log: '', reason: null, seconds: 0, status: 'not-reached', title: STEP_TITLES[id]},
    )
  }
}

/** A file of the app where the build needs a folder, or the other way round. */
const IN_THE_WAY = new Set(['EEXIST', 'EISDIR', 'ENOTDIR'])

/** What ends the buildpack too, without words of its own for it (utils::err_trap). @throws what this machine is to blame for */
function failureOf(error: unknown, {clues, control, machine}: Build): BuildFailed {
  if (error instanceof BuildFailed) return clues.isDiskFull && !control.signal.aborted ? new BuildFailed('disk-full') : error
  const code = errorCode(error)
  if (IN_THE_WAY.has(code)) return new BuildFailed('internal-error::unhandled', code)
  // Of a program that could not be started.
  if (code === 'E2BIG') throw new ProblemError({code, id: 'system-error', path: null})
  // ERR_…: a mistake of ours, and none of the system's errors.
  throw /^E(?!RR_)/.test(code) ? new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: machine.place.build}) : error
}
