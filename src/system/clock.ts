export interface Clock {
  now(): Date
  /** Calls `then` when the time is over, unless what this returns is called before. The process doesn't end meanwhile. */
  after(milliseconds: number, then: () => void): () => void
}

export const realClock: Clock = {
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds)
    return () => clearTimeout(timer)
  },
  now: () => new Date(),
}
