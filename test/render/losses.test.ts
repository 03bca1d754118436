import assert from 'node:assert/strict'

import {lossesText} from '../../src/render/pin/losses.js'

describe('what a new resolution would take away', () => {
  it('is a line each, without credentials and control characters', () => {
    const text = lossesText({
      downgraded: ['idna 3.11 → 3.10'],
      removed: ['shop https://user:s3cret@example.com/shop.git?token=abc', 'a\u001B[2J\nremoved: b'],
    })
    assert.equal(
      text,
      [
        'This removes or downgrades dependencies:',
        '  removed: shop https://****@example.com/shop.git?token=****',
        '  removed: a<U+001B>[2J<U+000A>removed: b',
        '  downgraded: idna 3.11 → 3.10',
      ].join('\n'),
    )
  })
})
