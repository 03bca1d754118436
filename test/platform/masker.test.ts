import * as fc from 'fast-check'
import assert from 'node:assert/strict'

import {createMasker} from '../../src/platform/masker.js'
import {Secret} from '../../src/platform/secret.js'
import {LineSplitter, LONGEST_LINE} from '../../src/system/lines.js'
import {assertGrowth} from '../support/growth.js'

const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
9x==
-----END PRIVATE KEY-----
`

function masked(line: string, ...values: string[]): string {
  return createMasker(values.map((value) => new Secret(value)))(line)
}

describe('what a program prints, without secrets', () => {
  it('hides values of any size, and any number of them', () => {
    const large = Array.from({length: 20_000}, (_, index) => `part ${index}`).join(' ')
    const many = Array.from({length: 3000}, (_, index) => `value-${index}-${'(.*)'.repeat(50)}`)
    const mask = createMasker([large, ...many].map((value) => new Secret(value)))
    assert.equal(mask(`a ${large} b ${many[0]} c ${many.at(-1)} d`), 'a **** b **** c **** d')
  })

  for (const [line, values, expected] of [
    ['key=hunter22!', ['hunter22'], 'key=****!'],
    ['twice: abcd abcd', ['abcd'], 'twice: **** ****'],
    ['short: abc', ['abc'], 'short: abc'],
    ['plain words: True, 8000, production', ['True', '8000', 'production'], 'plain words: True, 8000, production'],
    ['the password of a URL: hunter22', ['postgres://u:hunter22@db.example.com/name'], 'the password of a URL: ****'],
    ['longer first: abcdef', ['abcd', 'abcdef'], 'longer first: ****'],
    ['pattern: a.*b(c)[d]^$', ['a.*b(c)[d]^$'], 'pattern: ****'],
    [' 12 |   MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', [KEY], ' 12 |   ****'],
    [`{"key": ${JSON.stringify(KEY)}}`, [KEY], String.raw`{"key": "****\n"}`],
    ['with a line end: value', ['value\n'], 'with a line end: ****'],
    ['two lines: abcd', ['abcd\nef'], 'two lines: ****'],
    [String.raw`{"json": "say \"hi\""}`, ['say "hi"'], '{"json": "****"}'],
    ['q=p%40ss%2Fword', ['p@ss/word'], 'q=****'],
    ['quote(): p%40ss/word', ['p@ss/word'], 'quote(): ****'],
    ['quote_plus(): a+b%21%2Ac', ['a b!*c'], 'quote_plus(): ****'],
    [String.raw`declare -x A="a\$b\"\\c"`, [String.raw`a$b"\c`], 'declare -x A="****"'],
    [String.raw`+ A='it'\''s one'`, ["it's one"], "+ A='****'"],
    [String.raw`+ A=$'it\'s\none'`, ["it's\none"], "+ A=$'****'"],
    [String.raw`{'A': 'C:\\temp "x"'}`, [String.raw`C:\temp "x"`], "{'A': '****'}"],
    [String.raw`{'A': 'it\'s "x"'}`, [`it's "x"`], "{'A': '****'}"],
    [String.raw`{"A": "gr\u00fc\u00dfe"}`, ['grüße'], '{"A": "****"}'],
    [String.raw`'gr\xfc\xdfe \u20ac'`, ['grüße €'], "'****'"],
    ['the key: MIIEvQIBADANBg', [String.raw`{"type": "account", "keys": [{"a": "x\nMIIEvQIBADANBg"}]}`], 'the key: ****'],
    ['a word of it: account', ['{"type": "account"}'], 'a word of it: account'],
    ['Looking in https://user:pw@example.com/simple', [], 'Looking in https://****@example.com/simple'],
    ['Looking in https://user:pw@example.com/simple', ['https'], 'Looking in ****://****@example.com/simple'],
    ['Looking in https://user:pw@example.com/simple', ['https://'], 'Looking in ********@example.com/simple'],
    ['postgres://u:pw@db.example.com/name', ['postgres://u:pw@db.example.com/name'], '****'],
    ['pass@word in https://x.example/?q=pass@word', ['pass@word'], '**** in https://x.example/?q=****'],
    ['\u001B[31mred\u001B[0m', ['other'], '\u001B[31mred\u001B[0m'],
    ['\u001B[31mhun\u001B[1mter22\u001B[0m', ['hunter22'], '****'],
    ['wrapped: 0123456789', ['0123456789abcdef'], 'wrapped: ****'],
    ['    89abcdef, and on', ['0123456789abcdef'], '    ****, and on'],
    ['  3456789abc  ', ['0123456789abcdef'], '****'],
    ['ends like it: 0123', ['0123456789abcdef'], 'ends like it: 0123'],
  ] as const)
    it(`${JSON.stringify(line)} → ${JSON.stringify(expected)}`, () => assert.equal(masked(line, ...values), expected))

  it('hides what a cut line still holds of a value', () => {
    const splitter = new LineSplitter()
    const [line] = splitter.push(Buffer.from(`${'x'.repeat(LONGEST_LINE - 10)}0123456789abcdef\n`))
    assert.equal(masked(line!, '0123456789abcdef'), `${'x'.repeat(LONGEST_LINE - 10)}****…`)
  })

  describe('keeps pace with a fast program', () => {
    const line = 'Collecting example==1.2.3 (from -r requirements.txt (line 12)) https://files.example.com/x.whl'
    const secrets = (count: number) => Array.from({length: count}, (_, index) => new Secret(`secret-${index}-`.repeat(5)))
    const read = ({lines, mask}: {lines: readonly string[]; mask: (line: string) => string}) => lines.map((each) => mask(each))
    const numbered = (count: number) => Array.from({length: count}, (_, index) => `${index} ${line}`)

    it('that prints many lines', () => {
      const make = (size: number) => ({lines: numbered(size), mask: createMasker(secrets(100))})
      assertGrowth('lines', {make, read, size: 2000})
    })

    it('that prints long lines', () => {
      const make = (size: number) => ({lines: [line.repeat(size)], mask: createMasker(secrets(100))})
      assertGrowth('length', {make, read, size: 500})
    })

    it('that knows many secrets', () => {
      const make = (size: number) => ({lines: numbered(100), mask: createMasker(secrets(size))})
      assertGrowth('secrets', {make, read, size: 500})
    })
  })

  describe('no planted secret gets through', () => {
    /** A value as users have them: words, keys, URLs, texts of several lines. */
    const value = fc
      .oneof(
        fc.string({maxLength: 40, minLength: 4}),
        fc.string({maxLength: 40, minLength: 4, unit: 'grapheme'}),
        fc.array(fc.string({maxLength: 30, minLength: 4}), {maxLength: 5, minLength: 2}).map((lines) => lines.join('\n')),
        fc.webUrl({withQueryParameters: true}).map((url) => url.replace('://', '://user:p4ssw0rd@')),
        fc.base64String({maxLength: 200, minLength: 8}),
      )
      .filter((text) => text.trim().length >= 4 && !'****'.includes(text.trim()))
    const filler = fc.array(fc.constantFrom('a', ' ', '\n', '\r\n', '"', "'", '=', 'https://', '\u001B[31m', 'é', '/', '@'), {
      maxLength: 12,
    })

    it('in whatever chunks it is printed', () => {
      fc.assert(
        fc.property(
          fc.array(value, {maxLength: 4, minLength: 1}),
          fc.array(fc.tuple(filler, fc.nat()), {maxLength: 6}),
          fc.array(fc.integer({max: 9, min: 1}), {minLength: 1}),
          (values, plan, sizes) => {
            const text = plan.map(([words, which]) => words.join('') + values[which % values.length]!).join('')
            const lines = printed(Buffer.from(`${text}\nend`), sizes).map((line) => masked(line, ...values))
            // The mask itself may be part of a value.
            const output = lines.join('\n').replaceAll('****', '\0')
            for (const secret of values) {
              const parts = secret.split(/[\n\r]+/).map((part) => part.trim())
              const hidden = parts.filter((part) => part.length >= (parts.some(({length}) => length >= 8) ? 8 : 4))
              for (const part of hidden) assert.ok(!output.includes(part), JSON.stringify({output, part}))
            }
          },
        ),
        {numRuns: 3000},
      )
    })
  })
})

/** The lines of bytes that come in chunks of these sizes. */
function printed(bytes: Uint8Array, sizes: readonly number[]): string[] {
  const splitter = new LineSplitter()
  const lines: string[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!
    lines.push(...splitter.push(bytes.subarray(at, at + size)))
    at += size
  }

  return [...lines, ...splitter.end()]
}
