import {NotUnderstood} from '../../not-understood.js'
import type {Machine} from '../machine.js'
import {typed} from '../types.js'
import {
  as,
  type Data,
  INFER,
  isData,
  type Known,
  known,
  list,
  ok,
  OPTION,
  payload,
  RESULT,
  seen,
  some,
  text,
  type Value,
} from '../values.js'
import type {Called} from './method.js'

/** What is collected, by a turbofish or by where it goes. */
export function collectionOf({expected, generics}: Called): Known {
  const [type = expected] = generics
  return type.name === 'infer' ? expected : type
}

/**
 * The items of an iterator in a collection. What has no value, of a result or an option, ends it.
 *
 * @throws NotUnderstood for a collection of a type that isn't known
 */
export function collected(machine: Machine, items: Iterable<Value>, type: Known): Value {
  switch (type.name) {
    case 'list':
      return list([...items].map((item) => typed(item, type.args[0] ?? INFER)))

    case 'Option':
    case 'Result':
      return collectedUntil(machine, items, type)

    case 'text':
      return text([...items].map((item) => textOf(item)).join(''))

    case 'tuple':
      return {items: [...items].slice(0, 0), kind: 'tuple'}

    default:
      throw new NotUnderstood(`a collection of the type ${type.name}`)
  }
}

function textOf(item: Value): string {
  const part = seen(item)
  return part.kind === 'character' ? part.value : as('text', part).value
}

function collectedUntil(machine: Machine, items: Iterable<Value>, type: Known): Value {
  const [inner = INFER, error = INFER] = type.args
  const itemType = known(type.name, inner.name === 'list' ? (inner.args[0] ?? INFER) : INFER, error)
  let failure: Data | undefined
  const values = function* () {
    for (const item of items) {
      const one = seen(typed(item, itemType))
      if (!isData(one, type.name === 'Option' ? OPTION : RESULT)) throw new NotUnderstood(`a ${one.kind} as a ${type.name}`)
      if (one.variant === 'None' || one.variant === 'Err') {
        failure = one
        return
      }

      yield payload(one)!
    }
  }

  const collection = collected(machine, values(), inner)
  if (failure) return {...failure, of: type.args}
  return {...(type.name === 'Option' ? some(collection) : ok(collection)), of: type.args}
}
