import type {Expression} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {type Frame, type Machine, named} from './machine.js'
import {binary} from './operators.js'
import {sliced} from './texts.js'
import {as, INFER, type Known, list, type Place, seen, UNIT, type Value} from './values.js'

/** Where the value of an expression is. @throws NotUnderstood for a value that can be changed nowhere */
export function placeOf(machine: Machine, expression: Expression, frame: Frame, expected: Known = INFER): Place {
  switch (expression.kind) {
    case 'field': {
      const around = placeOf(machine, expression.value, frame)
      return {
        get: () => fieldOf(around.get(), expression.name),
        set: (value) => around.set(withField(seen(around.get()), expression.name, value)),
      }
    }

    case 'path': {
      const place = expression.path.length === 1 ? named(frame, expression.path[0]!.name) : undefined
      return place ? behind(place) : temporary(machine.evaluate(expression, frame))
    }

    case 'unary':
      if (expression.operator !== '*') return temporary(machine.evaluate(expression, frame, expected))
      return placeOf(machine, expression.value, frame)

    default:
      return temporary(machine.evaluate(expression, frame, expected))
  }
}

/** Of a value that nobody has a name for. */
function temporary(value: Value): Place {
  if (value.kind === 'mutable') return value.place
  let current: Value = value
  return {
    get: () => current,
    set(next) {
      current = next
    },
  }
}

/** A name for a `&mut` stands for what is behind it. */
function behind(place: Place): Place {
  const value = place.get()
  return value.kind === 'mutable' ? behind(value.place) : place
}

export function assign(machine: Machine, expression: Extract<Expression, {kind: 'assign'}>, frame: Frame): Value {
  const {operator, target, value} = expression
  // A name for a `&mut` that is given another one is rare, and looks the same.
  const place = placeOf(machine, target, frame)
  const current = place.get()
  const given = machine.evaluate(value, frame)
  if (given.kind === 'mutable' && operator === null) throw new NotUnderstood('a new reference')
  place.set(operator === null ? given : binary(machine, operator, seen(current), seen(given)))
  return UNIT
}

/** A struct's field, or a tuple's by its number. */
export function fieldOf(value: Value, name: string): Value {
  const inner = seen(value)
  const field =
    inner.kind === 'data'
      ? inner.type.isStruct && inner.fields.get(name)
      : inner.kind === 'tuple'
        ? inner.items[Number(name)]
        : inner.kind === 'outside'
          ? inner.fields?.[name]
          : undefined
  if (!field) throw new NotUnderstood(`the field ${name}`)
  return field
}

function withField(value: Value, name: string, field: Value): Value {
  if (value.kind === 'data') return {...value, fields: new Map([...value.fields, [name, field]])}
  const {items, kind} = as('tuple', value)
  return {items: items.map((item, index) => (index === Number(name) ? field : item)), kind}
}

/** @throws NotUnderstood for an index that isn't there, where the program ends by an error of its own */
export function indexed(value: Value, index: Value): Value {
  const inner = seen(value)
  const at = seen(index)
  if (inner.kind === 'text' && at.kind === 'range') {
    const part = sliced(inner.value, at)
    if (part !== undefined) return {kind: 'text', value: part}
  }

  if (inner.kind === 'list') {
    const found = at.kind === 'range' ? slicedList(inner.items, at) : inner.items[as('integer', at).value]
    if (found) return found
  }

  throw new NotUnderstood('an index that is not there')
}

/** Undefined where the range is beyond the list. */
export function slicedList(items: readonly Value[], {from, isInclusive, to}: Extract<Value, {kind: 'range'}>): undefined | Value {
  const first = from ?? 0
  const last = to === null ? items.length : to + Number(isInclusive)
  return first > last || last > items.length ? undefined : list(items.slice(first, last))
}
