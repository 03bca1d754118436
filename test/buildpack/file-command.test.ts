import assert from 'node:assert/strict'

import {describeEncoding} from '../../src/buildpack/emulation/file-command.js'

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe("file(1)'s words for a text", () => {
  const cases: [text: Buffer | string, words: string][] = [
    ['', 'empty'],
    ['\u001B', 'very short file (no magic)'],
    ['3.12\n', 'ASCII text'],
    ['3.12', 'ASCII text, with no line terminators'],
    ['3.12\r\n', 'ASCII text, with CRLF line terminators'],
    ['a\r\nb\n', 'ASCII text, with CRLF, LF line terminators'],
    ['a\rb\n', 'ASCII text, with CR, LF line terminators'],
    [latin1('a\u0085b'), 'ASCII text, with NEL line terminators'],
    ['\u001B[0m\b\n', 'ASCII text, with escape sequences, with overstriking'],
    [`${'x'.repeat(301)}\n`, 'ASCII text, with very long lines (301)'],
    [`${'x'.repeat(300)}\n`, 'ASCII text'],
    ['é\n', 'Unicode text, UTF-8 text'],
    ['Ⅻ\n', 'Unicode text, UTF-8 text'],
    ['\u0085x\n', 'Unicode text, UTF-8 text, with LF, NEL line terminators'],
    ['\uFEFF3.12\n', 'Unicode text, UTF-8 (with BOM) text'],
    ['+/v8-x', 'Unicode text, UTF-7 text, with no line terminators'],
    [utf16('3.12\n'), 'Unicode text, UTF-16, little-endian text'],
    [utf16('3.12\r\n').swap16(), 'Unicode text, UTF-16, big-endian text, with CRLF line terminators'],
    [Buffer.from('3.12\n', 'utf16le'), 'data'],
    [Buffer.from('fffe0000330000000a000000', 'hex'), 'Unicode text, UTF-32, little-endian text, with no line terminators'],
    [latin1('3.12\u00E9\n'), 'ISO-8859 text'],
    [latin1('3.12\u0093\n'), 'Non-ISO extended-ASCII text'],
    ['3.12\u0007', 'ASCII text, with no line terminators'],
    ['3.12\u0001', 'data'],
    ['3\0', 'data'],
    ['3.12\0\0', 'ASCII text, with no line terminators'],
    ['3.1\0', 'data'],
    ['3.1x\0', 'ASCII text, with no line terminators'],
  ]
  for (const [text, words] of cases) {
    it(`${JSON.stringify(Buffer.from(text).toString('latin1').slice(0, 20))}: ${words}`, () => {
      assert.equal(describeEncoding(Buffer.from(text), '5.45'), words)
    })
  }

  describe('differ between the versions on the stacks', () => {
    const table = '1,2\n3,4\n5,6\n'
    const surrogates = Buffer.from('fffe00d80a00', 'hex')
    const tape = Buffer.from('02000000414202000000', 'hex')
    const versions: [text: Buffer | string, version: string, words: string][] = [
      [table, '5.41', 'CSV text'],
      [table, '5.45', 'CSV ASCII text'],
      [table, '5.46', 'ASCII text'],
      ['1,2,3\n4,5,6\n', '5.41', 'ASCII text'],
      ['1,2,3\n4,5,6\n', '5.46', 'CSV ASCII text'],
      ['"1,2",3\n4,5\n6,7\n', '5.45', 'CSV ASCII text'],
      ['1,2\n3\n', '5.45', 'ASCII text'],
      ['3.12\r', '5.41', 'ASCII text, with CR line terminators'],
      ['3.12\r', '5.45', 'ASCII text, with no line terminators'],
      [surrogates, '5.41', 'Unicode text, UTF-16, little-endian text'],
      [surrogates, '5.45', 'data'],
      [tape, '5.41', 'data'],
      [tape, '5.45', 'SIMH tape data'],
    ]
    for (const [text, version, words] of versions) {
      it(`${version}: ${words}`, () => assert.equal(describeEncoding(Buffer.from(text), version), words))
    }
  })
})
