import {Listr, type ListrTask} from 'listr2'

import type {StepId} from '../../local-build/plan/build-plan.js'
import type {BuildEvent, BuildListener} from '../../local-build/run/events.js'

import {backgroundText, waitingText} from '../../local-build/run/build-log.js'
import {keepLine, LiveRenderer, type LiveOptions} from './live-renderer.js'
import {type Count, counted, countText} from './count.js'
import {printableLine} from '../terminal/printable.js'

/** Steps of a build as listr2's tasks. */
export interface TaskScreen {
  listener: BuildListener
  /** Shows a line as if the running step had printed it. */
  note(line: string): void
  /** Draws the last state. To be called when the build ended, however it did. */
  end(): Promise<void>
}

type Outcome = {type: 'done'} | {type: 'failed'} | {reason: null | string; type: 'skipped'}

const NOT_PART: Outcome = {reason: null, type: 'skipped'}

/** What is known of a step, whether or not listr2 has come to its task. */
interface Step {
  title: string
  /** It has begun, and has not ended. */
  isRunning: boolean
  /** How long it took, once it has ended. */
  seconds: number | undefined
  lines: string[]
  /** Of what its tool says that it installs. */
  count: Count | undefined
  task: TaskView | undefined
  outcome: Promise<Outcome>
  settle(outcome: Outcome): void
}

/** What this uses of listr2's task wrapper. */
interface TaskView {
  title: unknown
  output: unknown
  task: {id: string}
  skip(message?: string): void
}

/** A task that ended badly. Its words are in the report. */
class StepFailed extends Error {}

/** Shows the steps as they run. The build drives the tasks, not the other way round: each waits for its step's end. */
export function showTasks(steps: readonly {id: StepId; title: string}[], options: LiveOptions): TaskScreen {
  const states = new Map<StepId, Step>(steps.map(({id, title}) => [id, newStep(title)]))
  const tasks = [...states.values()].map((step) => toTask(step))
  const list = new Listr<object, typeof LiveRenderer>(tasks, {
    // Ctrl-C is the build's: listr2 would end this process, and leave pip running.
    registerSignalListeners: false,
    renderer: LiveRenderer,
    rendererOptions: {
      ...options,
      secondsOf: (id) => [...states.values()].find(({task}) => task?.task.id === id)?.seconds,
    },
  })
  const running = list.run({}).catch((error: unknown) => {
    if (!(error instanceof StepFailed)) throw error
  })
  // Heard of in end(), too late for Node.
  running.catch(() => {})
  return {
    async end() {
      // Of what did not come to its end, only what had begun is worth a line.
      for (const step of states.values()) step.settle(step.isRunning ? {type: 'failed'} : NOT_PART)
      await running
    },
    note(line) {
      for (const step of states.values()) if (step.isRunning) addLine(step, line)
    },
    listener(event) {
      const id = 'step' in event ? event.step : steps[0]!.id
      const step = states.get(id)
      if (!step) return
      // Steps run in order: one that was never heard of is not part of this build.
      for (const [earlier, {settle}] of states) {
        if (earlier === id) break
        settle(NOT_PART)
      }

      step.isRunning = true
      follow(step, event)
    },
  }
}

function newStep(title: string): Step {
  let settle: Step['settle'] = () => {}
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve
  })
  return {
    count: undefined,
    isRunning: false,
    lines: [],
    outcome,
    seconds: undefined,
    settle,
    task: undefined,
    title: printableLine(title),
  }
}

function toTask(step: Step): ListrTask<object, typeof LiveRenderer> {
  return {
    async task(_context, task) {
      step.task = task
      show(step)
      const outcome = await step.outcome
      if (outcome.type === 'failed') throw new StepFailed()
      if (outcome.type === 'skipped') task.skip(outcome.reason ?? '')
    },
    title: step.title,
  }
}

/** Hands a step's state to its task, if listr2 has begun it. */
function show({count, isRunning, lines, task, title}: Step): void {
  if (!task) return
  task.title = isRunning && count ? `${title} (${countText(count)})` : title
  task.output = lines.join('\n')
}

function addLine(step: Step, line: string): void {
  keepLine(step.lines, line)
  show(step)
}

function finish(step: Step, outcome: Outcome): void {
  step.isRunning = false
  show(step)
  step.settle(outcome)
}

function follow(step: Step, event: BuildEvent): void {
  switch (event.type) {
    case 'waiting-for-background':
      addLine(step, backgroundText(event.programs))
      return

    case 'output':
    case 'waiting-for-lock':
      if (event.type === 'output') step.count = counted(step.count, event.line)
      addLine(step, event.type === 'output' ? event.line : waitingText(event.pid))
      return

    case 'step-started':
    case 'step-titled':
      step.title = printableLine(event.title)
      break

    case 'step-done':
    case 'step-failed':
      step.seconds = event.seconds
      finish(step, {type: event.type === 'step-done' ? 'done' : 'failed'})
      break

    case 'step-skipped':
      finish(step, {reason: printableLine(event.reason), type: 'skipped'})
      break

    case 'step-line':
    case 'warning':
      // Titles say what step lines do; warnings are in the report.
      return
  }

  show(step)
}
