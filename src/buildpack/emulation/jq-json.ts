import {JqNumber, parseNumber} from './jq-number.js'
import {JqSyntaxError, unescape} from './jq-string.js'

/**
 * JSON as the jq of a stack image reads it. It differs from `JSON.parse` where it decides what a Pipfile.lock says:
 * several documents in a file, a byte order mark, numbers in forms that JSON lacks, bytes that are no UTF-8, control
 * characters in strings, NUL, a limit of depth. Source: jqlang/jq src/jv_parse.c and, for the reading, src/util.c.
 */
export type JqValue = boolean | JqNumber | JqValue[] | Map<string, JqValue> | string | null

interface Dialect {
  version: string
  /** The record separator makes the parser forget what it has not finished. */
  forgets: boolean
  maxDepth: number
  /** The control characters that a string may hold. */
  rawControls: string
}

/** @param version jq's version; an unknown one is taken for the newest known */
function dialect(version: string): Dialect {
  if (version === '1.6') return {version, forgets: true, maxDepth: 256, rawControls: '\0\u001F'}
  return {version, forgets: false, maxDepth: version.startsWith('1.7') ? 256 : 10_000, rawControls: ''}
}

/**
 * Parses the JSON documents in a file.
 *
 * @returns `error`: what jq says of the first place that is none; the documents are those before it
 */
export function parseDocuments(bytes: Uint8Array, version: string): {documents: JqValue[]; error?: string} {
  const text = withoutMark(asRead(bytes, version))
  if (text === undefined) return {documents: [], error: 'parse error: Malformed BOM'}
  const parser = new Parser(text, dialect(version))
  try {
    return {documents: parser.documents()}
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error
    return {documents: parser.found, error: `parse error: ${error.message} at ${parser.place()}`}
  }
}

/** jq 1.6 guesses how much it has read, and loses the NULs at the end of a last line without a line's end. */
function asRead(bytes: Uint8Array, version: string): Uint8Array {
  if (version !== '1.6' || bytes.at(-1) !== 0) return bytes
  const least = bytes.lastIndexOf(LINE_FEED) + 2
  let length = bytes.length
  while (length > least && bytes[length - 1] === 0) length--
  return bytes.subarray(0, length)
}

/** jq drops a byte order mark, even one that the end of the file cuts short. @returns undefined for the beginning of one: it fails */
function withoutMark(bytes: Uint8Array): Uint8Array | undefined {
  const mark = [0xef, 0xbb, 0xbf]
  const differs = mark.findIndex((byte, index) => index < bytes.length && bytes[index] !== byte)
  if (differs > 0) return undefined
  return differs === 0 ? bytes : bytes.subarray(3)
}

/** A key that waits for its value: jq keeps it on its stack, where it counts for the depth. */
class Key {
  constructor(readonly name: string) {}
}

const SPACES = new Set([0x20, 0x09, 0x0d, 0x0a])
const STRUCTURE = new Set([...'[,]{:}'].map((char) => char.charCodeAt(0)))
const LINE_FEED = 0x0a
const RECORD_SEPARATOR = 0x1e
const QUOTE = 0x22
const BACKSLASH = 0x5c

