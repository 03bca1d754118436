/** How file(1) tells a text's encoding. The rules are those of file/file src/encoding.c. */

/** Control characters that are text for `file`: BEL BS HT LF VT FF CR and ESC. */
const TEXT_CONTROLS = new Set([0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b])
export const NEXT_LINE = 0x85

const isAsciiText = (byte: number) => TEXT_CONTROLS.has(byte) || (byte >= 0x20 && byte < 0x7f) || byte === NEXT_LINE
const isLatin1Text = (byte: number) => isAsciiText(byte) || byte >= 0xa0
const isExtendedText = (byte: number) => isAsciiText(byte) || byte >= 0x80

export interface Encoding {
  characters: ArrayLike<number>
  name: string
}

/** @param pairsSurrogates `file` checks a UTF-16 text's surrogates and noncharacters (from 5.42 on) */
export function encodingOf(bytes: Uint8Array, pairsSurrogates: boolean): Encoding | undefined {
  if (bytes.every((byte) => isAsciiText(byte))) {
    // `file` decodes no UTF-7, and so sees no line in it.
    return looksUtf7(bytes) ? {characters: [], name: 'Unicode text, UTF-7'} : {characters: bytes, name: 'ASCII'}
  }

  if (bytes.length > 3 && startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    const rest = bytes.subarray(3)
    if (looksUtf8(rest) !== 'no') return {characters: codePoints(rest), name: 'Unicode text, UTF-8 (with BOM)'}
  }

  if (looksUtf8(bytes) === 'utf-8') return {characters: codePoints(bytes), name: 'Unicode text, UTF-8'}
  return (
    wideEncoding(bytes, 4, pairsSurrogates) ??
    wideEncoding(bytes, 2, pairsSurrogates) ??
    (bytes.every((byte) => isLatin1Text(byte)) ? {characters: bytes, name: 'ISO-8859'} : undefined) ??
    (bytes.every((byte) => isExtendedText(byte)) ? {characters: bytes, name: 'Non-ISO extended-ASCII'} : undefined) ??
    ebcdicEncoding(bytes)
  )
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte)
}

function looksUtf7(bytes: Uint8Array): boolean {
  return bytes.length > 4 && startsWith(bytes, [0x2b, 0x2f, 0x76]) && [0x38, 0x39, 0x2b, 0x2f].includes(bytes[3]!)
}

/** A sequence that the end of the examined part cuts short passes, as in `file`. */
function looksUtf8(bytes: Uint8Array): 'ascii' | 'no' | 'utf-8' {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: true})
  } catch {
    return 'no'
  }

  if (bytes.some((byte) => byte < 0x80 && !isAsciiText(byte))) return 'no'
  return hasWholeSequence(bytes) ? 'utf-8' : 'ascii'
}

/** True if there is a character beyond ASCII whose last byte is there too. */
function hasWholeSequence(bytes: Uint8Array): boolean {
  return codePoints(bytes).some((point) => point >= 0x80)
}

/** Without the sequence that the end cuts short. */
function codePoints(bytes: Uint8Array): number[] {
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes, {stream: true})
  return Array.from(text, (char) => char.codePointAt(0)!)
}

/** UTF-16 and UTF-32 are known by their byte order mark only. */
function wideEncoding(bytes: Uint8Array, width: 2 | 4, pairsSurrogates: boolean): Encoding | undefined {
  if (bytes.length < width) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unit = (index: number, little: boolean) => (width === 2 ? view.getUint16(index, little) : view.getUint32(index, little))
  const little = unit(0, true) === 0xfe_ff
  if (!little && unit(0, false) !== 0xfe_ff) return undefined
  const characters: number[] = []
  for (let index = width; index + width <= bytes.length; index += width) {
    const character = unit(index, little)
    if (character === 0xff_fe || (character < 0x80 && !isAsciiText(character))) return undefined
    characters.push(character)
  }

  if (width === 2 && pairsSurrogates && !isUtf16(characters)) return undefined
  return {characters, name: `Unicode text, UTF-${width * 8}, ${little ? 'little' : 'big'}-endian`}
}

/** No noncharacters, and surrogates in pairs; the high half of a last pair may stand alone. */
function isUtf16(units: readonly number[]): boolean {
  let high = false
  for (const unit of units) {
    const low = unit >= 0xdc_00 && unit <= 0xdf_ff
    if (unit === 0xff_ff || (unit >= 0xfd_d0 && unit <= 0xfd_ef) || low !== high) return false
    high = unit >= 0xd8_00 && unit <= 0xdb_ff
  }

  return true
}

/** EBCDIC code page 037 as `file` maps it to ASCII (the table of `dd conv=ascii`). */
const EBCDIC =
  '00010203 9c09867f 978d8e0b 0c0d0e0f 10111213 9d850887 1819928f 1c1d1e1f 80818283 840a171b 88898a8b 8c050607 90911693 94959604 ' +
  '98999a9b 14159e1a 20a0a1a2 a3a4a5a6 a7a8d52e 3c282b7c 26a9aaab acadaeaf b0b121 24 2a293b7e 2d2fb2b3 b4b5b6b7 b8b9cb2c 255f3e3f ' +
  'babbbcbd bebfc0c1 c2603a23 40273d22 c3616263 64656667 6869c4c5 c6c7c8c9 ca6a6b6c 6d6e6f70 7172 5e cccdcecfd0 d1e57374 75767778 ' +
  '797ad2d3 d45bd6d7 d8d9dadb dcdddedf e0e1e2e3 e45de6e7 7b414243 44454647 4849e8e9 eaebeced 7d4a4b4c 4d4e4f50 5152eeef f0f1f2f3 ' +
  '5c9f5354 55565758 595af4f5 f6f7f8f9 30313233 34353637 3839fafb fcfdfeff'
const EBCDIC_TO_ASCII = Uint8Array.from(EBCDIC.replaceAll(' ', '').match(/../g)!, (hex) => Number.parseInt(hex, 16))

function ebcdicEncoding(bytes: Uint8Array): Encoding | undefined {
  const characters = bytes.map((byte) => EBCDIC_TO_ASCII[byte]!)
  if (characters.every((byte) => isAsciiText(byte))) return {characters, name: 'EBCDIC'}
  if (characters.every((byte) => isLatin1Text(byte))) return {characters, name: 'International EBCDIC'}
  return undefined
}
