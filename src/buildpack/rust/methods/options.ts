import {apply, argument, type Called, itself, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {iteratorOf} from '../iterators.js'
import {
  as,
  boolean,
  err,
  type Data,
  INFER,
  isData,
  isTrue,
  NONE,
  ok,
  OPTION,
  optional,
  payload,
  RESULT,
  seen,
  some,
  tuple,
  type Value,
} from '../values.js'

const held = ({receiver}: Called) => payload(receiver as Data)
const option = (value: Value): Value => {
  if (!isData(seen(value), OPTION)) throw new NotUnderstood('an option')
  return seen(value)
}

/** @throws NotUnderstood where the program ends by an error of its own */
const unwrap: Method = (call) => {
  const value = held(call)
  if (!value) throw new NotUnderstood(`${call.name} of None`)
  return value
}

export const OPTION_METHODS: Readonly<Partial<Record<string, Method>>> = {
  and(call) {
    const other = option(argument(call))
    return held(call) ? other : NONE
  },
  and_then(call) {
    const value = held(call)
    return value ? option(apply(call, [value])) : NONE
  },
  as_deref: itself,
  as_ref: itself,
  cloned: itself,
  copied: itself,
  expect: unwrap,
  filter(call) {
    const value = held(call)
    return value && isTrue(apply(call, [value])) ? call.receiver : NONE
  },
  flatten(call) {
    const value = held(call)
    return value ? option(value) : NONE
  },
  into_iter: (call) => iteratorOf([held(call) ?? []].flat()),
  is_none: (call) => boolean(!held(call)),
  is_none_or(call) {
    const value = held(call)
    return value ? apply(call, [value]) : boolean(true)
  },
  is_some: (call) => boolean(held(call) !== undefined),
  is_some_and(call) {
    const value = held(call)
    return value ? apply(call, [value]) : boolean(false)
  },
  iter: (call) => iteratorOf([held(call) ?? []].flat()),
  map(call) {
    const value = held(call)
    return value ? some(apply(call, [value])) : NONE
  },
  map_or(call) {
    const value = held(call)
    return value ? apply(call, [value], 1) : argument(call)
  },
  map_or_else(call) {
    const value = held(call)
    return value ? apply(call, [value], 1) : apply(call, [])
  },
  ok_or(call) {
    const value = held(call)
    return value ? ok(value) : err(argument(call))
  },
  ok_or_else(call) {
    const value = held(call)
    return value ? ok(value) : err(apply(call, []))
  },
  or(call) {
    const other = option(argument(call))
    return held(call) ? call.receiver : other
  },
  or_else: (call) => (held(call) ? call.receiver : option(apply(call, []))),
  take({place, receiver}) {
    if (!place) throw new NotUnderstood('take')
    place.set(NONE)
    return receiver
  },
  /** Of an option of a result, the result of an option. */
  transpose(call) {
    const value = held(call)
    if (!value) return ok(NONE)
    const inner = seen(value)
    if (!isData(inner, RESULT)) throw new NotUnderstood('transpose')
    return inner.variant === 'Ok' ? ok(optional(payload(inner))) : {...inner, of: []}
  },
  unwrap,
  unwrap_or: (call) => held(call) ?? argument(call),
  unwrap_or_default: (call) => held(call) ?? call.machine.initial(as('data', call.receiver).of[0] ?? INFER),
  unwrap_or_else: (call) => held(call) ?? apply(call, []),
  zip(call) {
    const [value, other] = [held(call), payload(as('data', argument(call)))]
    return value && other ? some(tuple(value, other)) : NONE
  },
}
