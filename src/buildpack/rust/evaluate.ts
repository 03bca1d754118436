import type {Block, Expression, Literal} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {closureValue, evaluateCall, evaluateMethod, evaluateStruct} from './calls.js'
import {evaluateMacro} from './macros.js'
import {type Frame, Left, type Machine, named, Returned, withName} from './machine.js'
import {match} from './match.js'
import {binary, cast, unary} from './operators.js'
import {assign, fieldOf, indexed, placeOf} from './places.js'
import {spreadItems} from './iterators.js'
import {typed} from './types.js'
import {
  as,
  boolean,
  err,
  INFER,
  integer,
  isData,
  isTrue,
  type Known,
  known,
  list,
  OPTION,
  payload,
  RESULT,
  seen,
  type Value,
  UNIT,
} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>

/** The value of an expression. @param expected its type, as far as it is known */
export function evaluate(machine: Machine, expression: Expression, frame: Frame, expected: Known): Value {
  machine.spend()
  switch (expression.kind) {
    case 'assign':
      return assign(machine, expression, frame)

    case 'binary':
      return evaluateBinary(machine, expression, frame)

    case 'block':
      return machine.block(expression.block, frame, expected)

    case 'break':
    case 'continue':
      throw new Left(expression.kind, expression.value ? machine.evaluate(expression.value, frame) : UNIT)

    case 'call':
      return evaluateCall(machine, expression, frame, expected)

    case 'cast':
      return cast(seen(machine.evaluate(expression.value, frame)), machine.type(expression.type, frame))

    case 'closure':
      return closureValue(machine, expression, frame)

    case 'field':
      return fieldOf(machine.evaluate(expression.value, frame), expression.name)

    case 'for':
      return iterate(machine, expression, frame)

    case 'if':
      return evaluateIf(machine, expression, frame, expected)

    case 'index':
      return indexed(machine.evaluate(expression.value, frame), machine.evaluate(expression.index, frame))

    case 'let':
      return boolean(holds(machine, expression, frame) !== null)

    case 'list':
      return list(expression.items.map((item) => machine.evaluate(item, frame, expected.args[0] ?? INFER)))

    case 'literal':
      return literalValue(expression.literal, expected)

    case 'loop':
      return repeat(machine, expression, frame)

    case 'macro':
      return evaluateMacro(machine, expression, frame, expected)

    case 'match':
      return choose(machine, expression, frame, expected)

    case 'method':
      return evaluateMethod(machine, expression, frame, expected)

    case 'mutable':
      return {kind: 'mutable', place: placeOf(machine, expression.value, frame)}

    case 'path':
      return evaluatePath(machine, expression, frame)

    case 'range':
      return evaluateRange(machine, expression, frame)

    case 'repeat':
      return evaluateRepeat(machine, expression, frame, expected)

    case 'return':
      throw new Returned(expression.value ? machine.evaluate(expression.value, frame, frame.returns ?? INFER) : UNIT)

    case 'struct':
      return evaluateStruct(machine, expression, frame)

    case 'try':
      return evaluateTry(machine, expression, frame, expected)

    case 'tuple':
      return {
        items: expression.items.map((item, index) => machine.evaluate(item, frame, expected.args[index] ?? INFER)),
        kind: 'tuple',
      }

    case 'unary':
      return unary(expression.operator, machine.evaluate(expression.value, frame, expected))

    case 'unknown':
      throw new NotUnderstood(expression.what)
  }
}

function evaluatePath(machine: Machine, {path}: ExpressionOf<'path'>, frame: Frame): Value {
  const name = path.at(-1)!.name
  const place = path.length === 1 ? named(frame, name) : undefined
  if (place) return place.get()
  const entity = machine.resolve(path, frame, 'value')
  if (!entity) throw new NotUnderstood(`the name ${name}`)
  return machine.entityValue(entity, path, frame)
}

