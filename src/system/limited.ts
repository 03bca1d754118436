import {setImmediate} from 'node:timers/promises'

/** Does work that is given to it, no more than `limit` at a time, in the order in which it comes. */
export function limiter(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < limit) running++
    // Whoever is done hands its place on.
    else
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** As Promise.all over a map, with no more than `limit` at a time: open files are scarce. */
export async function mapLimited<T, R>(items: readonly T[], limit: number, map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const work = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await map(items[index]!)
    }
  }

  await Promise.all(Array.from({length: Math.min(limit, items.length)}, async () => work()))
  return results
}

/** Between two looks at the clock. */
const IN_ONE_GO = 50
const LONGEST_MS = 8

/**
 * Work that is done without waiting for the system, which mostly answers from memory: waiting for each of ten thousand answers
 * takes six times as long as they do. In portions of some milliseconds, so that all else goes on in between.
 */
export class Portions {
  #count = 0
  #begun = performance.now()

  /** Is to be waited for. @param count of questions that were answered */
  did(count: number): Promise<void> | undefined {
    this.#count += count
    if (this.#count < IN_ONE_GO) return undefined
    this.#count = 0
    return performance.now() - this.#begun < LONGEST_MS ? undefined : this.#letOthers()
  }

  async #letOthers(): Promise<void> {
    await setImmediate()
    this.#begun = performance.now()
  }
}
