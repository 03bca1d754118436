import {replaceInvalid} from './text.js'

/**
 * JSON as the jq of a stack image reads it. It differs from `JSON.parse` where it decides what a Pipfile.lock says:
 * several documents in a file, a byte order mark, numbers in forms that JSON lacks (kept digit for digit from 1.7 on),
 * NaN, bytes that are no UTF-8, control characters in strings, a limit of depth. Source: jqlang/jq src/jv_parse.c.
 */
export type JqValue = boolean | JqNumber | JqValue[] | Map<string, JqValue> | string | null

/** A number, as jq prints it. */
export class JqNumber {
  constructor(readonly printed: string) {}
}

/** What jq prints on standard error before it exits with 2 (or 5, for an error in the filter). */
export class JqError extends Error {}

interface Dialect {
  /** Numbers are decimal and keep their digits; NaN is read. */
  decimal: boolean
  maxDepth: number
  /** The control characters that a string may hold. */
  rawControls: string
}

/** @param version jq's version; an unknown one is taken for the newest known */
function dialect(version: string): Dialect {
  if (version === '1.6') return {decimal: false, maxDepth: 256, rawControls: '\0\u001F'}
  return {decimal: true, maxDepth: version.startsWith('1.7') ? 256 : 10_000, rawControls: ''}
}

/**
 * Parses the JSON documents in a file.
 *
 * @throws JqError at the first error; what came before it is then of no use to the buildpack
 */
export function parseDocuments(bytes: Uint8Array, version: string): JqValue[] {
  return new Parser(withoutMark(bytes), dialect(version)).documents()
}

/** jq drops a whole byte order mark and fails on the beginning of one. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const mark = [0xef, 0xbb, 0xbf]
  const matched = mark.findIndex((byte, index) => bytes[index] !== byte)
  if (matched === -1) return bytes.subarray(3)
  if (matched > 0) throw new JqError('Malformed BOM')
  return bytes
}

/** A key that waits for its value: jq keeps it on its stack, where it counts for the depth. */
class Key {
  constructor(readonly name: string) {}
}

const SPACES = new Set([0x20, 0x09, 0x0d, 0x0a])
const STRUCTURE = new Set([...'[,]{:}'].map((char) => char.charCodeAt(0)))
const QUOTE = 0x22
const BACKSLASH = 0x5c

class Parser {
  private at = 0
  private readonly found: JqValue[] = []
  private next: JqValue | undefined
  private readonly stack: (JqValue[] | Key | Map<string, JqValue>)[] = []

  constructor(
    private readonly bytes: Uint8Array,
    private readonly rules: Dialect,
  ) {}

