import type {Random} from './random.js'

import {JSON_ENDS, JSON_KEYS, JSON_VALUES, LONG_LENGTHS, ODD_BYTES, OTHER_DIGITS, SPACES, TABLES, VERSIONS} from './words.js'

export function version(random: Random): string {
  if (random.chance(60)) return random.pick(VERSIONS)
  const number = () =>
    random.pick([String(random.below(20)), '3', '12', '0', '007', '', random.pick(OTHER_DIGITS), `1${random.pick(OTHER_DIGITS)}`])
  return Array.from({length: 1 + random.below(4)}, number).join('.')
}

export const otherDigit = (random: Random): string => random.pick(OTHER_DIGITS)

/** A version file: lines of versions, comments, white space, odd ends. */
export function versionFile(random: Random, line = version): Buffer {
  const space = () => random.several(SPACES, random.chance(25) ? 1 + random.below(2) : 0).join('')
  const lines = Array.from({length: random.pick([1, 1, 1, 1, 2, 3, 0])}, () =>
    random.chance(12) ? random.pick(['# comment', '  # é', '', ' ', '#']) : space() + line(random) + space(),
  )
  if (random.chance(4)) lines.push('x'.repeat(random.pick(LONG_LENGTHS)) + random.pick(['', 'é', '\u{1F600}y']))
  if (random.chance(3)) lines.push(...random.pick(TABLES))
  const text = lines.map((text) => text + random.pick(['\n', '\n', '\n', '\r\n', '\r', '\n\n', ''])).join('')
  return mutate(random, encoded(random, text), random.chance(30) ? 1 + random.below(3) : 0)
}

function encoded(random: Random, text: string): Buffer {
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little.subarray(0, little.length - (little.length % 2))).swap16()
  const form = random.below(40)
  if (form === 0) return Buffer.concat([Buffer.from([0xff, 0xfe]), little])
  if (form === 1) return Buffer.concat([Buffer.from([0xfe, 0xff]), big])
  if (form === 2) return little
  if (form === 3)
    return Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 0]),
      Buffer.from([...text].flatMap((char) => [char.charCodeAt(0) & 0x7f, 0, 0, 0])),
    ])
  if (form === 4) return Buffer.from(text, 'latin1')
  if (form === 5) return Buffer.from(`\uFEFF${text}`)
  return Buffer.from(text)
}

/** Puts odd bytes into a text, takes bytes away, or changes one. */
export function mutate(random: Random, bytes: Buffer, times: number): Buffer {
  let result = bytes
  for (let time = 0; time < times; time++) {
    const at = random.below(result.length + 1)
    const odd = Buffer.from(random.chance(20) ? random.below(256).toString(16).padStart(2, '0') : random.pick(ODD_BYTES), 'hex')
    const skipped = random.pick([0, 0, 0, 1, 2])
    result = Buffer.concat([result.subarray(0, at), random.chance(85) ? odd : Buffer.alloc(0), result.subarray(at + skipped)])
  }

  return result
}

/** A Pipfile.lock, or something that only resembles one. */
export function pipfileLock(random: Random): Buffer {
  const value = () => random.pick(JSON_VALUES)
  const object = (members: [string, string][]) =>
    `{${members.map(([key, text]) => `${key}:${random.pick(['', ' '])}${text}`).join(',')}}`
  const requires = object(
    Array.from({length: random.pick([1, 1, 2, 2, 0])}, () => [
      random.chance(93) ? random.pick(JSON_KEYS.slice(2, 4)) : random.pick(JSON_KEYS),
      value(),
    ]),
  )
  const meta = object([[random.chance(95) ? '"requires"' : random.pick(JSON_KEYS), random.chance(93) ? requires : value()]])
  const root = object([[random.chance(95) ? '"_meta"' : random.pick(JSON_KEYS), random.chance(94) ? meta : value()]])
  const depth = random.pick([255, 256, 257, 2000, 10_001])
  const text = random.chance(1) ? `{"x":${'['.repeat(depth)}${']'.repeat(depth)}}` : random.chance(4) ? value() : root
  const pretty = random.chance(15) ? text.replaceAll('{', '{\n  ') : text
  return mutate(
    random,
    encoded(random, pretty + (random.chance(30) ? random.pick(JSON_ENDS) : '')),
    random.chance(25) ? 1 + random.below(2) : 0,
  )
}
