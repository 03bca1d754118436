import {apply, argument, type Called, itself, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {iteratorOf} from '../iterators.js'
import {
  as,
  boolean,
  type Data,
  err,
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
  type Value,
} from '../values.js'

const isOk = ({receiver}: Called) => (receiver as Data).variant === 'Ok'
const held = ({receiver}: Called) => payload(receiver as Data)!
const result = (value: Value): Value => {
  if (!isData(seen(value), RESULT)) throw new NotUnderstood('a result')
  return seen(value)
}

/** The error of a result whose value would be of another type. */
const failed = ({receiver}: Called): Value => ({...(receiver as Data), of: []})

const items: Method = (call) => iteratorOf(isOk(call) ? [held(call)] : [])

/** @throws NotUnderstood where the program ends by an error of its own */
const unwrap: Method = (call) => {
  if (!isOk(call)) throw new NotUnderstood(`${call.name} of an error`)
  return held(call)
}

export const RESULT_METHODS: Readonly<Partial<Record<string, Method>>> = {
  and(call) {
    const other = result(argument(call))
    return isOk(call) ? other : failed(call)
  },
  and_then: (call) => (isOk(call) ? result(apply(call, [held(call)])) : failed(call)),
  as_deref: itself,
  as_ref: itself,
  cloned: itself,
  copied: itself,
  err: (call) => (isOk(call) ? NONE : some(held(call))),
  expect: unwrap,
  into_iter: items,
  is_err: (call) => boolean(!isOk(call)),
  is_err_and: (call) => boolean(!isOk(call) && isTrue(apply(call, [held(call)]))),
  is_ok: (call) => boolean(isOk(call)),
  is_ok_and: (call) => boolean(isOk(call) && isTrue(apply(call, [held(call)]))),
  iter: items,
  map: (call) => (isOk(call) ? ok(apply(call, [held(call)])) : failed(call)),
  map_err: (call) => (isOk(call) ? call.receiver : err(apply(call, [held(call)]))),
  map_or: (call) => (isOk(call) ? apply(call, [held(call)], 1) : argument(call)),
  map_or_else: (call) => (isOk(call) ? apply(call, [held(call)], 1) : apply(call, [held(call)])),
  ok: (call) => (isOk(call) ? some(held(call)) : NONE),
  or(call) {
    const other = result(argument(call))
    return isOk(call) ? call.receiver : other
  },
  or_else: (call) => (isOk(call) ? call.receiver : result(apply(call, [held(call)]))),
  /** Of a result of an option, the option of a result. */
  transpose(call) {
    if (!isOk(call)) return some(failed(call))
    const inner = seen(held(call))
    if (!isData(inner, OPTION)) throw new NotUnderstood('transpose')
    const value = payload(inner)
    return optional(value && ok(value))
  },
  unwrap,
  unwrap_err(call) {
    if (isOk(call)) throw new NotUnderstood('unwrap_err of a value')
    return held(call)
  },
  unwrap_or: (call) => (isOk(call) ? held(call) : argument(call)),
  unwrap_or_default: (call) => (isOk(call) ? held(call) : call.machine.initial(as('data', call.receiver).of[0] ?? INFER)),
  unwrap_or_else: (call) => (isOk(call) ? held(call) : apply(call, [held(call)])),
}
