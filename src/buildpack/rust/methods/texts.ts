import {argumentOf, type Called, itself, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {charactersOf, iteratorOf} from '../iterators.js'
import {bytesIn, indexOfByte, isWhiteSpace, linesOf, sliced} from '../texts.js'
import {as, boolean, character, INFER, known, list, NONE, optional, size, some, text, tuple, UNIT, type Value} from '../values.js'
import {parsed} from './parse.js'

const own = ({receiver}: Called) => as('text', receiver).value
const texts = (parts: readonly string[]) => iteratorOf(parts.map((part) => text(part)))

/** @throws NotUnderstood for a text that is nowhere */
function change(call: Called, changed: string): void {
  if (!call.place) throw new NotUnderstood(call.name)
  call.place.set(text(changed))
}

const changing =
  (changed: (call: Called) => string): Method =>
  (call) => {
    change(call, changed(call))
    return UNIT
  }

function trimStart(text: string): string {
  const points = [...text]
  const first = points.findIndex((one) => !isWhiteSpace(one))
  return first === -1 ? '' : points.slice(first).join('')
}

function trimEnd(text: string): string {
  const points = [...text]
  return points.slice(0, points.findLastIndex((one) => !isWhiteSpace(one)) + 1).join('')
}

/** What letters beyond ASCII become depends on the version of Unicode. */
const ofAscii =
  (change: (text: string) => string): Method =>
  (call) => {
    if (!/^[\0-\u007F]*$/.test(own(call))) throw new NotUnderstood(`${call.name} beyond ASCII`)
    return text(change(own(call)))
  }

const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
const upper = (text: string) => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
function wordsOf(whole: string): string[] {
  const found: string[] = []
  let word = ''
  for (const one of whole) {
    if (!isWhiteSpace(one)) word += one
    else if (word !== '') {
      found.push(word)
      word = ''
    }
  }

  return word === '' ? found : [...found, word]
}

function* indexed(text: string): Generator<Value> {
  let bytes = 0
  for (const one of text) {
    yield tuple(size(bytes), character(one))
    bytes += bytesIn(one)
  }
}

function bytesOf(text: string): Value[] {
  return [...new TextEncoder().encode(text)].map((value) => ({kind: 'integer', type: 'u8', value}))
}

/** Whether a program splits a text there without an error. */
function splitAt(call: Called): undefined | Value {
  const at = indexOfByte(own(call), argumentOf('integer', call).value)
  return at === undefined ? undefined : tuple(text(own(call).slice(0, at)), text(own(call).slice(at)))
}

export const TEXT_METHODS: Readonly<Partial<Record<string, Method>>> = {
  as_bytes: (call) => list(bytesOf(own(call))),
  as_os_str: itself,
  as_ref: itself,
  as_str: itself,
  bytes: (call) => iteratorOf(bytesOf(own(call))),
  char_indices: (call) => iteratorOf(indexed(own(call))),
  chars: (call) => iteratorOf(charactersOf(own(call))),
  clone: itself,
  display: itself,
  eq_ignore_ascii_case: (call) => boolean(lower(own(call)) === lower(argumentOf('text', call).value)),
  get(call) {
    const part = sliced(own(call), argumentOf('range', call))
    return optional(part === undefined ? undefined : text(part))
  },
  into_bytes: (call) => list(bytesOf(own(call))),
  into_owned: itself,
  into_string: itself,
  is_ascii: (call) => boolean(/^[\0-\u007F]*$/.test(own(call))),
  is_char_boundary: (call) => boolean(indexOfByte(own(call), argumentOf('integer', call).value) !== undefined),
  is_empty: (call) => boolean(own(call) === ''),
  len: (call) => size(bytesIn(own(call))),
  lines: (call) => texts(linesOf(own(call))),
  parse: (call) => parsed(own(call), resultOf(call)),
  pop(call) {
    const last = [...own(call)].at(-1)
    if (last === undefined) return NONE
    change(call, own(call).slice(0, -last.length))
    return some(character(last))
  },
  push: changing((call) => own(call) + argumentOf('character', call).value),
  push_str: changing((call) => own(call) + argumentOf('text', call).value),
  repeat(call) {
    const times = argumentOf('integer', call).value
    if (times * own(call).length > 10_000) throw new NotUnderstood('a text of that length')
    return text(own(call).repeat(times))
  },
  split_ascii_whitespace: (call) =>
    texts(
      own(call)
        .split(/[\t\n\f\r ]+/)
        .filter((word) => word !== ''),
    ),
  split_at(call) {
    const halves = splitAt(call)
    if (!halves) throw new NotUnderstood('split_at')
    return halves
  },
  split_at_checked: (call) => optional(splitAt(call)),
  split_whitespace: (call) => texts(wordsOf(own(call))),
  to_ascii_lowercase: (call) => text(lower(own(call))),
  to_ascii_uppercase: (call) => text(upper(own(call))),
  to_lowercase: ofAscii((whole) => whole.toLowerCase()),
  to_owned: itself,
  to_str: (call) => some(call.receiver),
  to_string: itself,
  to_string_lossy: itself,
  to_uppercase: ofAscii((whole) => whole.toUpperCase()),
  trim: (call) => text(trimStart(trimEnd(own(call)))),
  trim_end: (call) => text(trimEnd(own(call))),
  trim_start: (call) => text(trimStart(own(call))),
}

/** What `parse` returns: its turbofish says of which type, or where its value goes. */
function resultOf({expected, generics}: Called) {
  const [type] = generics
  if (type && type.name !== 'infer') return known('Result', type)
  return expected.name === 'Result' ? expected : INFER
}
