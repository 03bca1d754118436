import assert from 'node:assert/strict'

import {collectGarbage} from './collect-garbage.js'

/** Twice the input may take so many times the work: four times would be a reader that goes over it again and again. */
const MOST = 2.5
/** What looks like too much is looked at again with so many times the input, where small costs of other things show less. */
const ENLARGED = [1, 2, 4]
/**
 * At last, over a wider range, where a busy machine can hardly be mistaken for a slow reader: eight times the input takes a reader
 * of `MOST` twenty times the work, and one that goes over it again and again sixty. It isn't enough by itself, because a linear
 * reader too has a step where its texts no longer fit into a cache.
 */
const WIDE = {most: 20, range: 8}
const ROUNDS = 5
const LEAST = 2
const WARM = 3

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
  const found: string[] = []
  const isSlow = (sizes: {large: number; small: number}, limits: {isClean: boolean; most: number}) => {
    const growth = growthOf({large: make(sizes.large), small: make(Math.ceil(sizes.small))}, read, limits)
    found.push(growth.toFixed(1))
    return growth > limits.most
  }

  for (const factor of ENLARGED) {
    const large = size * factor
    if (!isSlow({large, small: large / 2}, {isClean: factor > 1, most: MOST})) return
  }

  if (!isSlow({large: (size / 2) * WIDE.range, small: size / 2}, {isClean: true, most: WIDE.most})) return
  const wide = found.pop()!
  assert.fail(`${shown}: twice the input takes ${found.join(', ')} times the work, ${WIDE.range} times the input ${wide} times`)
}

/** @param isClean what others have left in memory is collected before, which would count as work else */
function growthOf<Input>(
  {large, small}: {large: Input; small: Input},
  read: Reading<Input>['read'],
  {isClean, most}: {isClean: boolean; most: number},
): number {
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
    if (round >= LEAST && least.large <= most * least.small) break
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
