import {NotUnderstood} from '../not-understood.js'
import type {Machine} from './machine.js'
import {character, type Of, payload, seen, type Value, isData, OPTION, RESULT} from './values.js'

/** An iterator, which gives each of its items once, when it is asked. */
export function iteratorOf(items: Iterable<Value>): Of<'iterator'> {
  const iterator = items[Symbol.iterator]()
  return {
    kind: 'iterator',
    next() {
      const {done, value} = iterator.next()
      return done ? undefined : value
    },
  }
}

/** The items that are left of an iterator, or those of what can be iterated. */
export function* spreadItems(machine: Machine, value: Value): Generator<Value, undefined> {
  const inner = seen(value)
  switch (inner.kind) {
    case 'data': {
      if (!isData(inner, OPTION) && !isData(inner, RESULT)) throw new NotUnderstood(`the items of ${inner.type.path}`)
      const item = inner.variant === 'Err' ? undefined : payload(inner)
      if (item) yield item
      return
    }

    case 'iterator':
      for (let item = inner.next(); item; item = inner.next()) {
        machine.spend()
        yield item
      }

      return

    case 'list':
      yield* inner.items
      return

    case 'range':
      yield* numbersOf(machine, inner)
      return

    default:
      throw new NotUnderstood(`the items of a ${inner.kind}`)
  }
}

function* numbersOf(machine: Machine, {from, isInclusive, to, type}: Of<'range'>): Generator<Value> {
  if (from === null) throw new NotUnderstood('a range without a start')
  const end = to === null ? Number.POSITIVE_INFINITY : to + Number(isInclusive)
  for (let value = from; value < end; value++) {
    machine.spend()
    yield {kind: 'integer', type, value}
  }
}

export function* charactersOf(text: string): Generator<Value> {
  for (const one of text) yield character(one)
}