class Parser {
  private at = 0
  readonly found: JqValue[] = []
  /** Where the last document ended. */
  private foundAt = 0
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
      else if (byte === RECORD_SEPARATOR && this.rules.forgets) this.forget(this.at)
      else if (byte === QUOTE) this.string()
      else if (STRUCTURE.has(byte)) {
        this.structure(String.fromCharCode(byte))
        this.at++
      } else this.value(this.literal())
      if (this.stack.length === 0 && this.next !== undefined) {
        this.found.push(this.next)
        this.foundAt = this.at
        this.next = undefined
      }
    }

    if (this.stack.length > 0) throw new JqSyntaxError('Unfinished JSON term')
    return this.found
  }

  /** Where jq is, as it counts: bytes, and a line's end is the first place of the next line. Source: src/jv_parse.c, `scan`. */
  place(): string {
    const isEnd = this.at >= this.bytes.length
    const read = this.bytes.subarray(0, this.at + 1)
    const line = 1 + read.reduce((count, byte) => count + (byte === LINE_FEED ? 1 : 0), 0)
    return `${isEnd ? 'EOF at ' : ''}line ${line}, column ${read.length - 1 - read.lastIndexOf(LINE_FEED)}`
  }

  /** jq 1.6 at a record separator. If no document ended in the last line before, it stops there as at the end of the file. */
  private forget(at: number): void {
    this.stack.length = 0
    this.next = undefined
    const lastLine = this.bytes.lastIndexOf(LINE_FEED) + 1
    const stops = at >= lastLine && this.foundAt <= lastLine && lastLine < this.bytes.length
    this.at = stops ? this.bytes.length : at + 1
  }

  private value(value: JqValue): void {
    if (this.next !== undefined) throw new JqSyntaxError('Expected separator between values')
    this.next = value
  }

  private structure(char: string): void {
    switch (char) {
      case '[':
      case '{':
        if (this.stack.length >= this.rules.maxDepth) throw new JqSyntaxError('Exceeds depth limit for parsing')
        if (this.next !== undefined) throw new JqSyntaxError('Expected separator between values')
        this.stack.push(char === '[' ? [] : new Map())
        break

      case ':':
        if (this.next === undefined) throw new JqSyntaxError("Expected string key before ':'")
        if (!(this.top() instanceof Map)) throw new JqSyntaxError("':' not as part of an object")
        if (typeof this.next !== 'string') throw new JqSyntaxError('Object keys must be strings')
        this.stack.push(new Key(this.next))
        this.next = undefined
        break

      case ',':
        if (this.next === undefined) throw new JqSyntaxError("Expected value before ','")
        this.add(this.next)
        this.next = undefined
        break

      default:
        this.close(char)
    }
  }

  private close(char: string): void {
    const pending = this.next
    const top = this.top()
    const isArray = char === ']'
    if (top === undefined || (isArray && !Array.isArray(top))) throw new JqSyntaxError(`Unmatched '${char}'`)
    if (pending !== undefined) {
      if (!isArray && !(top instanceof Key)) throw new JqSyntaxError('Objects must consist of key:value pairs')
      this.add(pending)
    } else if (!isArray && !(top instanceof Map)) throw new JqSyntaxError(`Unmatched '${char}'`)
    else if ((Array.isArray(top) ? top.length : (top as Map<string, JqValue>).size) > 0)
      throw new JqSyntaxError(isArray ? 'Expected another array element' : 'Expected another key-value pair')
    this.next = this.stack.pop() as JqValue
  }

  private add(value: JqValue): void {
    const top = this.top()
    if (Array.isArray(top)) top.push(value)
    else if (top instanceof Key) {
      this.stack.pop()
      ;(this.top() as Map<string, JqValue>).set(top.name, value)
    } else throw new JqSyntaxError('Objects must consist of key:value pairs')
  }

  private top() {
    return this.stack.at(-1)
  }

  private string(): void {
    const start = ++this.at
    while (this.at < this.bytes.length && this.bytes[this.at] !== QUOTE) this.at += this.bytes[this.at] === BACKSLASH ? 2 : 1
    const separator = this.rules.forgets ? this.bytes.subarray(0, this.at).indexOf(RECORD_SEPARATOR, start) : -1
    if (separator !== -1) {
      // What there is of the string goes through the parser of literals first.
      if (separator > start) this.value(this.literalOf(start, separator))
      return this.forget(separator)
    }

    if (this.at >= this.bytes.length) throw new JqSyntaxError('Unfinished string')
    this.value(unescape(this.bytes.subarray(start, this.at), this.rules.rawControls))
    this.at++
  }

  private literal(): JqValue {
    const start = this.at
    while (this.at < this.bytes.length && this.isLiteral(this.bytes[this.at]!)) this.at++
    return this.literalOf(start, this.at)
  }

  private literalOf(start: number, end: number): JqValue {
    const token = Buffer.from(this.bytes.subarray(start, end)).toString('latin1')
    if (token === 'true') return true
    if (token === 'false') return false
    if (token === 'null') return null
    const number = /^(?:t|f|nu)/.test(token) ? undefined : parseNumber(token, this.rules.version)
    if (!number) throw new JqSyntaxError(literalFault(token, this.rules.version))
    return number
  }

  private isLiteral(byte: number): boolean {
    return !SPACES.has(byte) && !STRUCTURE.has(byte) && byte !== QUOTE && !(byte === RECORD_SEPARATOR && this.rules.forgets)
  }
}

/** Of a word that is none of JSON's. Source: src/jv_parse.c, `check_literal`. */
function literalFault(token: string, version: string): string {
  const isOld = version === '1.6' || version.startsWith('1.7')
  if (token.startsWith("'") && !isOld) return 'Invalid string literal; expected ", but got \''
  const isWord = isOld ? token.startsWith('n') && token.length !== 3 : token.startsWith('nu')
  return /^[tf]/.test(token) || isWord ? 'Invalid literal' : 'Invalid numeric literal'
}
