/**
 * How the buildpack's tools (bash, sed, jq) see the bytes of a file: as UTF-8, with bytes that are no UTF-8 kept
 * apart one by one. Such a byte is carried in a string as a lone surrogate U+DC80–U+DCFF (as Python's
 * `surrogateescape` does), so that strings can be cut and matched by character as bash does.
 */

/** Decodes bytes; never fails. @see {@link reported} for what a user is shown */
export function decode(bytes: Uint8Array): string {
  let text = ''
  let index = 0
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index)
    if (length === 0) {
      text += String.fromCodePoint(0xdc_00 + bytes[index]!)
      index += 1
    } else {
      const end = length === 1 ? asciiRunEnd(bytes, index) : index + length
      text += utf8.decode(bytes.subarray(index, end))
      index = end
    }
  }

  return text
}

/** The bytes that {@link decode} read. */
export function encode(text: string): Uint8Array {
  const bytes: number[] = []
  for (const char of text) {
    const point = char.codePointAt(0)!
    if (point >= 0xdc_80 && point <= 0xdc_ff) bytes.push(point - 0xdc_00)
    else bytes.push(...utf8Encoder.encode(char))
  }

  return Uint8Array.from(bytes)
}

/** The first `count` characters, as bash's `${text:0:count}` cuts them. */
export function cut(text: string, count: number): string {
  return text.length <= count ? text : [...text].slice(0, count).join('')
}

/** The text as jq stores it in the build's report: one U+FFFD for each sequence that is no UTF-8. */
export function reported(text: string): string {
  return /[\uDC80-\uDCFF]/.test(text) ? replaceInvalid(encode(text)) : text
}

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true})
const utf8Encoder = new TextEncoder()

function asciiRunEnd(bytes: Uint8Array, start: number): number {
  let end = start
  while (end < bytes.length && bytes[end]! < 0x80) end++
  return end
}

/** The length of the valid UTF-8 sequence at `index`, or 0. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const {length, point} = nextSequence(bytes, index)
  return point === undefined ? 0 : length
}

const SMALLEST = [0, 0, 0x80, 0x8_00, 0x1_00_00]

/**
 * Reads one sequence as jq does (jqlang/jq src/jv_unicode.c): a bad one is as long as its lead byte and the
 * continuation bytes that follow it.
 */
function nextSequence(bytes: Uint8Array, index: number): {length: number; point: number | undefined} {
  const first = bytes[index]!
  if (first < 0x80) return {length: 1, point: first}
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (length === 0) return {length: 1, point: undefined}
  if (index + length > bytes.length) return {length: bytes.length - index, point: undefined}
  let point = first & (0xff >> (length + 1))
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes[index + offset]!
    if ((byte & 0xc0) !== 0x80) return {length: offset, point: undefined}
    point = (point << 6) | (byte & 0x3f)
  }

  const valid = point >= SMALLEST[length]! && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff)
  return {length, point: valid ? point : undefined}
}

/** UTF-8 to text with one U+FFFD for each bad sequence, as jq counts them. */
export function replaceInvalid(bytes: Uint8Array): string {
  let text = ''
  let index = 0
  while (index < bytes.length) {
    const {length, point} = nextSequence(bytes, index)
    text += point === undefined ? '\uFFFD' : String.fromCodePoint(point)
    index += length
  }

  return text
}
