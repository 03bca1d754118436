import {argument, argumentOf, type Called, type Method} from './method.js'

import {iteratorOf} from '../iterators.js'
import {bytesIn, type Found, foundAtEnd, foundAtStart, sought, type Sought} from '../texts.js'
import {NotUnderstood} from '../../not-understood.js'
import {as, boolean, NONE, optional, seen, size, some, text, tuple, type Value} from '../values.js'

const own = ({receiver}: Called) => as('text', receiver).value
const pattern = (call: Called, index = 0): Sought =>
  sought(argument(call, index), (callee, args) => call.machine.call(callee, args))
const atEnd = (call: Called, whole: string) =>
  foundAtEnd(whole, argument(call), (callee, args) => call.machine.call(callee, args))
const all = (call: Called): Found[] => [...pattern(call)(own(call))]
const texts = (parts: readonly string[]) => iteratorOf(parts.map((part) => text(part)))

/** What is between what was found: one more than that. */
function between(whole: string, found: readonly Found[]): string[] {
  const starts = [0, ...found.map(([, to]) => to)]
  const ends = [...found.map(([from]) => from), whole.length]
  return starts.map((from, index) => whole.slice(from, ends[index]))
}

/** The occurrences from the end on: those of a text may be others than from the start. */
function fromEnd(call: Called): Found[] {
  const sought = seen(argument(call))
  if (sought.kind === 'text' && [...sought.value].length > 1) throw new NotUnderstood(`${call.name} of a text`)
  return all(call).reverse()
}

function halves(call: Called, found: Found | undefined): Value {
  return found ? some(tuple(text(own(call).slice(0, found[0])), text(own(call).slice(found[1])))) : NONE
}

function trimmedStart(call: Called, whole: string): string {
  for (let rest = whole; ;) {
    const found = foundAtStart(rest, pattern(call))
    if (!found) return rest
    rest = rest.slice(found[1])
  }
}

function trimmedEnd(call: Called, whole: string): string {
  for (let rest = whole; ;) {
    const found = atEnd(call, rest)
    if (!found) return rest
    rest = rest.slice(0, found[0])
  }
}

const position = (call: Called, found: Found | undefined) => optional(found && size(bytesIn(own(call).slice(0, found[0]))))

/** An empty text is part of every one. */
const isEmpty = (call: Called) => {
  const value = seen(argument(call))
  return value.kind === 'text' && value.value === ''
}

function replaced(call: Called, found: readonly Found[]): Value {
  return text(between(own(call), found).join(argumentOf('text', call, 1).value))
}

/** The most parts. */
function limited(call: Called): number {
  return argumentOf('integer', call).value
}

const shifted = (call: Called): Called => ({...call, args: call.args.slice(1)})

export const PATTERN_METHODS: Readonly<Partial<Record<string, Method>>> = {
  contains: (call) => boolean(isEmpty(call) || all(call).length > 0),
  ends_with: (call) => boolean(isEmpty(call) || atEnd(call, own(call)) !== undefined),
  find: (call) => position(call, all(call)[0]),
  matches: (call) => texts(all(call).map(([from, to]) => own(call).slice(from, to))),
  replace: (call) => replaced(call, all(call)),
  replacen: (call) => replaced(call, all(call).slice(0, argumentOf('integer', call, 2).value)),
  rfind: (call) => position(call, fromEnd(call)[0]),
  rsplit: (call) => texts(between(own(call), fromEnd(call).reverse()).reverse()),
  rsplit_once: (call) => halves(call, fromEnd(call)[0]),
  split: (call) => texts(between(own(call), all(call))),
  split_inclusive(call) {
    const found = all(call)
    const parts = between(
      own(call),
      found.map(([, to]) => [to, to] as const),
    )
    return texts(parts.filter((part, index) => index < parts.length - 1 || part !== ''))
  },
  split_once: (call) => halves(call, all(call)[0]),
  split_terminator(call) {
    const parts = between(own(call), all(call))
    return texts(parts.at(-1) === '' ? parts.slice(0, -1) : parts)
  },
  splitn(call) {
    const most = limited(call)
    return most === 0 ? texts([]) : texts(between(own(call), all(shifted(call)).slice(0, most - 1)))
  },
  starts_with: (call) => boolean(isEmpty(call) || foundAtStart(own(call), pattern(call)) !== undefined),
  strip_prefix(call) {
    if (isEmpty(call)) return some(call.receiver)
    const found = foundAtStart(own(call), pattern(call))
    return optional(found && text(own(call).slice(found[1])))
  },
  strip_suffix(call) {
    if (isEmpty(call)) return some(call.receiver)
    const found = atEnd(call, own(call))
    return optional(found && text(own(call).slice(0, found[0])))
  },
  trim_end_matches: (call) => text(trimmedEnd(call, own(call))),
  trim_matches: (call) => text(trimmedEnd(call, trimmedStart(call, own(call)))),
  trim_start_matches: (call) => text(trimmedStart(call, own(call))),
}