export function literalValue(literal: Literal, expected: Known): Value {
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

/** Where a condition holds: the frame with what it names. */
export function holds(machine: Machine, condition: Expression, frame: Frame): Frame | null {
  if (condition.kind === 'let') return match(machine, condition.pattern, machine.evaluate(condition.value, frame), frame)
  if (condition.kind === 'binary' && condition.operator === '&&') {
    const left = holds(machine, condition.left, frame)
    return left && holds(machine, condition.right, left)
  }

  return isTrue(machine.evaluate(condition, frame, known('boolean'))) ? frame : null
}

function evaluateIf(machine: Machine, {condition, otherwise, then}: ExpressionOf<'if'>, frame: Frame, expected: Known): Value {
  const inside = holds(machine, condition, frame)
  if (inside) return machine.block(then, inside, expected)
  return otherwise ? machine.evaluate(otherwise, frame, expected) : UNIT
}

function choose(machine: Machine, {arms, value}: ExpressionOf<'match'>, frame: Frame, expected: Known): Value {
  const matched = machine.evaluate(value, frame)
  for (const {body, guard, pattern} of arms) {
    const named = match(machine, pattern, matched, frame)
    const inside = named && guard ? holds(machine, guard, named) : named
    if (inside) return machine.evaluate(body, inside, expected)
  }

  throw new NotUnderstood('a match without an arm for its value')
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

/** `?` leaves the function with what is no value, as the function's own kind of error. */
function evaluateTry(machine: Machine, {value}: ExpressionOf<'try'>, frame: Frame, expected: Known): Value {
  const returns = frame.returns ?? INFER
  const isResult = returns.name === 'Result'
  const wanted = isResult ? known('Result', expected, INFER) : returns.name === 'Option' ? known('Option', expected) : INFER
  const tried = seen(machine.evaluate(value, frame, wanted))
  if (isData(tried, OPTION)) {
    const inner = payload(tried)
    if (inner) return inner
    throw new Returned(tried)
  }

  if (!isData(tried, RESULT)) throw new NotUnderstood(`? of a ${tried.kind}`)
  const inner = payload(tried)!
  if (tried.variant === 'Ok') return inner
  throw new Returned(err(machine.converted(inner, isResult ? (returns.args[1] ?? INFER) : INFER)))
}

function iterate(machine: Machine, {body, iterated, pattern}: ExpressionOf<'for'>, frame: Frame): Value {
  for (const item of spreadItems(machine, machine.evaluate(iterated, frame))) {
    machine.spend()
    const inside = match(machine, pattern, item, frame)
    if (!inside) throw new NotUnderstood('a pattern that fits no item')
    if (isLeft(() => machine.block(body, inside))) break
  }

  return UNIT
}

function repeat(machine: Machine, {body, condition}: ExpressionOf<'loop'>, frame: Frame): Value {
  for (;;) {
    machine.spend()
    const inside = condition ? holds(machine, condition, frame) : frame
    if (!inside) return UNIT
    const left = isLeft(() => machine.block(body, inside))
    if (left) return left
  }
}

/** What a loop's body ends it with. */
function isLeft(run: () => unknown): undefined | Value {
  try {
    run()
    return undefined
  } catch (error) {
    if (!(error instanceof Left)) throw error
    return error.kind === 'break' ? error.value : undefined
  }
}

export function evaluateBlock(machine: Machine, block: Block, outer: Frame, expected: Known): Value {
  const module = machine.program.blockModule(block.items, outer.module)
  let frame = module ? {...outer, module} : outer
  for (const statement of block.statements) {
    if (statement.kind === 'expression') machine.evaluate(statement.expression, frame)
    else {
      frame = declare(machine, statement, frame)
      machine.world.declared(block, frame)
    }
  }

  return block.tail ? machine.evaluate(block.tail, frame, expected) : UNIT
}

function declare(machine: Machine, statement: Extract<Block['statements'][number], {kind: 'let'}>, frame: Frame): Frame {
  const {otherwise, pattern, type, value} = statement
  const told = type ? machine.type(type, frame) : INFER
  if (!value) {
    if (pattern.kind !== 'binding') throw new NotUnderstood('let')
    return withName(frame, pattern.name, UNIT)
  }

  const matched = match(machine, pattern, typed(machine.evaluate(value, frame, told), told), frame)
  if (matched) return matched
  if (!otherwise) throw new NotUnderstood('let')
  machine.block(otherwise, frame)
  throw new NotUnderstood('let … else that goes on')
}
