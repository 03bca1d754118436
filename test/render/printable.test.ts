import assert from 'node:assert/strict'

import {printable, printableJson, printableLine} from '../../src/render/terminal/printable.js'

describe('printable', () => {
  const table: [text: string, shown: string, line?: string][] = [
    ['plain text, für alle 👩‍💻', 'plain text, für alle 👩‍💻'],
    ['\u001B[31mred', '<U+001B>[31mred'],
    ['\u009B31m', '<U+009B>31m'],
    ['a\rb', 'a<U+000D>b'],
    ['a\u202Eb', 'a<U+202E>b'],
    ['a\u2066b\u2069', 'a<U+2066>b<U+2069>'],
    ['\0', '<U+0000>'],
    ['\uDC80', '<U+DC80>'],
    ['a\nb\tc', 'a\nb\tc', 'a<U+000A>b<U+0009>c'],
    ['a\u2028b', 'a<U+2028>b'],
  ]
  for (const [text, shown, line = shown] of table) {
    it(JSON.stringify(text), () => {
      assert.equal(printable(text), shown)
      assert.equal(printableLine(text), line)
    })
  }

  it('escapes in JSON what JSON itself leaves as it is, and the value stays the same', () => {
    const value = {'a\u009Bb': ['\u001B\u007F\u202E\u2028\uD800 für 👩‍💻\r\n\t', 1]}
    const text = printableJson(value)
    assert.match(text, /"a\\u009bb": \[\n {4}"\\u001b\\u007f\\u202e\\u2028\\ud800 für 👩‍💻\\r\\n\\t",/)
    assert.deepEqual(JSON.parse(text), value)
  })
})
