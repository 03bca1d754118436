import {randomBytes} from 'node:crypto'
import {setTimeout as wait} from 'node:timers/promises'

import {type Clock, realClock} from './clock.js'
import {readProcesses, startedWith} from './process-table.js'
import {send} from './send-signal.js'
import {Watchdog} from './watchdog.js'

/** The variable by which all that a build's programs start is found again, whatever they do to hide. */
const MARK = 'HEROKU_PYTHON_BUILD'
const GRACE_MS = 5000
/** Milliseconds between two looks at what is left. */
const LOOK_EVERY = 50

/** What programs leave running behind them, in sessions of their own too. Linux only: elsewhere none of it is found. */
export interface Leftovers {
  /**
   * What is to be in the environment of a program. The first call starts the process that watches: from then on, not even SIGKILL of
   * this one leaves anything behind.
   */
  env(): Promise<Readonly<Record<string, string>>>
  /** Whether they are found: what is not must not be left running. */
  readonly areFound: boolean
  /** Asks all of them to end, and kills those that are still there after a while; at once when the signal is given. */
  end(killSignal: AbortSignal): Promise<void>
  /** Nothing is started any more. */
  close(): Promise<void>
}

/** A process of our own watches them, once the first program is started: most of what ends early starts none. */
export function watchLeftovers(clock: Clock = realClock): Leftovers {
  if (process.platform !== 'linux') return {areFound: false, async close() {}, async end() {}, env: async () => ({})}
  const value = randomBytes(12).toString('hex')
  const mark = `${MARK}=${value}`
  let watchdog: Promise<Watchdog> | undefined
  return {
    areFound: true,
    // One that couldn't start has been told of, to whoever asked for the environment.
    close: async () => (await watchdog?.catch(() => {}))?.end(),
    async end(killSignal) {
      // Else nothing has the mark.
      if (watchdog) await endAll(mark, clock, killSignal)
    },
    async env() {
      watchdog ??= Watchdog.start(mark)
      await watchdog
      return {[MARK]: value}
    },
  }
}

async function endAll(mark: string, clock: Clock, killSignal: AbortSignal): Promise<void> {
  const look = async () => startedWith(mark, await readProcesses())
  let left = await look()
  if (left.size === 0) return
  const late = new AbortController()
  const stop = clock.after(GRACE_MS, () => late.abort())
  const isOver = AbortSignal.any([late.signal, killSignal])
  const asked = new Set<number>()
  try {
    while (left.size > 0 && !isOver.aborted) {
      // One that was started meanwhile is asked too.
      for (const pid of left) if (!asked.has(pid)) send(pid, 'SIGTERM')
      for (const pid of left) asked.add(pid)
      await wait(LOOK_EVERY)
      left = await look()
    }
  } finally {
    stop()
  }

  await killAll(left, look)
}

/** In rounds, for one may start another meanwhile. What can't be ended, as another user's, stays. */
async function killAll(found: ReadonlySet<number>, look: () => Promise<Set<number>>): Promise<void> {
  let left = found
  for (let round = 0; round < 100 && left.size > 0; round++) {
    for (const pid of left) send(pid, 'SIGKILL')
    await wait(LOOK_EVERY)
    left = await look()
  }
}
