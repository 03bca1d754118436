import * as fc from 'fast-check'
import assert from 'node:assert/strict'

import {floods, inputs, RUNS, SEED} from './target.js'
import {TARGETS} from './targets.js'

/** A hundred times what the slowest machine needs for the longest text. */
const PATIENCE_MS = 2000
const FLOOD = 40_000

describe('what others wrote', () => {
  for (const target of TARGETS) {
    it(`crashes no reader: ${target.name}`, () => {
      const property = fc.property(inputs(target), (bytes) => {
        attempt(() => target.read(bytes), target.refuses)
      })
      fc.assert(property, {numRuns: RUNS, seed: SEED})
    })

    it(`keeps no reader busy: ${target.name}`, () => {
      for (const {bytes, shown} of floods(target, target.flood ?? FLOOD)) {
        const started = performance.now()
        attempt(() => target.read(bytes), target.refuses)
        assert.ok(performance.now() - started < PATIENCE_MS, `${shown} took ${Math.round(performance.now() - started)} ms`)
      }
    })
  }
})

function attempt(run: () => unknown, refuses: ((error: unknown) => boolean) | undefined): void {
  try {
    run()
  } catch (error) {
    if (!refuses?.(error)) throw error
  }
}
