import {replaceInvalid} from './text.js'

/** What jq prints on standard error before it exits with 2 (or 5, for an error in the filter). */
export class JqError extends Error {}

/** Where a text is no JSON. Its place is said by whoever knows it. */
export class JqSyntaxError extends JqError {}

/** The text of a string's bytes. Escapes come before the decoding: what they stand for can complete or break a sequence. */
export function unescape(raw: Uint8Array, rawControls: string): string {
  const text = Buffer.from(raw).toString('latin1')
  const unescaped = text.replaceAll(
    /\\u([\dA-Fa-f]{4})(?:\\u([\dA-Fa-f]{4}))?|\\([^]?)|([\0-\u001F])/g,
    (all: string, ...rest: (number | string | undefined)[]) => {
      const [first, second, short, control] = rest.slice(0, 4) as (string | undefined)[]
      if (control !== undefined) {
        if (rawControls.includes(control)) return control
        throw new JqSyntaxError('Invalid string: control characters from U+0000 through U+001F must be escaped')
      }

      if (short === undefined) return latin1OfUnits(Number.parseInt(first!, 16), second)
      if (short === 'u') throw new JqSyntaxError(hexFault(text.length - (rest[4] as number) - all.length))
      if (!Object.hasOwn(SHORT_ESCAPES, short)) throw new JqSyntaxError('Invalid escape')
      return SHORT_ESCAPES[short]!
    },
  )
  return replaceInvalid(Buffer.from(unescaped, 'latin1'))
}

/** @param left how many characters follow the `u` */
function hexFault(left: number): string {
  return left < 4 ? String.raw`Invalid \uXXXX escape` : String.raw`Invalid characters in \uXXXX escape`
}

/** The UTF-8 bytes (as Latin-1) of one escape, or of the pair of escapes that a high surrogate begins. */
function latin1OfUnits(unit: number, second?: string): string {
  const next = second === undefined ? undefined : Number.parseInt(second, 16)
  if (unit >= 0xd8_00 && unit <= 0xdb_ff) {
    if (next === undefined || next < 0xdc_00 || next > 0xdf_ff) {
      throw new JqSyntaxError(String.raw`Invalid \uXXXX\uXXXX surrogate pair escape`)
    }

    return Buffer.from(String.fromCharCode(unit, next)).toString('latin1')
  }

  // A low surrogate alone is no character: what jq makes of its three bytes is one U+FFFD, as Node's is.
  const first = Buffer.from(String.fromCharCode(unit)).toString('latin1')
  return next === undefined ? first : first + latin1OfUnits(next)
}

const SHORT_ESCAPES: Record<string, string> = {'"': '"', '/': '/', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'}
