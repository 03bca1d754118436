import * as fc from 'fast-check'

import {assertGrowth} from '../support/growth.js'
import {floods, inputs, RUNS, SEED} from './target.js'
import {TARGETS} from './targets.js'

const FLOOD = 20_000

describe('what others wrote', () => {
  for (const target of TARGETS) {
    it(`crashes no reader: ${target.name}`, () => {
      const property = fc.property(inputs(target), (bytes) => {
        attempt(() => target.read(bytes), target.refuses)
      })
      fc.assert(property, {numRuns: RUNS, seed: SEED})
    })

    it(`keeps no reader busy: ${target.name}`, () => {
      const read = (bytes: Uint8Array) => attempt(() => target.read(bytes), target.refuses)
      for (const {make, shown} of floods(target)) assertGrowth(shown, {make, read, size: target.flood ?? FLOOD})
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
