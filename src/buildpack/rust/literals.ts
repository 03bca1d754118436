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

function unescaped(text: string): string {
  const plain = text.replaceAll('\r\n', '\n')
  return plain.replaceAll(
    /\\(?:(\n)[ \t\r\n]*|u\{([\da-fA-F_]+)\}|x([\da-fA-F]{2})|([\s\S]))/g,
    (all, line, point, byte, other) => {
      if (line !== undefined) return ''
      if (point !== undefined) return String.fromCodePoint(Number.parseInt((point as string).replaceAll('_', ''), 16))
      if (byte !== undefined) return String.fromCodePoint(Number.parseInt(byte as string, 16))
      const known = ESCAPES[other as string]
      if (known === undefined) throw new NotUnderstood(all)
      return known
    },
  )
}

function bytesOf(value: string): number[] {
  const bytes = [...value].map((one) => one.codePointAt(0)!)
  if (bytes.some((byte) => byte > 255)) throw new NotUnderstood(value)
  return bytes
}
