import {encodingOf, NEXT_LINE} from './text-encoding.js'

/**
 * What the `file` command of the stack image says of a file's text encoding, called as the buildpack calls it
 * (`--brief --dereference --exclude json --exclude soft`). The rules are those of file/file src/funcs.c, src/ascmagic.c and
 * src/is_csv.c; of its binary formats only that which short junk could be taken for is told (tar and OLE2 are not).
 */

/** `file` looks at this much of a file to tell its encoding. */
const EXAMINED_BYTES = 65_536

/**
 * @param bytes the whole file
 * @param version of `file`, such as `5.45`
 * @returns `file`'s words, such as `ASCII text` or `Unicode text, UTF-8 (with BOM) text, with CRLF line terminators`
 */
export function describeEncoding(bytes: Uint8Array, version: string): string {
  if (bytes.length === 0) return 'empty'
  if (bytes.length === 1) return 'very short file (no magic)'
  const release = Number(version.split('.')[1])
  const encoding = (part: Uint8Array) => encodingOf(part.subarray(0, EXAMINED_BYTES), release >= 42)
  const whole = encoding(bytes)
  if (whole && looksCsv(bytes, release)) return release < 45 ? 'CSV text' : `CSV ${whole.name} text`
  if (release >= 45 && isSimhTape(bytes)) return 'SIMH tape data'
  const trimmed = withoutNuls(bytes)
  const found = trimmed.length === 1 ? undefined : encoding(trimmed)
  return found ? `${found.name} text${lineNotes(found.characters, release < 45)}` : 'data'
}

/** Without the NULs at its end, but for one where that keeps an even length even, as UTF-16 needs. */
function withoutNuls(bytes: Uint8Array): Uint8Array {
  let length = bytes.length
  while (length > 1 && bytes[length - 1] === 0) length--
  return bytes.subarray(0, length % 2 === 1 && bytes.length % 2 === 0 ? length + 1 : length)
}

/** Lines with the same number of commas, quoted ones apart; ten lines are looked at. */
function looksCsv(bytes: Uint8Array, release: number): boolean {
  let commas = 0
  let expected = 0
  let lines = 0
  const least = release < 46 ? 1 : 2
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    switch (byte) {
      case QUOTE:
        at = quoteEnd(bytes, at + 1) - 1
        break

      case COMMA:
        commas++
        break

      case LINE_FEED:
        if (++lines === 10) return expected >= least && expected === commas
        if (expected === 0) expected = commas
        if (commas === 0 || commas !== expected) return false
        commas = 0

        break

      // No default
    }
  }

  return expected >= least && lines > (release < 45 ? 2 : 1)
}

const QUOTE = 0x22
const COMMA = 0x2c
const LINE_FEED = 0x0a

/** Two quotes within it stand for one. */
function quoteEnd(bytes: Uint8Array, start: number): number {
  let isQuote = false
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuote = !isQuote
    else if (isQuote) return at
  }

  return bytes.length
}

const LONG_LINE = 300

function lineNotes(characters: ArrayLike<number>, countsLastCr: boolean): string {
  const {ends, longest} = countLines(characters, countsLastCr)
  const kinds = ends.filter(([, count]) => count > 0).map(([name]) => name)
  const notes = longest > LONG_LINE ? [`with very long lines (${longest})`] : []
  if (kinds.length === 0) notes.push('with no line terminators')
  else if (kinds.join('') !== 'LF') notes.push(`with ${kinds.join(', ')} line terminators`)
  const all = new Set(Array.from({length: characters.length}, (_, index) => characters[index]))
  if (all.has(0x1b)) notes.push('with escape sequences')
  if (all.has(0x08)) notes.push('with overstriking')
  return notes.map((note) => `, ${note}`).join('')
}

function countLines(
  characters: ArrayLike<number>,
  countsLastCr: boolean,
): {ends: [name: string, count: number][]; longest: number} {
  const count = {CRLF: 0, CR: 0, LF: 0, NEL: 0}
  let longest = 0
  let lineStart = 0
  for (let index = 0; index < characters.length; index++) {
    const end = lineEnd(characters, index)
    if (end === undefined) continue
    if (end !== '' && (end !== 'CR' || countsLastCr || index + 1 < characters.length)) count[end]++
    longest = Math.max(longest, index - lineStart)
    lineStart = index + 1
  }

  return {ends: Object.entries(count), longest: Math.max(longest, characters.length - lineStart)}
}

/** The kind of line end at `index`; empty for the CR of a CRLF, which counts at its LF. */
function lineEnd(characters: ArrayLike<number>, index: number): '' | 'CR' | 'CRLF' | 'LF' | 'NEL' | undefined {
  switch (characters[index]) {
    case 0x0a:
      return characters[index - 1] === 0x0d ? 'CRLF' : 'LF'

    case 0x0d:
      return characters[index + 1] === 0x0a ? '' : 'CR'

    case NEXT_LINE:
      return 'NEL'

    default:
      return undefined
  }
}

/** A tape image is records, each between two equal 4-byte lengths (file/file src/is_simh.c). Short junk can look like one. */
function isSimhTape(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let marks = 0
  let records = 0
  const readLength = () => {
    const raw = view.getUint32(at, true)
    at += 4
    if (raw === 0xff_ff_ff_ff) return raw
    const length = raw & 0x00_ff_ff_ff
    return length + (length & 1)
  }

  while (bytes.length - at >= 4) {
    const length = readLength()
    if (length === 0xff_ff_ff_ff && (marks > 0 || records > 0)) break
    if (length === 0) {
      if (++marks === 10) break
      continue
    }

    at += length
    if (bytes.length - at < 4) break
    if (readLength() !== length) return false
    records++
  }

  return marks * 4 !== at && records > 0
}
