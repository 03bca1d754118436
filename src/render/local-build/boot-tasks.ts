import {Listr} from 'listr2'

import type {BootEvent} from '../../local-build/boot/boot.js'
import type {ProcessToBoot} from '../../local-build/boot/process-types.js'
import type {BootScreen} from './boot-screen.js'

import {printableLine} from '../terminal/printable.js'
import {keepLine, LiveRenderer, type LiveOptions} from './live-renderer.js'

type Outcome = 'failed' | 'healthy' | 'not-begun' | 'not-run'

/** A process while it is booted, whether or not listr2 has come to its task. */
interface BootTask {
  title: string
  lines: string[]
  isRunning: boolean
  view: undefined | {output: unknown; skip(message?: string): void}
  outcome: Promise<Outcome>
  settle(outcome: Outcome): void
}

/** A process that would not live, or was interrupted. What there is to say is in the report. */
class BootFailed extends Error {}

/** Shows each process as a task, with the last lines that it prints. The boot drives the tasks. */
export function showBootTasks(processes: readonly ProcessToBoot[], options: LiveOptions): BootScreen {
  const tasks = new Map(processes.map(({command, type}) => [type, newTask(`Boot ${type}: ${command}`)]))
  const list = new Listr<object, typeof LiveRenderer>(
    [...tasks.values()].map((task) => ({
      async task(_context, view) {
        task.view = view
        show(task)
        const outcome = await task.outcome
        if (outcome === 'failed') throw new BootFailed()
        if (outcome !== 'healthy') view.skip(outcome === 'not-run' ? 'not run' : '')
      },
      title: task.title,
    })),
    {
      exitOnError: false,
      registerSignalListeners: false,
      renderer: LiveRenderer,
      rendererOptions: options,
    },
  )
  const running = list.run({})
  return {
    async end() {
      // Of those that were interrupted, only the one that had begun is worth a line.
      for (const {isRunning, settle} of tasks.values()) settle(isRunning ? 'failed' : 'not-begun')
      await running
    },
    listener(event) {
      const task = tasks.get(event.process)
      if (task) follow(task, event)
    },
    note(line) {
      for (const task of tasks.values()) if (task.isRunning) addLine(task, line)
    },
  }
}

function newTask(title: string): BootTask {
  let settle: BootTask['settle'] = () => {}
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve
  })
  return {isRunning: false, lines: [], outcome, settle, title: printableLine(title), view: undefined}
}

function follow(task: BootTask, event: BootEvent): void {
  if (event.type === 'started') task.isRunning = true
  if (event.type === 'output') addLine(task, event.line)
  if (event.type !== 'ended') return
  task.isRunning = false
  const {id, lives} = event.result.verdict
  task.settle(id === 'not-run' ? 'not-run' : lives ? 'healthy' : 'failed')
}

function addLine(task: BootTask, line: string): void {
  keepLine(task.lines, line)
  show(task)
}

/** Hands the lines to the task, if listr2 has begun it. */
function show({lines, view}: BootTask): void {
  if (view) view.output = lines.join('\n')
}
