import {DIGIT, NONZERO_DIGIT, SPACE} from '../emulation/glibc.js'
import {decode, encode} from '../emulation/text.js'
import {NotUnderstood} from '../not-understood.js'

/** As the variables LC_ALL and LANG name it. In `C`, a byte is a character. */
export type Locale = 'C' | 'C.UTF-8' | 'en_US.UTF-8'

/**
 * Changes a text character by character, which in the locale C is byte by byte.
 *
 * @param change gets the text, and how to write another one in the same way
 */
export function inUnits(
  locale: Locale,
  text: string,
  change: (units: string, write: (text: string) => string) => string,
): string {
  if (locale !== 'C') return change(text, (other) => other)
  const bytes = (other: string) => Buffer.from(encode(other)).toString('latin1')
  return decode(Buffer.from(change(bytes(text), bytes), 'latin1'))
}

const isPlain = (text: string) => /^[\0-\u007F]*$/.test(text)

/** In texts of ASCII all locales agree on these. */
const CLASSES: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: String.raw`\t `,
  digit: '0-9',
  print: String.raw`\x20-\x7E`,
  space: String.raw`\t\n\v\f\r `,
}

/**
 * A POSIX bracket expression as one of JavaScript.
 *
 * @param subject the text that is matched: beyond ASCII, only what is known of glibc is understood
 */
function bracket(inner: string, locale: Locale, subject: string): string {
  if (locale !== 'C') {
    if (inner === '0-9') return locale === 'C.UTF-8' ? '[0-9]' : DIGIT
    if (inner === '1-9') return locale === 'C.UTF-8' ? '[1-9]' : NONZERO_DIGIT
    if (inner === '[:space:]') return SPACE
    if (!isPlain(subject)) throw new NotUnderstood(`[${inner}] on a text beyond ASCII`)
  }

  const negated = /^[\^!]/.test(inner)
  const body = (negated ? inner.slice(1) : inner).replaceAll(/\[:(\w+):\]|[\\\]^[]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`
    const known = CLASSES[name]
    if (known === undefined) throw new NotUnderstood(found)
    return known
  })
  return `[${negated ? '^' : ''}${body}]`
}

/** Where a bracket expression that begins at `start` ends: behind its `]`. */
function bracketEnd(pattern: string, start: number): number {
  let at = start + 1
  if (/[\^!]/.test(pattern[at] ?? '')) at++
  if (pattern[at] === ']') at++
  for (; at < pattern.length; at++) {
    if (pattern.startsWith('[:', at)) at = pattern.indexOf(':]', at) + 1
    else if (pattern[at] === ']') return at + 1
  }

  throw new NotUnderstood(pattern)
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`)

/** @param pattern parts of a pattern: those that were quoted stand for themselves */
export function glob(pattern: readonly PatternPart[], locale: Locale, subject: string): string {
  return pattern.map(({quoted, text}) => (quoted ? escaped(text) : globText(text, locale, subject))).join('')
}

export interface PatternPart {
  quoted: boolean
  text: string
}

function globText(text: string, locale: Locale, subject: string): string {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if ('?*+@!'.includes(character) && text[at + 1] === '(') {
      const end = text.indexOf(')', at)
      const inner = text.slice(at + 2, end)
      if (end === -1 || character === '!' || inner.includes('(')) throw new NotUnderstood(text)
      const options = inner.split('|').map((one) => globText(one, locale, subject))
      made += `(?:${options.join('|')})${character === '@' ? '' : character}`
      at = end
    } else
      switch (character) {
        case '*':
          made += '.*'
          break

        case '?':
          made += '.'
          break

        case '[': {
          const end = bracketEnd(text, at)
          made += bracket(text.slice(at + 1, end - 1), locale, subject)
          at = end - 1

          break
        }

        case '\\':
          made += escaped(text[++at] ?? '')
          break

        default:
          made += escaped(character)
      }
  }

  checkAny(made, subject)
  return made
}

/** An extended regular expression. Bash and sed take the longest match, JavaScript the first: alternatives must not be prefixes. */
export function extended(pattern: readonly PatternPart[], locale: Locale, subject: string): string {
  return pattern.map(({quoted, text}) => (quoted ? escaped(text) : extendedText(text, locale, subject))).join('')
}

function extendedText(text: string, locale: Locale, subject: string): string {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '[') {
      const end = bracketEnd(text, at)
      made += bracket(text.slice(at + 1, end - 1), locale, subject)
      at = end - 1
    } else if (character === '\\') {
      const next = text[++at] ?? ''
      if (text.startsWith('x0', at)) {
        made += String.raw`\0`
        at++
      } else if (next === 'r' || next === 'n' || next === 't') made += `\\${next}`
      else if (/\w/.test(next)) throw new NotUnderstood(text)
      else made += escaped(next)
    } else made += character
  }

  checkAny(made, subject)
  return made
}

/** `.` matches no byte that belongs to no character. */
function checkAny(made: string, subject: string): void {
  if (/(?<!\\)\./.test(made) && /[\uDC80-\uDCFF]/u.test(subject)) throw new NotUnderstood('. on bytes that are no text')
}

export function regularExpression(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `su${flags}`)
  } catch {
    throw new NotUnderstood(source)
  }
}
