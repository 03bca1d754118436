import type {Block, Expression} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {spreadItems} from './iterators.js'
import {type Frame, Left, type Machine, Returned, withName} from './machine.js'
import {match} from './match.js'
import {typed} from './types.js'
import {err, INFER, isData, isTrue, type Known, known, OPTION, payload, RESULT, seen, UNIT, type Value} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>

/** Where a condition holds: the frame with what it names. */
export function holds(machine: Machine, condition: Expression, frame: Frame): Frame | null {
  if (condition.kind === 'let') return match(machine, condition.pattern, machine.evaluate(condition.value, frame), frame)
  if (condition.kind === 'binary' && condition.operator === '&&') {
    const left = holds(machine, condition.left, frame)
    return left && holds(machine, condition.right, left)
  }

  return isTrue(machine.evaluate(condition, frame, known('boolean'))) ? frame : null
}

export function evaluateIf(
  machine: Machine,
  {condition, otherwise, whenTrue}: ExpressionOf<'if'>,
  frame: Frame,
  expected: Known,
): Value {
  const inside = holds(machine, condition, frame)
  if (inside) return machine.block(whenTrue, inside, expected)
  return otherwise ? machine.evaluate(otherwise, frame, expected) : UNIT
}

export function choose(machine: Machine, {arms, value}: ExpressionOf<'match'>, frame: Frame, expected: Known): Value {
  const matched = machine.evaluate(value, frame)
  for (const {body, guard, pattern} of arms) {
    const named = match(machine, pattern, matched, frame)
    const inside = named && guard ? holds(machine, guard, named) : named
    if (inside) return machine.evaluate(body, inside, expected)
  }

  throw new NotUnderstood('a match without an arm for its value')
}

/** `?` leaves the function with what is no value, as the function's own kind of error. */
export function evaluateTry(machine: Machine, {value}: ExpressionOf<'try'>, frame: Frame, expected: Known): Value {
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

export function iterate(machine: Machine, {body, iterated, pattern}: ExpressionOf<'for'>, frame: Frame): Value {
  for (const item of spreadItems(machine, machine.evaluate(iterated, frame))) {
    machine.spend()
    const inside = match(machine, pattern, item, frame)
    if (!inside) throw new NotUnderstood('a pattern that fits no item')
    if (isLeft(() => machine.block(body, inside))) break
  }

  return UNIT
}

export function repeat(machine: Machine, {body, condition}: ExpressionOf<'loop'>, frame: Frame): Value {
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
