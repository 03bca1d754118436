import assert from 'node:assert/strict'

import {type JqValue, parseDocuments} from '../../src/buildpack/emulation/jq-json.js'
import {printRaw} from '../../src/buildpack/emulation/jq-print.js'

const VERSIONS = ['1.6', '1.7.1', '1.8.1']

/** What `jq --raw-output .` prints for each document, or `error`. */
function read(text: Buffer | string, version: string): string[] | 'error' {
  const {documents, error} = parseDocuments(Buffer.from(text), version)
  return error === undefined ? documents.map((document) => printRaw(document)) : 'error'
}

describe('JSON as jq reads and prints it', () => {
  describe('in every version', () => {
    const cases: [text: Buffer | string, printed: string[] | 'error'][] = [
      ['', []],
      [' \n', []],
      ['1 2 "a"[]', ['1', '2', 'a', '[]']],
      ['\uFEFF"a"', ['a']],
      [Buffer.from('efbb', 'hex'), []],
      [Buffer.from('efbb7b7d', 'hex'), 'error'],
      ['{"a":1,"b":2,"a":3}', ['{\n  "a": 3,\n  "b": 2\n}']],
      ['[1,[],{}]', ['[\n  1,\n  [],\n  {}\n]']],
      [String.raw`"3.1\u0032\/\n"`, ['3.12/\n']],
      [String.raw`"\ud83d\ude00"`, ['😀']],
      [String.raw`"\udc00\u0041"`, ['\uFFFDA']],
      [String.raw`"\ud800"`, 'error'],
      [String.raw`"\x"`, 'error'],
      [
        String.raw`["\u007f\u0001\""]`,
        [
          String.raw`[
  "\u007f\u0001\""
]`,
        ],
      ],
      [Buffer.from('22e25c6e22', 'hex'), ['\uFFFD']],
      [Buffer.from('22ff22', 'hex'), ['\uFFFD']],
      ['"a', 'error'],
      ['[1,]', 'error'],
      ['{"a"}', 'error'],
      ['{"a":1', 'error'],
      ['}', 'error'],
      ["'a'", 'error'],
      ['"a\n"', 'error'],
      ['{} x', 'error'],
      ['[1 2]', 'error'],
      ['true false null', ['true', 'false', 'null']],
      ['+3.12 .5 3.', ['3.12', '0.5', '3']],
      ['0x3', 'error'],
      ['1e', 'error'],
      ['NaN -nan', ['null', 'null']],
      ['inf -Infinity', ['1.7976931348623157e+308', '-1.7976931348623157e+308']],
      [`${'['.repeat(256)}${']'.repeat(256)}`, [printRaw(nested(256))]],
    ]
    for (const [text, printed] of cases) {
      it(JSON.stringify(Buffer.from(text).toString('latin1').slice(0, 30)), () => {
        for (const version of VERSIONS) assert.deepEqual(read(text, version), printed, version)
      })
    }
  })

  describe('where the versions differ', () => {
    const deep = `${'['.repeat(257)}${']'.repeat(257)}`
    const cases: [text: string, printed: [v16: string[] | 'error', v17: string[] | 'error', v18: string[] | 'error']][] = [
      ['3.10', [['3.1'], ['3.10'], ['3.10']]],
      ['1e17', [['1e+17'], ['1E+17'], ['1E+17']]],
      ['1e16', [['1e+16'], ['1E+16'], ['1E+16']]],
      ['123456789012345678', [['123456789012345680'], ['123456789012345678'], ['123456789012345678']]],
      ['0.00001', [['1e-05'], ['0.00001'], ['0.00001']]],
      ['0.0000001', [['1e-07'], ['1E-7'], ['1E-7']]],
      ['-0', [['-0'], ['-0'], ['-0']]],
      ['1e400', [['1.7976931348623157e+308'], ['1E+400'], ['1E+400']]],
      ['nan12', ['error', ['null'], 'error']],
      ['"a\u001Fb"', [['a\u001Fb'], 'error', 'error']],
      ['"a\u0000b"', [['a\0b'], 'error', 'error']],
      ['3.12\0\0', [['3.12'], ['3.12'], ['3.12']]],
      ['[3.12\0x]', [['[\n  3.12\n]'], ['[\n  3.12\n]'], ['[\n  3.12\n]']]],
      ['[1 \u001E 2\n', [['2'], 'error', 'error']],
      [deep, ['error', 'error', [printRaw(nested(257))]]],
    ]
    for (const [text, printed] of cases) {
      it(JSON.stringify(text.slice(0, 30)), () => {
        assert.deepEqual(
          VERSIONS.map((version) => read(text, version)),
          printed,
        )
      })
    }
  })

  describe('says what is wrong, and where', () => {
    // As jq 1.6, libjq 1.7.1 and 1.8 said it of these texts.
    const cases: [text: string, message: string, versions?: readonly string[]][] = [
      ['{"_meta": }', "Unmatched '}' at line 1, column 11"],
      ['hello world', 'Invalid numeric literal at line 1, column 6'],
      ['{"a": 1,}', 'Expected another key-value pair at line 1, column 9'],
      ['[1,]', 'Expected another array element at line 1, column 4'],
      ['[1,2', 'Unfinished JSON term at EOF at line 1, column 4'],
      ['"abc', 'Unfinished string at EOF at line 1, column 4'],
      ['tru', 'Invalid literal at EOF at line 1, column 3'],
      ['{"a":1:2}', "':' not as part of an object at line 1, column 7"],
      [':', "Expected string key before ':' at line 1, column 1"],
      ['{1:2}', 'Object keys must be strings at line 1, column 3'],
      ['1,', "Expected value before ',' at line 1, column 2"],
      ['[,1]', "Expected value before ',' at line 1, column 2"],
      ['{"a"}', 'Objects must consist of key:value pairs at line 1, column 5'],
      ['[1 2]', 'Expected separator between values at line 1, column 5'],
      [String.raw`"\q"`, 'Invalid escape at line 1, column 4'],
      [String.raw`"\u12"`, String.raw`Invalid \uXXXX escape at line 1, column 6`],
      [String.raw`"\u12zz"`, String.raw`Invalid characters in \uXXXX escape at line 1, column 8`],
      ['{"a":\n\n é}', 'Invalid numeric literal at line 3, column 4'],
      ['x\n', 'Invalid numeric literal at line 2, column 0'],
      ['nope ', 'Invalid literal at line 1, column 5', ['1.6', '1.7.1']],
      ['nope ', 'Invalid numeric literal at line 1, column 5', ['1.8.1']],
      ["{'a': 1}", 'Invalid numeric literal at line 1, column 5', ['1.6', '1.7.1']],
      ["{'a': 1}", 'Invalid string literal; expected ", but got \' at line 1, column 5', ['1.8.1']],
    ]
    for (const [text, message, versions = VERSIONS] of cases)
      it(`${JSON.stringify(text)} in ${versions.join(', ')}`, () => {
        for (const version of versions)
          assert.equal(parseDocuments(Buffer.from(text), version).error, `parse error: ${message}`, version)
      })
  })

  it('reads the deepest values that jq 1.8 reads, and prints them without end', () => {
    const text = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    assert.equal((read(text, '1.8.1') as string[])[0]?.startsWith('[\n  [\n'), true)
    assert.equal(read(`[${text}]`, '1.8.1'), 'error')
  })
})

function nested(depth: number): JqValue {
  return depth === 1 ? [] : [nested(depth - 1)]
}
