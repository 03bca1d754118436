import type {Of, Value} from './values.js'

import {NotUnderstood} from '../not-understood.js'
import {as, isTrue, seen} from './values.js'

/** Rust counts a text by the bytes of its UTF-8. */
export function bytesIn(text: string): number {
  let bytes = 0
  for (const one of text) bytes += bytesOfPoint(one.codePointAt(0)!)
  return bytes
}

function bytesOfPoint(point: number): number {
  return point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4
}

/** Where in a text a byte begins a character; undefined: none does. */
export function indexOfByte(text: string, byte: number): number | undefined {
  let bytes = 0
  let index = 0
  for (const one of text) {
    if (bytes >= byte) break
    bytes += bytesOfPoint(one.codePointAt(0)!)
    index += one.length
  }

  return bytes === byte ? index : undefined
}

/** Undefined where the range is beyond the text, or ends within a character. */
export function sliced(text: string, {from, isInclusive, to}: Of<'range'>): string | undefined {
  const first = indexOfByte(text, from ?? 0)
  const last = to === null ? text.length : indexOfByte(text, to + Number(isInclusive))
  return first === undefined || last === undefined || first > last ? undefined : text.slice(first, last)
}

const WHITE_SPACE = /^\p{White_Space}$/u

export function isWhiteSpace(character: string): boolean {
  return WHITE_SPACE.test(character)
}

/** Where something begins and ends in a text. */
export type Found = readonly [from: number, to: number]

/** What is looked for: a text, a character, one of several characters, or what a function says of one. */
export type Sought = (text: string) => Iterable<Found>

/** @throws NotUnderstood for an empty text, which is found between all characters */
export function sought(pattern: Value, call: (callee: Value, args: readonly Value[]) => Value): Sought {
  const value = seen(pattern)
  if (value.kind === 'text') return (text) => occurrences(text, value.value)
  const fits = predicateOf(value, call)
  return function* (text) {
    let index = 0
    for (const one of text) {
      if (fits(one)) yield [index, index + one.length]
      index += one.length
    }
  }
}

function predicateOf(value: Value, call: (callee: Value, args: readonly Value[]) => Value): (character: string) => boolean {
  if (value.kind === 'character') return (one) => one === value.value
  if (value.kind === 'function') return (one) => isTrue(call(value, [{kind: 'character', value: one}]))
  const characters = new Set(as('list', value).items.map((item) => as('character', item).value))
  return (one) => characters.has(one)
}

function* occurrences(text: string, part: string): Generator<Found> {
  if (part === '') throw new NotUnderstood('an empty text that is looked for')
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) yield [at, at + part.length]
}

export function foundAtStart(text: string, pattern: Sought): Found | undefined {
  const [first] = pattern(text)
  return first?.[0] === 0 ? first : undefined
}

/** Of a text, occurrences from the start may overlap the one at the end, so that is looked for itself. */
export function foundAtEnd(
  text: string,
  pattern: Value,
  call: (callee: Value, args: readonly Value[]) => Value,
): Found | undefined {
  const value = seen(pattern)
  if (value.kind === 'text') {
    if (value.value === '') throw new NotUnderstood('an empty text that is looked for')
    return text.endsWith(value.value) ? [text.length - value.value.length, text.length] : undefined
  }

  const last = [...text].at(-1)
  return last !== undefined && predicateOf(value, call)(last) ? [text.length - last.length, text.length] : undefined
}

/** Rust's `lines`: a carriage return is left out before a line feed only. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n')
  const last = lines.pop()!
  return [...lines.map((line) => line.replace(/\r$/, '')), ...(last === '' ? [] : [last])]
}
