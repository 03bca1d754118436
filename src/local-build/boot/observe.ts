import type {DynoHost, DynoProcess, ProcessExit} from '../../system/dyno/dyno-host.js'
import type {Observation} from './observation.js'
import type {ProcessKind} from './process-types.js'

import {ask, REQUEST_MS} from './ask.js'
import {settleMemory} from './settle-memory.js'
import {stop, STOP_MS} from './stop.js'
import {waitForPort} from './wait-for-port.js'

/** How long things may take, in milliseconds. */
export interface BootTimes {
  /** Until a web process listens. */
  bootMs: number
  /** Until it answers. */
  requestMs: number
  /** Until a process has ended that was asked to. */
  stopMs: number
  /** How long a process that doesn't listen is watched. */
  workerMs: number
}

/** Source: devcenter.heroku.com/articles/error-codes, R10, R12 and H12. */
export const DYNO_TIMES: BootTimes = {bootMs: 60_000, requestMs: REQUEST_MS, stopMs: STOP_MS, workerMs: 10_000}

/** What has been judged already need not end as it should: how long it has all the same. */
const SHORT_STOP_MS = 5000

export interface Watch {
  host: DynoHost
  process: DynoProcess
  kind: ProcessKind
  port: number
  /** The app's host name, and the path that is asked for. */
  name: string
  path: string
  times: BootTimes
  /** What the process has printed so far. */
  lines(): readonly string[]
  /** Aborted by ctrl-C. */
  signal: AbortSignal
  /** Aborted by a second ctrl-C. */
  killSignal: AbortSignal
}

/** Looks at a process that was just started, and ends it: when this returns, nothing of it is left. */
export async function observe(watch: Watch): Promise<Observation> {
  const {host, process, times} = watch
  const ended = new AbortController()
  const own: {exit: ProcessExit | null} = {exit: null}
  const seesExit = async () => {
    own.exit = await process.exited
    ended.abort()
  }

  const exiting = seesExit()
  let graceMs = Math.min(SHORT_STOP_MS, times.stopMs)
  try {
    const seen = await look(watch, AbortSignal.any([watch.signal, ended.signal]))
    const lines = [...watch.lines()]
    if (own.exit !== null) return {...seen, exit: own.exit, lines: await allLines(watch), stop: null}
    if (isWell(seen) && !watch.signal.aborted) graceMs = times.stopMs
    const end = await stop(host, process, {graceMs, killSignal: watch.killSignal})
    return {...seen, exit: null, lines, stop: graceMs === times.stopMs ? end : null}
  } finally {
    // Whatever happened: nothing is left, and all that was printed has been read.
    await stop(host, process, {graceMs: 0, killSignal: watch.killSignal})
    await process.close()
    await exiting
  }
}

/** Of a process that has ended: what it started ends with it, and its last words may still be on their way. */
async function allLines({host, killSignal, lines, process}: Watch): Promise<readonly string[]> {
  await stop(host, process, {graceMs: 0, killSignal})
  await process.close()
  return [...lines()]
}

type Seen = Omit<Observation, 'exit' | 'lines' | 'stop'>

/** @param signal aborted when the process has ended, too */
async function look(watch: Watch, signal: AbortSignal): Promise<Seen> {
  const {host, kind, process, times} = watch
  const start = host.now()
  const seconds = () => (host.now() - start) / 1000
  const nothing: Omit<Seen, 'seconds'> = {answer: null, kind, listening: null, memory: null, reach: 'none'}
  if (kind === 'release') {
    while (!signal.aborted) await host.wait(times.workerMs, signal)
    return {...nothing, seconds: seconds()}
  }

  if (kind === 'worker') {
    await host.wait(times.workerMs, signal)
    const watched = seconds()
    return {...nothing, memory: signal.aborted ? null : await process.memory(), seconds: watched}
  }

  const {listening, reach} = await waitForPort({...watch, signal, timeoutMs: times.bootMs})
  const listened = seconds()
  const isReached = reach === 'reachable' && !signal.aborted
  const answer = isReached ? await ask({...watch, signal, timeoutMs: times.requestMs}) : null
  const memory = signal.aborted ? null : await settleMemory(host, process, signal)
  return {answer, kind, listening, memory, reach, seconds: signal.aborted ? seconds() : listened}
}

/** Nothing is wrong so far, so that it matters how the process ends. */
function isWell({answer, kind, reach}: Seen): boolean {
  return kind === 'worker' || (kind === 'web' && reach === 'reachable' && answer?.kind === 'answer' && answer.status < 500)
}
