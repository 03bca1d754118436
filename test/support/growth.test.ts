import assert from 'node:assert/strict'

import {assertGrowth} from './growth.js'

const make = (size: number) => 'a'.repeat(size)

describe('the growth of work', () => {
  it('may be that of the input', () => {
    assertGrowth('linear', {make, read: (text) => text.replaceAll('a', 'b'), size: 1_000_000})
    assertGrowth('sorted', {
      make: (size) => Array.from({length: size}, (_, index) => (index * 7919) % size),
      read: (numbers) => [...numbers].sort((a, b) => a - b),
      size: 100_000,
    })
    assertGrowth('nothing', {make, read: (text) => text.length, size: 1_000_000})
  })

  it('may not be quadratic', () => {
    for (const [shown, pattern, size] of [
      ['a search from each place', /a*b/, 2500],
      ['three stars', /a*a*b/, 150],
    ] as const)
      assert.throws(
        () => assertGrowth(shown, {make, read: (text) => pattern.test(text), size}),
        /twice the input takes [\d.]+, [\d.]+, [\d.]+ times the work, 8 times the input [\d.]+ times/,
        shown,
      )
  })
})
