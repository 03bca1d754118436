/** The text of a requirements file. Source: pip's `_decode_req_file`. */

export type Encoding = 'utf-8' | 'utf-16' | 'utf-32' | 'other'

interface Decoded {
  text: string
  encoding: Encoding
  hasMark: boolean
  /** False: pip can't read the bytes, and the text is what could be made of them. */
  readable: boolean
}

interface Mark {
  bytes: readonly number[]
  encoding: Encoding
  label: string
}

/** In pip's order: UTF-32's mark begins as UTF-16's does. */
const MARKS: readonly Mark[] = [
  {bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8', label: 'utf-8'},
  {bytes: [0xff, 0xfe, 0, 0], encoding: 'utf-32', label: 'utf-32le'},
  {bytes: [0, 0, 0xfe, 0xff], encoding: 'utf-32', label: 'utf-32be'},
  {bytes: [0xfe, 0xff], encoding: 'utf-16', label: 'utf-16be'},
  {bytes: [0xff, 0xfe], encoding: 'utf-16', label: 'utf-16le'},
]

/** The mark decides, then a comment as in PEP 263 (`# -*- coding: latin-1 -*-`), else it is UTF-8. */
export function decodeRequirements(bytes: Uint8Array): Decoded {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte))
  if (mark) {
    const decoded = decodeAs(mark.label, bytes.subarray(mark.bytes.length))
    return {...decoded, encoding: mark.encoding, hasMark: true}
  }

  const label = declaredEncoding(bytes)
  if (label !== undefined) {
    const decoded = decodeAs(label, bytes)
    return {...decoded, encoding: /^utf-?8$/i.test(label) ? 'utf-8' : 'other', hasMark: false}
  }

  const unmarked = unmarkedUtf16(bytes)
  if (unmarked !== undefined) return {encoding: 'utf-16', hasMark: false, readable: false, text: decodeAs(unmarked, bytes).text}
  const decoded = decodeAs('utf-8', bytes)
  return {...decoded, encoding: decoded.readable ? 'utf-8' : 'other', hasMark: false}
}

/** Without a mark pip takes UTF-16 for UTF-8 with a NUL at every second place. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16be' | 'utf-16le' | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined
  const beginning = bytes.subarray(0, 64)
  const zeros = (parity: number) => beginning.filter((byte, index) => index % 2 === parity && byte === 0).length
  const half = beginning.length / 2
  if (zeros(1) === half && zeros(0) === 0) return 'utf-16le'
  return zeros(0) === half && zeros(1) === 0 ? 'utf-16be' : undefined
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  // Latin-1 keeps every byte apart.
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  for (const line of beginning.split('\n').slice(0, 2)) {
    const label = line.startsWith('#') ? /coding[:=]\s*([-\w.]+)/.exec(line)?.[1] : undefined
    if (label !== undefined) return label
  }

  return undefined
}

function decodeAs(label: string, bytes: Uint8Array): Pick<Decoded, 'readable' | 'text'> {
  if (label.startsWith('utf-32')) return decodeUtf32(bytes, label === 'utf-32le')
  for (const fatal of [true, false]) {
    try {
      return {readable: fatal, text: new TextDecoder(label, {fatal, ignoreBOM: true}).decode(bytes)}
    } catch (error) {
      // An encoding that only Python knows: its ASCII part is what matters here.
      if (error instanceof RangeError) return {readable: true, text: new TextDecoder('latin1').decode(bytes)}
    }
  }

  return {readable: false, text: ''}
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): Pick<Decoded, 'readable' | 'text'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const characters: string[] = []
  for (let index = 0; index + 4 <= bytes.length; index += 4) {
    const point = view.getUint32(index, littleEndian)
    characters.push(point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\uFFFD')
  }

  return {readable: bytes.length % 4 === 0 && !characters.includes('\uFFFD'), text: characters.join('')}
}
