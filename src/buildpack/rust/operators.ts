import {NotUnderstood} from '../not-understood.js'
import {compare, equal} from './compare.js'
import type {Machine} from './machine.js'
import {as, boolean, integer, isIntegerType, type Known, limitsOf, type Of, seen, text, type Value} from './values.js'

const COMPARED: Readonly<Record<string, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
}

const CALCULATED: Readonly<Record<string, (one: number, other: number) => number>> = {
  '%': (one, other) => one % other,
  '*': (one, other) => one * other,
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '/': (one, other) => Math.trunc(one / other),
}

/** @throws NotUnderstood for an overflow, which a release wraps and a test doesn't */
export function binary(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (operator === '==' || operator === '!=') return boolean(equal(machine, left, right) === (operator === '=='))
  const compared = Object.hasOwn(COMPARED, operator) ? COMPARED[operator] : undefined
  if (compared) return boolean(compared(compare(machine, left, right)))
  if (operator === '+' && left.kind === 'text') return text(left.value + as('text', right).value)
  if (left.kind === 'boolean') return boolean(combined(operator, left.value, as('boolean', right).value))
  return calculated(operator, as('integer', left), as('integer', right))
}

function combined(operator: string, one: boolean, other: boolean): boolean {
  if (operator === '&') return one && other
  if (operator === '|') return one || other
  if (operator === '^') return one !== other
  throw new NotUnderstood(operator)
}

function calculated(operator: string, left: Of<'integer'>, right: Of<'integer'>): Value {
  const calculate = Object.hasOwn(CALCULATED, operator) ? CALCULATED[operator] : undefined
  if (!calculate || ((operator === '/' || operator === '%') && right.value === 0)) throw new NotUnderstood(operator)
  if (left.type !== null && right.type !== null && left.type !== right.type) throw new NotUnderstood(`${left.type} ${operator}`)
  const value = calculate(left.value, right.value) + 0
  const type = left.type ?? right.type
  // Whatever type they are of, it has a sign.
  const isSigned = type === null && (left.value < 0 || right.value < 0)
  return isSigned ? {...as('integer', integer(value, 'i8')), type} : integer(value, type)
}

export function unary(operator: '-' | '!' | '*', value: Value): Value {
  if (operator === '*') return value.kind === 'mutable' ? value.place.get() : value
  const inner = seen(value)
  if (operator === '!') return boolean(!as('boolean', inner).value)
  const {type, value: number} = as('integer', inner)
  return type === null ? {kind: 'integer', type, value: -number} : integer(-number, type)
}

/** `as` between numbers: only where it keeps the value. */
export function cast(value: Value, {name}: Known): Value {
  if (!isIntegerType(name)) throw new NotUnderstood(`as ${name}`)
  const number = numberOf(value)
  const [least, greatest] = limitsOf(name)
  if (number < least || number > greatest) throw new NotUnderstood(`${number} as ${name}`)
  return integer(number, name)
}

function numberOf(value: Value): number {
  if (value.kind === 'character') return value.value.codePointAt(0)!
  if (value.kind === 'boolean') return Number(value.value)
  return as('integer', value).value
}
