import type {Expression} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {type Frame, type Machine, Returned} from './machine.js'
import {match} from './match.js'
import {typed} from './types.js'
import {INFER, type Known, type Place, type Value} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>

/** The expected type of a closure that must return something of a type. */
export const RETURNING = 'function'

/** A closure. What it changes of its surroundings is seen there, unless they were moved into it. */
export function closureValue(machine: Machine, closure: ExpressionOf<'closure'>, around: Frame, expected: Known): Value {
  const frame: Frame = closure.isMove ? moved(around) : around
  const told = expected.name === RETURNING ? (expected.args[0] ?? null) : null
  const returns = closure.returns ? machine.type(closure.returns, frame) : told
  const call = (args: readonly Value[]) => {
    if (args.length !== closure.parameters.length) throw new NotUnderstood('the arguments of a closure')
    let inside: Frame | null = {...frame, returns}
    for (const [index, {pattern, type}] of closure.parameters.entries()) {
      const value = type ? typed(args[index]!, machine.type(type, frame)) : args[index]!
      inside = inside && match(machine, pattern, value, inside)
    }

    const body = inside
    if (!body) throw new NotUnderstood('the arguments of a closure')
    return returned(() => typed(machine.evaluate(closure.body, body, returns ?? INFER), returns ?? INFER))
  }

  const parameters = closure.parameters.map(({type}) => (type ? machine.type(type, frame) : INFER))
  return {call, kind: 'function', parameters}
}

function moved(frame: Frame): Frame {
  let scope: Frame['scope'] = null
  const names: NonNullable<Frame['scope']>[] = []
  for (let one = frame.scope; one; one = one.before) names.push(one)
  for (const {name, place} of names.reverse()) {
    let current = place.get()
    const own: Place = {
      get: () => current,
      set(next) {
        current = next
      },
    }
    scope = {before: scope, name, place: own}
  }

  return {...frame, scope}
}

/** What a function's body returns. */
export function returned(run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    if (error instanceof Returned) return error.value
    throw error
  }
}
