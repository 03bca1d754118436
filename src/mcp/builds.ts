import type {BuildLocalJson} from '../local-build/json.js'
import type {BuildEventJson} from '../render/local-build/events-json.js'
import type {ErrorJson} from '../render/error-json.js'
import type {Processes} from '../system/processes.js'
import type {BuildJson, BuildLogJson} from './json.js'
import type {Program} from './run-command.js'

import {Refusal} from './refusal.js'

/** Builds at a time: each runs package managers, which take the whole machine. */
const RUNNING = 2
/** Builds that are remembered, and lines of each. */
const KEPT = 20
const LINES = 20_000
/** What an answer may hold. */
const LINES_AT_ONCE = 400
/** An event with a build's whole result is one line. */
const LONGEST_LINE = 8 * 1024 * 1024
/** A build puts its cache away first, and ends what it started. */
const GRACE_MS = 15_000

interface Job {
  cancel: AbortController
  done: number
  ended: Promise<void>
  error?: ErrorJson['error']
  id: string
  lines: string[]
  result?: BuildLocalJson
  state: BuildJson['state']
  step: null | string
}

export interface Machine {
  /** The environment that builds are started in. */
  env: Record<string, string>
  processes: Processes
  program: Program
}

/** The builds that clients started. Each is a run of `heroku-python build-local --events`. */
export class Builds {
  private readonly jobs = new Map<string, Job>()
  private count = 0

  constructor(private readonly machine: Machine) {}

  /** @throws Refusal if too many run */
  start(args: readonly string[], cwd: string): Job {
    if ([...this.jobs.values()].filter(({state}) => state === 'running').length >= RUNNING)
      throw new Refusal(`${RUNNING} builds are running.`, 'Wait for one of them, or cancel it.', true)
    const id = `build-${++this.count}`
    const job: Job = {
      cancel: new AbortController(),
      done: 0,
      ended: Promise.resolve(),
      id,
      lines: [],
      state: 'running',
      step: null,
    }
    job.ended = this.run(job, args, cwd)
    this.jobs.set(id, job)
    for (const [old, {state}] of this.jobs) if (this.jobs.size > KEPT && state !== 'running') this.jobs.delete(old)
    return job
  }

  /** @throws Refusal if there is no such job */
  job(id: string | undefined): Job {
    const job = this.jobs.get(id ?? '')
    if (!job) throw new Refusal(`There is no build ${JSON.stringify(id ?? null)}.`, 'Start one with action "start".')
    return job
  }

  /** Ends a build, and waits until everything is put away. */
  async cancel(job: Job): Promise<void> {
    job.cancel.abort()
    await job.ended
  }

  /** Nobody is there to ask for them any more. */
  async cancelAll(): Promise<void> {
    await Promise.all([...this.jobs.values()].map(async (job) => this.cancel(job)))
  }

  private async run(job: Job, args: readonly string[], cwd: string): Promise<void> {
    const {env, processes, program} = this.machine
    const onLine = (line: string) => take(job, line)
    try {
      const options = {cwd, env, graceMs: GRACE_MS, longestLine: LONGEST_LINE, onLine, signal: job.cancel.signal}
      await processes.stream(program.runtime, [program.file, ...args], options)
    } catch (error) {
      keep(job, (error as Error).message)
    }

    job.step = null
    const succeeded = job.result?.status === 'succeeded' && job.result.boot.every(({lives}) => lives)
    job.state = job.cancel.signal.aborted ? 'canceled' : succeeded ? 'succeeded' : 'failed'
  }
}

/** A line is an event; what is none is a note, which is printed beside them. */
function take(job: Job, line: string): void {
  const event = eventOf(line)
  if (!event) {
    keep(job, line)
    return
  }

  switch (event.type) {
    case 'error':
      job.error = event.error
      break
    case 'output':
    case 'step-line':
      keep(job, event.line)
      break
    case 'result':
      job.result = event.result
      break
    case 'step-done':
    case 'step-failed':
    case 'step-skipped':
      job.done++
      job.step = null
      break
    case 'step-started':
    case 'step-titled':
      job.step = event.title
      break
    case 'warning':
      for (const one of event.lines) keep(job, one)
      break
    default:
  }
}

function eventOf(line: string): BuildEventJson | undefined {
  if (!line.startsWith('{"at":')) return undefined
  try {
    return JSON.parse(line) as BuildEventJson
  } catch {
    return undefined
  }
}

function keep(job: Job, line: string): void {
  if (job.lines.length < LINES) job.lines.push(line)
}

/** @param from with it, the log from this line on too */
export function buildJson({done, id, lines, result, state, step}: Job, from?: number): BuildJson {
  return {
    job: id,
    state,
    step,
    done,
    lines: lines.length,
    ...(result && {result}),
    ...(from !== undefined && {log: logOf(lines, from)}),
  }
}

function logOf(all: readonly string[], from: number): BuildLogJson {
  const lines = all.slice(from, from + LINES_AT_ONCE)
  return {from, lines, next: from + lines.length}
}

export type {Job}
