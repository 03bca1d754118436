import assert from 'node:assert/strict'

import {BuildStops} from '../../src/buildpack/failure.js'
import {parseRuntimeTxt, parseVersionFile} from '../../src/buildpack/version-file.js'

/** The version, or the failure as `reason: detail`. */
function outcome(parse: () => string): string {
  try {
    return parse()
  } catch (error) {
    if (error instanceof BuildStops) return `${error.reason.replace(/.*::/, '')}: ${error.detail}`
    throw error
  }
}

const versionFile = (contents: Buffer | string, file = '5.45') => outcome(() => parseVersionFile(Buffer.from(contents), file))
const runtimeTxt = (contents: string) => outcome(() => parseRuntimeTxt(Buffer.from(contents)))

describe('a version file', () => {
  describe('.python-version', () => {
    const cases: [contents: Buffer | string, outcome: string][] = [
      ['3.12\n', '3.12'],
      ['3.12', '3.12'],
      ['3.12.1\r\n', '3.12.1'],
      ['  3.12\t\n', '3.12'],
      ['\u3000\u20283.12\u1680', '3.12'],
      ['# comment\n\n  # another\n3.12\n', '3.12'],
      ['0.0', '0.0'],
      ['3.12.999', '3.12.999'],
      ['', 'no-version: null'],
      ['\n \n', 'no-version: null'],
      ['#3.12', 'no-version: null'],
      ['3.12\n3.12\n', 'multiple-versions: 3.12,3.12'],
      ['3.12\n3.13\nx\n', 'invalid-version: x'],
      ['3', 'invalid-version: 3'],
      ['3.012', 'invalid-version: 3.012'],
      ['03.12', 'invalid-version: 03.12'],
      ['3.12.1.2', 'invalid-version: 3.12.1.2'],
      ['3.12 # why', 'invalid-version: 3.12 # why'],
      ['3.12\r3.13\n', 'invalid-version: 3.12\r3.13'],
      ['3.12\0', 'invalid-version: 3.12\u2400'],
      ['\u00A03.12', 'invalid-version: \u00A03.12'],
      ['\u0085', 'invalid-version: \u0085'],
      ['\u20073.12', 'invalid-version: \u20073.12'],
      ['x'.repeat(101), `invalid-version: ${'x'.repeat(100)}`],
      ['é'.repeat(101), `invalid-version: ${'é'.repeat(100)}`],
      ['3.1²', '3.1²'],
      ['3.٣', '3.٣'],
      ['3.٠1', 'invalid-version: 3.٠1'],
      ['3.９', 'invalid-version: 3.９'],
      ['\uFEFF3.12\n', 'invalid-encoding: Unicode text, UTF-8 (with BOM) text'],
      [Buffer.from('\uFEFF3.12\n', 'utf16le'), 'invalid-encoding: Unicode text, UTF-16, little-endian text'],
      [Buffer.from('3.12', 'utf16le'), 'invalid-version: 3\u2400.\u24001\u24002\u2400'],
      [Buffer.from('3.12\n# \u00E9\n', 'latin1'), '3.12'],
      [Buffer.from('x\n# \u00E9\n', 'latin1'), 'invalid-encoding: ISO-8859 text'],
      // `file` says "Non-ISO extended-ASCII text" of it, in which the buildpack finds "ASCII text".
      [Buffer.from('3.12\u0093', 'latin1'), 'invalid-version: 3.12\uDC93'],
    ]
    for (const [contents, expected] of cases) {
      it(`${JSON.stringify(contents.toString().slice(0, 24))}: ${expected.slice(0, 60)}`, () => {
        assert.equal(versionFile(contents), expected)
      })
    }

    it('blames the encoding of lines of comma-separated values on heroku-22, whose file(1) calls them CSV', () => {
      assert.equal(versionFile('1,2\n3,4\n5,6\n', '5.41'), 'invalid-encoding: CSV text')
      assert.equal(versionFile('1,2\n3,4\n5,6\n', '5.45'), 'invalid-version: 1,2')
    })
  })

  describe('runtime.txt', () => {
    const cases: [contents: string, outcome: string][] = [
      ['python-3.12\n', '3.12'],
      ['# comment\n python-3.12.1 \r\n', '3.12.1'],
      ['', 'invalid-version: '],
      ['3.12', 'invalid-version: 3.12'],
      ['Python-3.12', 'invalid-version: Python-3.12'],
      ['python-3', 'invalid-version: python-3'],
      ['python-3.12\npython-3.12\n', 'invalid-version: python-3.12\npython-3.12'],
      ['\uFEFFpython-3.12', 'invalid-version: \uFEFFpython-3.12'],
      ['python-3.12\0', 'invalid-version: python-3.12\u2400'],
      ['y'.repeat(150), `invalid-version: ${'y'.repeat(100)}`],
    ]
    for (const [contents, expected] of cases) {
      it(`${JSON.stringify(contents.slice(0, 24))}: ${expected.slice(0, 60)}`, () => assert.equal(runtimeTxt(contents), expected))
    }
  })
})
