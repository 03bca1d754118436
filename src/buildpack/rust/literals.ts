import type {Literal} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'

const ESCAPES: Readonly<Record<string, string>> = {'"': '"', "'": "'", '0': '\0', '\\': '\\', n: '\n', r: '\r', t: '\t'}

/** A text's value. @param written with its quotation marks @throws NotUnderstood */
export function textLiteral(written: string): Literal {
  if (written.startsWith('c')) throw new NotUnderstood(written)
  const isBytes = written.startsWith('b')
  const value = unescaped(written.replace(/^b/, '').slice(1, -1))
  if (!isBytes) return {kind: 'text', value}
  return {kind: 'bytes', value: bytesOf(value)}
}

/** `r#"…"#` */
export function rawLiteral(written: string): Literal {
  const match = /^(br|r)(#*)"([\s\S]*)"\2$/.exec(written)
  if (!match) throw new NotUnderstood(written)
  const [, prefix, , value = ''] = match
  const lines = value.replaceAll('\r\n', '\n')
  return prefix === 'r' ? {kind: 'text', value: lines} : {kind: 'bytes', value: bytesOf(lines)}
}

export function characterLiteral(written: string): Literal {
  const value = unescaped(written.replace(/^b/, '').slice(1, -1))
  if ([...value].length !== 1) throw new NotUnderstood(written)
  if (!written.startsWith('b')) return {kind: 'character', value}
  return {kind: 'integer', type: 'u8', value: bytesOf(value)[0]!}
}

export function integerLiteral(written: string): Literal {
  const match = /^(0[xob])?([\da-fA-F_]+?)_?([ui](?:8|16|32|64|128|size))?$/.exec(written)
  if (!match) throw new NotUnderstood(written)
  const [, base = '', digits = '', type = null] = match
  const value = Number(base + digits.replaceAll('_', ''))
  if (!Number.isSafeInteger(value)) throw new NotUnderstood(written)
  return {kind: 'integer', type, value}
}

/** A line break that is escaped takes the white space behind it along. */
const ESCAPE = /\\(?:(?<line>\n)[ \t\n]*|u\{(?<point>[\da-fA-F_]+)\}|x(?<byte>[\da-fA-F]{2})|(?<other>[\s\S]))/

function unescaped(text: string): string {
  let rest = text.replaceAll('\r\n', '\n')
  let value = ''
  for (let found = ESCAPE.exec(rest); found; found = ESCAPE.exec(rest)) {
    value += rest.slice(0, found.index) + escaped(found)
    rest = rest.slice(found.index + found[0].length)
  }

  return value + rest
}

function escaped({0: all, groups = {}}: RegExpExecArray): string {
  const {byte, line, other, point} = groups
  if (line !== undefined) return ''
  const code = point?.replaceAll('_', '') ?? byte
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
  const known = ESCAPES[other!]
  if (known === undefined) throw new NotUnderstood(all)
  return known
}

function bytesOf(value: string): number[] {
  const bytes = [...value].map((one) => one.codePointAt(0)!)
  if (bytes.some((byte) => byte > 255)) throw new NotUnderstood(value)
  return bytes
}
