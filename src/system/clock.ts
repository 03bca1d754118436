import {setTimeout as wait} from 'node:timers/promises'

export interface Clock {
  now(): Date
  /** Calls `then` when the time is over, unless what this returns is called before. The process doesn't end meanwhile. */
  after(milliseconds: number, then: () => void): () => void
  /** Milliseconds of a clock that never goes back: for how long something took. */
  monotonic(): number
  /** Rejects when the signal is given. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Does something again and again. @returns ends that */
  repeat(milliseconds: number, tick: () => void): () => void
}

export const realClock: Clock = {
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds)
    return () => clearTimeout(timer)
  },
  repeat(milliseconds, tick) {
    const timer = setInterval(tick, milliseconds)
    return () => clearInterval(timer)
  },
  monotonic: () => performance.now(),
  now: () => new Date(),
  sleep: async (milliseconds, signal) => wait(milliseconds, undefined, {...(signal && {signal})}),
}
