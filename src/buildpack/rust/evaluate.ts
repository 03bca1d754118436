import type {Expression, Literal} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {evaluateCall, evaluateMethod} from './calls.js'
import {closureValue} from './closures.js'
import {choose, evaluateIf, evaluateTry, holds, iterate, repeat} from './control-flow.js'
import {evaluateStruct} from './construct.js'
import {evaluateMacro} from './macros.js'
import {type Frame, Left, type Machine, named, Returned} from './machine.js'
import {binary, cast, unary} from './operators.js'
import {assign, fieldOf, indexed, placeOf} from './places.js'
import {typed} from './types.js'
import {as, boolean, INFER, integer, isTrue, type Known, list, seen, UNIT, type Value} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>

type Evaluators = {
  readonly [K in Expression['kind']]: (machine: Machine, expression: ExpressionOf<K>, frame: Frame, expected: Known) => Value
}

function leave(machine: Machine, {kind, value}: ExpressionOf<'break' | 'continue'>, frame: Frame): never {
  throw new Left(kind, value ? machine.evaluate(value, frame) : UNIT)
}

const EVALUATORS: Evaluators = {
  assign,
  binary: evaluateBinary,
  block: (machine, {block}, frame, expected) => machine.block(block, frame, expected),
  break: leave,
  call: evaluateCall,
  cast: (machine, {type, value}, frame) => cast(seen(machine.evaluate(value, frame)), machine.type(type, frame)),
  closure: closureValue,
  continue: leave,
  field: (machine, {name, value}, frame) => fieldOf(machine.evaluate(value, frame), name),
  for: iterate,
  if: evaluateIf,
  index: (machine, {index, value}, frame) => indexed(machine.evaluate(value, frame), machine.evaluate(index, frame)),
  let: (machine, expression, frame) => boolean(holds(machine, expression, frame) !== null),
  list: (machine, {items}, frame, expected) =>
    list(items.map((item) => machine.evaluate(item, frame, expected.args[0] ?? INFER))),
  literal: (_, {literal}, __, expected) => literalValue(literal, expected),
  loop: repeat,
  macro: evaluateMacro,
  match: choose,
  method: evaluateMethod,
  mutable: (machine, {value}, frame) => ({kind: 'mutable', place: placeOf(machine, value, frame)}),
  path: evaluatePath,
  range: evaluateRange,
  repeat: evaluateRepeat,
  return(machine, {value}, frame) {
    throw new Returned(value ? machine.evaluate(value, frame, frame.returns ?? INFER) : UNIT)
  },
  struct: evaluateStruct,
  try: evaluateTry,
  tuple: (machine, {items}, frame, expected) => ({
    items: items.map((item, index) => machine.evaluate(item, frame, expected.args[index] ?? INFER)),
    kind: 'tuple',
  }),
  unary: (machine, {operator, value}, frame, expected) => unary(operator, machine.evaluate(value, frame, expected)),
  unknown(_, {what}) {
    throw new NotUnderstood(what)
  },
}

/** The value of an expression. @param expected its type, as far as it is known */
export function evaluate(machine: Machine, expression: Expression, frame: Frame, expected: Known): Value {
  machine.spend()
  const evaluator = EVALUATORS[expression.kind] as (...args: unknown[]) => Value
  return evaluator(machine, expression, frame, expected)
}

function evaluatePath(machine: Machine, {path}: ExpressionOf<'path'>, frame: Frame): Value {
  const name = path.at(-1)!.name
  const place = path.length === 1 ? named(frame, name) : undefined
  if (place) return place.get()
  const entity = machine.resolve(path, frame, 'value')
  if (!entity) throw new NotUnderstood(`the name ${name}`)
  return machine.entityValue(entity, path, frame)
}

function literalValue(literal: Literal, expected: Known): Value {
  switch (literal.kind) {
    case 'boolean':
    case 'character':
    case 'text':
      return literal

    case 'bytes':
      return list(literal.value.map((value) => ({kind: 'integer', type: 'u8', value})))

    case 'integer':
      return literal.type === null ? typed({...literal}, expected) : integer(literal.value, literal.type)
  }
}

function evaluateBinary(machine: Machine, expression: ExpressionOf<'binary'>, frame: Frame): Value {
  const {left, operator, right} = expression
  if (operator === '&&') return boolean(holds(machine, expression, frame) !== null)
  const first = machine.evaluate(left, frame)
  if (operator === '||') return isTrue(first) ? first : boolean(isTrue(machine.evaluate(right, frame)))
  return binary(machine, operator, seen(first), seen(machine.evaluate(right, frame)))
}

function evaluateRange(machine: Machine, {from, isInclusive, to}: ExpressionOf<'range'>, frame: Frame): Value {
  const bound = (end: Expression | null) => (end ? as('integer', machine.evaluate(end, frame)) : null)
  const [first, last] = [bound(from), bound(to)]
  return {
    from: first?.value ?? null,
    isInclusive,
    kind: 'range',
    to: last?.value ?? null,
    type: first?.type ?? last?.type ?? null,
  }
}

function evaluateRepeat(machine: Machine, {count, item}: ExpressionOf<'repeat'>, frame: Frame, expected: Known): Value {
  const times = as('integer', machine.evaluate(count, frame)).value
  if (times > 1000) throw new NotUnderstood('a list of that length')
  const value = machine.evaluate(item, frame, expected.args[0] ?? INFER)
  return list(Array.from({length: times}, () => value))
}
