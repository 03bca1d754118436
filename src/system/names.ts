/**
 * File names are bytes on Linux and in git, and need not be UTF-8. As in Python (PEP 383), a byte that is part of no
 * character becomes a lone surrogate, U+DC80 to U+DCFF, so that every name is a string and leads back to its file.
 */
const strict = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
const RAW_BYTE = /([\u{DC80}-\u{DCFF}])/u

export function decodeName(bytes: Uint8Array): string {
  const whole = decode(bytes)
  if (whole !== undefined) return whole
  let name = ''
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((size) => at + size <= bytes.length && decode(bytes.subarray(at, at + size)) !== undefined)
    name += length === undefined ? String.fromCharCode(0xdc_00 + bytes[at]!) : decode(bytes.subarray(at, at + length))!
    at += length ?? 1
  }

  return name
}

/** The names in a list in which each ends with NUL. */
export function decodeNames(bytes: Uint8Array): string[] {
  // One call for the whole list is much faster than one for each of its names; few lists need the latter.
  const whole = decode(bytes)
  if (whole !== undefined) return whole.split('\0').filter((name) => name !== '')
  const names: string[] = []
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(0, at)
    const end = found === -1 ? bytes.length : found
    if (end > at) names.push(decodeName(bytes.subarray(at, end)))
    at = end + 1
  }

  return names
}

/** A name as Node's functions take it: bytes where it is no text. */
export function encodeName(name: string): Buffer | string {
  if (!RAW_BYTE.test(name)) return name
  return Buffer.concat(
    name.split(RAW_BYTE).map((part) => (RAW_BYTE.test(part) ? Buffer.of(part.charCodeAt(0) - 0xdc_00) : Buffer.from(part))),
  )
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}
