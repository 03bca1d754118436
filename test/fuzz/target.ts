import * as fc from 'fast-check'

import {treeOf} from '../support/checks.js'

/** Something that reads what others wrote. */
export interface Target {
  name: string
  /** What its input is made of, so that random texts get past the first character. */
  words: readonly string[]
  /** Reads a text and returns at once whatever it makes of it. */
  read(bytes: Uint8Array): unknown
  /** Errors that are answers; every other one is a crash. Default: none is. */
  refuses?(error: unknown): boolean
  /** How long a flood is; less where reading takes long anyway. */
  flood?: number
}

/**
 * How many texts each target gets: few in CI, `npm run fuzz` gives 100,000. The course is the same each time in CI;
 * `npm run fuzz` takes another one each time and prints it.
 */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 300)
export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121)

/** Bytes that no one would write, and near misses of what one would. */
export function inputs({words}: Target): fc.Arbitrary<Uint8Array> {
  const separators = fc.constantFrom('', '', ' ', '\n', '\r\n', '\t', '\0', '\u001B[2J', '\uFEFF', '\u00A0', '"', "'", '\\')
  const text = fc
    .array(
      fc.tuple(
        fc.oneof({arbitrary: fc.constantFrom(...words), weight: 4}, fc.string({maxLength: 8, unit: 'binary'})),
        separators,
      ),
      {
        maxLength: 14,
      },
    )
    .map((parts) => Buffer.from(parts.flat().join('')))
  return fc.oneof({arbitrary: text, weight: 6}, {arbitrary: fc.uint8Array({maxLength: 200}), weight: 1})
}

/** Texts of any length of one word over and over, between others: what makes a pattern go back and forth. */
export function* floods({words}: Target): Generator<{shown: string; make(length: number): Uint8Array}> {
  const units = [...words, 'a', '(', '[', '{', '"', '\\', '\\\n', '\n', ' ', '\t', '#', ',', '=', ':', '/', '@', '-', '0', '${a']
  for (const unit of units) {
    for (const [before, after] of [
      ['', ''],
      [words[0] ?? '', '!'],
      ['', ` ${words[0] ?? ''}`],
    ] as const) {
      yield {
        make: (length) => Buffer.from(before + unit.repeat(Math.ceil(length / unit.length)) + after),
        shown: JSON.stringify(`${before}(${unit})*${after}`),
      }
    }
  }
}

/** Words of several targets. */
export const URLS = [
  'https://',
  'user:pass',
  '@',
  'example.com',
  '/',
  '?token=',
  '#',
  'git+ssh://',
  ':',
  '&',
  '%40',
  'heroku/',
  '.git',
  'v1',
]
export const TOML = [
  '[project]',
  'requires-python = ',
  '">=3.12"',
  '[tool.poetry.dependencies]',
  'python = ',
  '"^3.12"',
  '{version = ',
  '}',
  '[[',
  ']]',
  '=',
  "'''",
  '1979-05-27',
]
export const JSONS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"_meta"',
  '"requires"',
  '"python_version"',
  '"3.13"',
  'null',
  '1e999',
  String.raw`\u0000`,
  'NaN',
  '-',
]

/** A reader of one file of the app. */
export function ofFile(name: string, words: readonly string[], read: (tree: ReturnType<typeof treeOf>) => unknown): Target {
  return {name: `${name}: ${words[0]} …`, read: (bytes) => read(treeOf({[name]: bytes})), words}
}

export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

export function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes))
  } catch {
    return undefined
  }
}
