import {setTimeout as wait} from 'node:timers/promises'

/** Waits, for as long as a test may take. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(10)
}
