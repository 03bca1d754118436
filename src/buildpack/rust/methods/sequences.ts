import {apply, argument, argumentOf, type Called, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {compare, equal} from '../compare.js'
import {iteratorOf, spreadItems} from '../iterators.js'
import {
  as,
  boolean,
  type Data,
  integer,
  isData,
  isTrue,
  NONE,
  OPTION,
  optional,
  ordering,
  payload,
  RESULT,
  seen,
  size,
  some,
  tuple,
  UNIT,
  type Value,
} from '../values.js'
import {collected, collectionOf} from './collect.js'

const each = ({machine, receiver}: Called) => spreadItems(machine, receiver)
const others = (call: Called) => spreadItems(call.machine, argument(call))
/** An iterator that asks for its items when it is asked itself. */
const lazily =
  (items: (call: Called) => Iterable<Value>): Method =>
  (call) =>
    iteratorOf(items(call))
const fits = (call: Called, item: Value) => isTrue(apply(call, [item]))
const count = (call: Called) => argumentOf('integer', call).value

/** What a function returns for an item, as an option. */
const answer = (call: Called, item: Value): undefined | Value => payload(as('data', apply(call, [item])))

/** The first item for which there is an answer. What is behind it is left to the iterator. */
const first =
  (answered: (call: Called, item: Value, index: number) => undefined | Value, none: Value): Method =>
  (call) => {
    let index = 0
    for (const item of each(call)) {
      const found = answered(call, item, index++)
      if (found) return found
    }

    return none
  }

/** The least or the greatest item: of equal ones the first or the last. */
const extreme =
  (isBetter: (sign: number) => boolean): Method =>
  (call) => {
    let best: undefined | Value
    for (const item of each(call)) if (!best || isBetter(compare(call.machine, item, best))) best = item
    return optional(best)
  }

function total(call: Called): Value {
  const numbers = [...each(call)].map((item) => as('integer', item))
  const type = numbers.find((one) => one.type !== null)?.type ?? call.generics[0]?.name ?? call.expected.name
  return integer(
    numbers.reduce((sum, {value}) => sum + value, 0),
    type,
  )
}

/** What one iterator gives after the other; `next` is all that a kept one has. */
export const ITERATOR_METHODS: Readonly<Partial<Record<string, Method>>> = {
  all: first((call, item) => (fits(call, item) ? undefined : boolean(false)), boolean(true)),
  any: first((call, item) => (fits(call, item) ? boolean(true) : undefined), boolean(false)),
  by_ref: ({receiver}) => receiver,
  chain: lazily(function* (call) {
    yield* each(call)
    yield* others(call)
  }),
  cloned: lazily(each),
  cmp(call) {
    const [left, right] = [[...each(call)], [...others(call)]]
    return ordering(compare(call.machine, {items: left, kind: 'list'}, {items: right, kind: 'list'}))
  },
  collect: (call) => collected(call.machine, each(call), collectionOf(call)),
  contains(call) {
    const {from, isInclusive, to} = as('range', call.receiver)
    const {value} = argumentOf('integer', call)
    return boolean((from === null || value >= from) && (to === null || (isInclusive ? value <= to : value < to)))
  },
  copied: lazily(each),
  count: (call) => size([...each(call)].length),
  enumerate: lazily(function* (call) {
    let index = 0
    for (const item of each(call)) yield tuple(size(index++), item)
  }),
  eq(call) {
    const [left, right] = [[...each(call)], [...others(call)]]
    return boolean(equal(call.machine, {items: left, kind: 'list'}, {items: right, kind: 'list'}))
  },
  filter: lazily(function* (call) {
    for (const item of each(call)) if (fits(call, item)) yield item
  }),
  filter_map: lazily(function* (call) {
    for (const item of each(call)) {
      const found = answer(call, item)
      if (found) yield found
    }
  }),
  find: first((call, item) => (fits(call, item) ? some(item) : undefined), NONE),
  find_map: first((call, item) => {
    const found = answer(call, item)
    return found && some(found)
  }, NONE),
  flat_map: lazily(function* (call) {
    for (const item of each(call)) yield* spreadItems(call.machine, apply(call, [item]))
  }),
  flatten: lazily(function* (call) {
    for (const item of each(call)) yield* spreadItems(call.machine, item)
  }),
  fold(call) {
    let value = argument(call)
    for (const item of each(call)) value = apply(call, [value, item], 1)
    return value
  },
  for_each(call) {
    for (const item of each(call)) apply(call, [item])
    return UNIT
  },
  inspect: lazily(function* (call) {
    for (const item of each(call)) {
      apply(call, [item])
      yield item
    }
  }),
  into_iter: lazily(each),
  last: (call) => optional([...each(call)].at(-1)),
  map: lazily(function* (call) {
    for (const item of each(call)) yield apply(call, [item])
  }),
  map_while: lazily(function* (call) {
    for (const item of each(call)) {
      const found = answer(call, item)
      if (!found) return
      yield found
    }
  }),
  max: extreme((sign) => sign >= 0),
  min: extreme((sign) => sign < 0),
  next: ({receiver}) => optional(as('iterator', receiver).next()),
  nth(call) {
    const at = count(call)
    return first((_, item, index) => (index === at ? some(item) : undefined), NONE)(call)
  },
  position: first((call, item, index) => (fits(call, item) ? some(size(index)) : undefined), NONE),
  rev: lazily((call) => [...each(call)].reverse()),
  skip: lazily(function* (call) {
    let left = count(call)
    for (const item of each(call)) if (left-- <= 0) yield item
  }),
  skip_while: lazily(function* (call) {
    let isSkipped = true
    for (const item of each(call)) {
      isSkipped &&= fits(call, item)
      if (!isSkipped) yield item
    }
  }),
  sum: total,
  take: lazily(function* (call) {
    let left = count(call)
    if (left === 0) return
    for (const item of each(call)) {
      yield item
      if (--left === 0) return
    }
  }),
  take_while: lazily(function* (call) {
    for (const item of each(call)) {
      if (!fits(call, item)) return
      yield item
    }
  }),
  try_for_each(call) {
    for (const item of each(call)) {
      const result = seen(apply(call, [item]))
      if (isFailure(result)) return result
    }

    throw new NotUnderstood('try_for_each without a failure')
  },
  zip: lazily(function* (call) {
    const second = iteratorOf(others(call))
    for (const item of each(call)) {
      const other = second.next()
      if (!other) return
      yield tuple(item, other)
    }
  }),
}

function isFailure(value: Value): value is Data {
  if (isData(value, OPTION)) return value.variant === 'None'
  if (isData(value, RESULT)) return value.variant === 'Err'
  throw new NotUnderstood('neither a result nor an option')
}
