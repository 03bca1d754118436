import assert from 'node:assert/strict'

import {cut, decode, encode, replaceInvalid, reported} from '../../src/buildpack/emulation/text.js'

const hex = (text: string) => Buffer.from(text, 'hex')

describe('text as the buildpack handles it', () => {
  const samples = [
    '',
    '332e3132',
    'c3a9f09f9880',
    'ff',
    'c3',
    'e28028',
    'eda080',
    'c080',
    'f4908080',
    'efbbbf33',
    '00',
    'f09f9841',
  ]
  for (const sample of samples) {
    it(`keeps the bytes ${sample || '(none)'} as they are`, () => {
      assert.equal(Buffer.from(encode(decode(hex(sample)))).toString('hex'), sample)
    })
  }

  it('cuts by character, and counts a byte that is no UTF-8 as one', () => {
    assert.equal(cut('é😀x', 2), 'é😀')
    assert.equal(cut('abc', 3), 'abc')
    assert.equal([...cut(decode(hex('ffff6162')), 3)].length, 3)
  })

  describe('is reported with one U+FFFD for each sequence that is no UTF-8, as jq counts them', () => {
    const cases: [bytes: string, text: string][] = [
      ['61ff62', 'a\uFFFDb'],
      ['ffff', '\uFFFD\uFFFD'],
      ['e28041', '\uFFFDA'],
      ['eda080', '\uFFFD'],
      ['f4908080', '\uFFFD'],
      ['c080', '\uFFFD\uFFFD'],
      ['80', '\uFFFD'],
      ['e241', '\uFFFD'],
      ['e24142', '\uFFFDAB'],
      ['c3a9', 'é'],
    ]
    for (const [bytes, text] of cases) {
      it(bytes, () => {
        assert.equal(replaceInvalid(hex(bytes)), text)
        assert.equal(reported(decode(hex(bytes))), text)
      })
    }
  })
})
