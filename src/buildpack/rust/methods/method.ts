import type {Machine, MethodCall} from '../machine.js'
import type {Kind, Of, Value} from '../values.js'

import {NotUnderstood} from '../../not-understood.js'
import {as} from '../values.js'

/** A call of a method, with its receiver as it is behind references. */
export interface Called extends MethodCall {
  machine: Machine
}

export type Method = (call: Called) => Value

/** Of a method that changes nothing that a decision could see, such as `as_ref`. */
export const itself: Method = ({receiver}) => receiver

export function argument(call: Called, index = 0): Value {
  const value = call.args[index]
  if (!value) throw new NotUnderstood(`an argument of ${call.name}`)
  return value
}

export function argumentOf<K extends Kind>(kind: K, call: Called, index = 0): Of<K> {
  return as(kind, argument(call, index))
}

/** Calls a method's argument, a function. */
export function apply({machine, ...call}: Called, args: readonly Value[], index = 0): Value {
  return machine.call(argument({...call, machine}, index), args)
}