  documents(): JqValue[] {
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at]!
      if (SPACES.has(byte)) this.at++
      else if (byte === QUOTE) this.value(this.string())
      else if (STRUCTURE.has(byte)) this.structure(String.fromCharCode(this.bytes[this.at++]!))
      else this.value(this.literal())
      if (this.stack.length === 0 && this.next !== undefined) {
        this.found.push(this.next)
        this.next = undefined
      }
    }

    if (this.stack.length > 0) throw new JqError('Unfinished JSON term')
    return this.found
  }

  private value(value: JqValue): void {
    if (this.next !== undefined) throw new JqError('Expected separator between values')
    this.next = value
  }

  private structure(char: string): void {
    switch (char) {
      case '[':
      case '{':
        if (this.stack.length >= this.rules.maxDepth) throw new JqError('Exceeds depth limit for parsing')
        if (this.next !== undefined) throw new JqError('Expected separator between values')
        this.stack.push(char === '[' ? [] : new Map())
        break

      case ':':
        if (!(this.top() instanceof Map) || typeof this.next !== 'string') throw new JqError('Object keys must be strings')
        this.stack.push(new Key(this.next))
        this.next = undefined
        break

      case ',':
        if (this.next === undefined) throw new JqError("Expected value before ','")
        this.add(this.next)
        this.next = undefined
        break

      default:
        this.close(char)
    }
  }

  private close(char: string): void {
    const pending = this.next
    if (pending !== undefined) this.add(pending)
    const top = this.top()
    const fits = char === ']' ? Array.isArray(top) : top instanceof Map
    if (!fits) throw new JqError(`Unmatched '${char}'`)
    const size = Array.isArray(top) ? top.length : (top as Map<string, JqValue>).size
    if (pending === undefined && size > 0) throw new JqError('Expected another element')
    this.next = this.stack.pop() as JqValue
  }

  private add(value: JqValue): void {
    const top = this.top()
    if (Array.isArray(top)) top.push(value)
    else if (top instanceof Key) {
      this.stack.pop()
      ;(this.top() as Map<string, JqValue>).set(top.name, value)
    } else throw new JqError('Objects must consist of key:value pairs')
  }

  private top() {
    return this.stack.at(-1)
  }

  private string(): string {
    const start = ++this.at
    while (this.at < this.bytes.length && this.bytes[this.at] !== QUOTE) this.at += this.bytes[this.at] === BACKSLASH ? 2 : 1
    if (this.at >= this.bytes.length) throw new JqError('Unfinished string')
    const text = replaceInvalid(this.bytes.subarray(start, this.at++))
    return text.replaceAll(/\\u([\dA-Fa-f]{4})(?:\\u([\dA-Fa-f]{4}))?|\\([^]?)|([\0-\u001F])/g, (all, ...groups) =>
      this.unescape(all, groups as (string | undefined)[]),
    )
  }

  private unescape(all: string, [first, second, short, control]: (string | undefined)[]): string {
    if (control !== undefined) {
      if (!this.rules.rawControls.includes(control)) throw new JqError('Invalid string: control characters must be escaped')
      return control
    }

    if (short !== undefined) {
      const char = SHORT_ESCAPES[short]
      if (char === undefined) throw new JqError('Invalid escape')
      return char
    }

    const unit = Number.parseInt(first!, 16)
    const trailing = second === undefined ? undefined : Number.parseInt(second, 16)
    if (unit >= 0xd8_00 && unit <= 0xdb_ff) {
      if (trailing === undefined || trailing < 0xdc_00 || trailing > 0xdf_ff) throw new JqError('Invalid surrogate pair escape')
      return String.fromCharCode(unit, trailing)
    }

    const char = unit >= 0xdc_00 && unit <= 0xdf_ff ? '\uFFFD' : String.fromCharCode(unit)
    return second === undefined ? char : char + this.unescape(all.slice(6), [second])
  }

  private literal(): JqValue {
    const start = this.at
    while (
      this.at < this.bytes.length &&
      !SPACES.has(this.bytes[this.at]!) &&
      !STRUCTURE.has(this.bytes[this.at]!) &&
      this.bytes[this.at] !== QUOTE
    )
      this.at++
    const token = replaceInvalid(this.bytes.subarray(start, this.at))
    if (token === 'true') return true
    if (token === 'false') return false
    if (token === 'null') return null
    if (/^[+-]?\d*\.?\d*(e[+-]?\d+)?$/i.test(token) && /\d/.test(token.split(/e/i)[0]!)) {
      return new JqNumber(this.rules.decimal ? printDecimal(token) : String(Number(token)))
    }

    if (this.rules.decimal && /^[+-]?s?nan$/i.test(token) && !token.startsWith('nu')) return new JqNumber('null')
    throw new JqError('Invalid literal')
  }
}

const SHORT_ESCAPES: Record<string, string> = {
  '"': '"',
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** The to-scientific-string of the General Decimal Arithmetic Specification, as decNumber has it. */
function printDecimal(literal: string): string {
  const [, sign, whole, fraction, power] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(literal)!
  const digits = (whole! + fraction!).replace(/^0+(?=\d)/, '')
  const exponent = Number(power ?? 0) - fraction!.length
  const adjusted = exponent + digits.length - 1
  const minus = sign === '-' ? '-' : ''
  if (exponent <= 0 && adjusted >= -6) {
    if (exponent === 0) return minus + digits
    const padded = digits.padStart(1 - exponent, '0')
    return `${minus}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
  }

  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${minus}${mantissa}E${adjusted < 0 ? '' : '+'}${adjusted}`
}

/** What `jq --raw-output` prints for a value, without the line's end. */
export function printRaw(value: JqValue): string {
  return typeof value === 'string' ? value : print(value, '')
}

function print(value: JqValue, indent: string): string {
  if (value instanceof JqNumber) return value.printed
  if (Array.isArray(value))
    return printItems(
      '[',
      value.map((item) => print(item, `${indent}  `)),
      ']',
      indent,
    )
  if (value instanceof Map) {
    const members = [...value].map(([key, item]) => `${JSON.stringify(key)}: ${print(item, `${indent}  `)}`)
    return printItems('{', members, '}', indent)
  }

  return JSON.stringify(value)
}

function printItems(open: string, items: string[], close: string, indent: string): string {
  if (items.length === 0) return open + close
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`
}
