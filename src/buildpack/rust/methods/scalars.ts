import {apply, argument, argumentOf, type Called, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {compare} from '../compare.js'
import {as, boolean, character, type Data, integer, NONE, optional, ordering, size, some, text, type Value} from '../values.js'
import {bytesIn, isWhiteSpace} from '../texts.js'

type Methods = Readonly<Partial<Record<string, Method>>>

/** `then` is what a promise is known by, so no object may be written with it. */
const OF_BOOLEANS = new Map<string, Method>([
  ['then', (call) => (as('boolean', call.receiver).value ? some(apply(call, [])) : NONE)],
  ['then_some', (call) => (as('boolean', call.receiver).value ? some(argument(call)) : NONE)],
])
export const BOOLEAN_METHODS: Methods = Object.fromEntries(OF_BOOLEANS)

const sign = ({receiver}: Called) => ['Less', 'Equal', 'Greater'].indexOf((receiver as Data).variant) - 1

export const ORDERING_METHODS: Methods = {
  is_eq: (call) => boolean(sign(call) === 0),
  is_ge: (call) => boolean(sign(call) >= 0),
  is_gt: (call) => boolean(sign(call) > 0),
  is_le: (call) => boolean(sign(call) <= 0),
  is_lt: (call) => boolean(sign(call) < 0),
  is_ne: (call) => boolean(sign(call) !== 0),
  reverse: (call) => ordering(-sign(call)),
  then_with: (call) => (sign(call) === 0 ? apply(call, []) : call.receiver),
}

const one = ({receiver}: Called) => as('character', receiver).value
const fitting =
  (pattern: RegExp): Method =>
  (call) =>
    boolean(pattern.test(one(call)))
/** Which characters have such a property depends on the version of Unicode. */
const ofAscii =
  (pattern: RegExp): Method =>
  (call) => {
    if (one(call) > '\u007F') throw new NotUnderstood(`${call.name} beyond ASCII`)
    return boolean(pattern.test(one(call)))
  }

const mapped =
  (change: (ascii: string) => string): Method =>
  (call) =>
    character(one(call) <= '\u007F' ? change(one(call)) : one(call))

/** @throws NotUnderstood for a base that no program uses */
function digitOf(call: Called): number | undefined {
  const base = argumentOf('integer', call).value
  if (base < 2 || base > 36) throw new NotUnderstood(`digits of base ${base}`)
  const digit = /^[\da-z]$/i.test(one(call)) ? Number.parseInt(one(call), 36) : Number.NaN
  return digit < base ? digit : undefined
}

export const CHARACTER_METHODS: Methods = {
  eq_ignore_ascii_case(call) {
    const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
    return boolean(lower(one(call)) === lower(argumentOf('character', call).value))
  },
  is_alphabetic: ofAscii(/[A-Za-z]/),
  is_alphanumeric: ofAscii(/[\dA-Za-z]/),
  is_ascii: fitting(/^[\0-\u007F]$/),
  is_ascii_alphabetic: fitting(/^[A-Za-z]$/),
  is_ascii_alphanumeric: fitting(/^[\dA-Za-z]$/),
  is_ascii_control: fitting(/^[\0-\u001F\u007F]$/),
  is_ascii_digit: fitting(/^\d$/),
  is_ascii_graphic: fitting(/^[!-~]$/),
  is_ascii_hexdigit: fitting(/^[\dA-Fa-f]$/),
  is_ascii_lowercase: fitting(/^[a-z]$/),
  is_ascii_punctuation: fitting(/^[!-/:-@[-`{-~]$/),
  is_ascii_uppercase: fitting(/^[A-Z]$/),
  is_ascii_whitespace: fitting(/^[\t\n\f\r ]$/),
  is_control: fitting(/^[\0-\u001F\u007F-\u009F]$/),
  is_digit: (call) => boolean(digitOf(call) !== undefined),
  is_lowercase: ofAscii(/[a-z]/),
  is_numeric: ofAscii(/\d/),
  is_uppercase: ofAscii(/[A-Z]/),
  is_whitespace: (call) => boolean(isWhiteSpace(one(call))),
  len_utf8: (call) => size(bytesIn(one(call))),
  to_ascii_lowercase: mapped((ascii) => ascii.toLowerCase()),
  to_ascii_uppercase: mapped((ascii) => ascii.toUpperCase()),
  to_digit(call) {
    const digit = digitOf(call)
    return optional(digit === undefined ? undefined : integer(digit, 'u32'))
  },
  to_string: (call) => text(one(call)),
}

/** A sum or the like; undefined where its type doesn't hold it. */
function checked(call: Called, calculate: (one: number, other: number) => number): undefined | Value {
  const [left, right] = [as('integer', call.receiver), argumentOf('integer', call)]
  const type = left.type ?? right.type
  if (type === null || type.endsWith('64') || type.endsWith('128') || type.endsWith('size'))
    throw new NotUnderstood(`${call.name} of ${type}`)
  try {
    return integer(calculate(left.value, right.value), type)
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined
    throw error
  }
}

const lesser =
  (isFirst: (sign: number) => boolean): Method =>
  (call) =>
    isFirst(compare(call.machine, call.receiver, argument(call))) ? call.receiver : argument(call)

export const INTEGER_METHODS: Methods = {
  checked_add: (call) => optional(checked(call, (left, right) => left + right)),
  checked_mul: (call) => optional(checked(call, (left, right) => left * right)),
  checked_sub: (call) => optional(checked(call, (left, right) => left - right)),
  is_ascii_digit: (call) => boolean(/^(?:4[89]|5[0-7])$/.test(String(as('integer', call.receiver).value))),
  is_power_of_two() {
    throw new NotUnderstood('is_power_of_two')
  },
  max: lesser((sign) => sign > 0),
  min: lesser((sign) => sign <= 0),
  saturating_sub(call) {
    const type = as('integer', call.receiver).type ?? ''
    if (!type.startsWith('u')) throw new NotUnderstood('saturating_sub')
    return integer(Math.max(0, as('integer', call.receiver).value - argumentOf('integer', call).value), type)
  },
  to_string: (call) => text(String(as('integer', call.receiver).value)),
}
