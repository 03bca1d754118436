import assert from 'node:assert/strict'

import {collectGarbage} from './collect-garbage.js'

/** Twice the input may take so many times the work: four times would be a reader that goes over it again and again. */
const MOST = 2.5
const ROUNDS = 5
const LEAST = 2
const WARM = 3
/** What looks like too much is looked at again with so many times the input, where small costs of other things show less. */
const ENLARGED = [1, 2, 4]

/** A reader, and what it reads: only `read` is measured. */
export interface Reading<Input> {
  make(size: number): Input
  read(input: Input): unknown
  /** Of the larger of two inputs; the other is half as large. */
  size: number
}

/**
 * Fails if a reader's work grows faster than its input. Work is the CPU time of this process, which others hardly change,
 * and the least of five rounds.
 */
export function assertGrowth<Input>(shown: string, {make, read, size}: Reading<Input>): void {
  const found: number[] = []
  for (const factor of ENLARGED) {
    const most = size * factor
    const growth = growthOf(make(Math.ceil(most / 2)), make(most), {isClean: factor > 1, read})
    if (growth <= MOST) return
    found.push(growth)
  }

  assert.fail(`${shown}: twice the input takes ${found.map((growth) => growth.toFixed(1)).join(', ')} times the work`)
}

/** @param isClean what others have left in memory is collected before, which would count as work else */
function growthOf<Input>(small: Input, large: Input, {isClean, read}: {isClean: boolean; read: Reading<Input>['read']}): number {
  const least = {large: Number.POSITIVE_INFINITY, small: Number.POSITIVE_INFINITY}
  if (isClean) collectGarbage()
  // The first times, code and patterns are compiled: a pattern by its second use.
  for (let time = 0; time < WARM; time++) read(small)
  for (let round = 0; round < ROUNDS; round++) {
    least.small = Math.min(
      least.small,
      workOf(() => read(small)),
    )
    least.large = Math.min(
      least.large,
      workOf(() => read(large)),
    )
    // One measurement that something else has lengthened proves nothing.
    if (round >= LEAST && least.large <= MOST * least.small) break
  }

  return least.large / least.small
}

/** In microseconds, and never 0. */
function workOf(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const {system, user} = process.cpuUsage(before)
  return 1 + system + user
}
