import {apply, argument, argumentOf, type Called, itself, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {equal} from '../compare.js'
import {iteratorOf, spreadItems} from '../iterators.js'
import {slicedList} from '../places.js'
import {as, boolean, list, NONE, optional, seen, size, some, text, tuple, UNIT, type Value} from '../values.js'

const own = ({receiver}: Called) => as('list', receiver).items
const iterate: Method = (call) => iteratorOf(own(call))

function change(call: Called, items: readonly Value[]): void {
  if (!call.place) throw new NotUnderstood(call.name)
  call.place.set(list(items))
}

const isSame = (call: Called, left: readonly Value[], right: readonly Value[]) =>
  left.length === right.length && left.every((item, index) => equal(call.machine, item, right[index]!))

const part = (call: Called) => as('list', argument(call)).items

/** An item or, by a range, a part. */
function found(call: Called): undefined | Value {
  const at = seen(argument(call))
  return at.kind === 'range' ? slicedList(own(call), at) : own(call)[as('integer', at).value]
}

/** Of bytes. */
const WHITE_SPACE = new Set([9, 10, 12, 13, 32])
const isWhiteSpace = (item: Value) => WHITE_SPACE.has(as('integer', item).value)

function trimmed(items: readonly Value[]): readonly Value[] {
  const from = items.findIndex((item) => !isWhiteSpace(item))
  return from === -1 ? [] : items.slice(from, items.findLastIndex((item) => !isWhiteSpace(item)) + 1)
}

export const LIST_METHODS: Readonly<Partial<Record<string, Method>>> = {
  as_ref: itself,
  as_slice: itself,
  clear(call) {
    change(call, [])
    return UNIT
  },
  clone: itself,
  concat: (call) =>
    text(
      own(call)
        .map((item) => as('text', item).value)
        .join(''),
    ),
  contains: (call) => boolean(own(call).some((item) => equal(call.machine, item, argument(call)))),
  ends_with: (call) => boolean(isSame(call, own(call).slice(Math.max(0, own(call).length - part(call).length)), part(call))),
  extend(call) {
    change(call, [...own(call), ...spreadItems(call.machine, argument(call))])
    return UNIT
  },
  first: (call) => optional(own(call)[0]),
  get: (call) => optional(found(call)),
  into_iter: iterate,
  is_empty: (call) => boolean(own(call).length === 0),
  iter: iterate,
  join: (call) =>
    text(
      own(call)
        .map((item) => as('text', item).value)
        .join(argumentOf('text', call).value),
    ),
  last: (call) => optional(own(call).at(-1)),
  len: (call) => size(own(call).length),
  /** Of an array. */
  map: (call) => list(own(call).map((item) => apply(call, [item]))),
  pop(call) {
    if (own(call).length === 0) return NONE
    change(call, own(call).slice(0, -1))
    return some(own(call).at(-1)!)
  },
  push(call) {
    change(call, [...own(call), argument(call)])
    return UNIT
  },
  split_first: (call) => optional(own(call).length === 0 ? undefined : tuple(own(call)[0]!, list(own(call).slice(1)))),
  split_last: (call) => optional(own(call).length === 0 ? undefined : tuple(own(call).at(-1)!, list(own(call).slice(0, -1)))),
  starts_with: (call) => boolean(isSame(call, own(call).slice(0, part(call).length), part(call))),
  to_owned: itself,
  to_vec: itself,
  trim_ascii: (call) => list(trimmed(own(call))),
}
