import {NotUnderstood} from '../not-understood.js'
import {compare, equal} from './compare.js'
import type {Machine, MethodCall} from './machine.js'
import {LIST_METHODS} from './methods/lists.js'
import {ITERATOR_METHODS} from './methods/sequences.js'
import {OPTION_METHODS} from './methods/options.js'
import {PATH_METHODS} from './methods/paths.js'
import {RESULT_METHODS} from './methods/results.js'
import {BOOLEAN_METHODS, CHARACTER_METHODS, INTEGER_METHODS, ORDERING_METHODS} from './methods/scalars.js'
import {TEXT_METHODS} from './methods/texts.js'
import {PATTERN_METHODS} from './methods/text-patterns.js'
import type {Method} from './methods/method.js'
import {boolean, type Data, OPTION, ORDERING, ordering, RESULT, seen, some, text, type Value} from './values.js'

type Methods = Readonly<Partial<Record<string, Method>>>

const BUILT_IN: Readonly<Partial<Record<Value['kind'], Methods>>> = {
  boolean: BOOLEAN_METHODS,
  character: CHARACTER_METHODS,
  integer: INTEGER_METHODS,
  iterator: ITERATOR_METHODS,
  list: LIST_METHODS,
  path: PATH_METHODS,
  range: ITERATOR_METHODS,
  text: {...TEXT_METHODS, ...PATTERN_METHODS},
}
const OF_DATA = new Map<unknown, Methods>([
  [OPTION, OPTION_METHODS],
  [ORDERING, ORDERING_METHODS],
  [RESULT, RESULT_METHODS],
])

/** A method of the program, or one of the standard library's that are known exactly. @throws NotUnderstood for any other */
export function callMethod(machine: Machine, call: MethodCall): Value {
  const value = seen(call.receiver)
  const own = ownMethod(machine, value, call.name)
  const builtIn = builtInMethod(value, call.name)
  if (own && builtIn) throw new NotUnderstood(`two methods ${call.name}`)
  if (own) {
    const receiver: Value = own.item.self === 'mutable' && call.place ? {kind: 'mutable', place: call.place} : value
    return machine.callFunction(own, [receiver, ...call.args])
  }

  if (builtIn) return builtIn({...call, machine, receiver: value})
  return commonMethod(machine, call, value)
}

function builtInMethod(value: Value, name: string): Method | undefined {
  if (value.kind === 'outside') {
    const method = value.methods && Object.hasOwn(value.methods, name) ? value.methods[name] : undefined
    return method && (({args}) => method(args))
  }

  const methods = value.kind === 'data' ? OF_DATA.get(value.type) : BUILT_IN[value.kind]
  return methods && Object.hasOwn(methods, name) ? methods[name] : undefined
}

const KEYS: Readonly<Partial<Record<Value['kind'], string>>> = {
  boolean: 'boolean',
  character: 'character',
  list: 'list',
  path: 'path',
  text: 'text',
}

/** A type's own methods come before its traits'. */
function ownMethod(machine: Machine, value: Value, name: string) {
  const key = keyOf(value)
  if (key === undefined) return
  const found = machine.program
    .of(key)
    .filter(({functions}) => functions.get(name)?.item.self !== undefined && functions.get(name)!.item.self !== 'none')
  const [first, ...others] = found
  if (first && first.trait !== null && others.length > 0) throw new NotUnderstood(`several methods ${name}`)
  return first?.functions.get(name)
}

function keyOf(value: Value): string | undefined {
  if (value.kind === 'data') return value.type.path
  if (value.kind === 'integer') return value.type ?? undefined
  return KEYS[value.kind]
}

/** What all types have that derive it. */
function commonMethod(machine: Machine, {args, name}: MethodCall, value: Value): Value {
  const [other] = args
  switch (name) {
    case 'as_ref':
    case 'borrow':
    case 'by_ref':
      // Of a type with a rule of its own, it was found before.
      if (value.kind !== 'data') return value
      break

    case 'clone':
    case 'to_owned':
      if (isCopied(value)) return value
      break

    case 'cmp':
      return ordering(compare(machine, value, other!))

    case 'eq':
      return boolean(equal(machine, value, other!))

    case 'into':
      return {as: (type) => machine.converted(value, type), kind: 'pending'}

    case 'ne':
      return boolean(!equal(machine, value, other!))

    case 'partial_cmp':
      return some(ordering(compare(machine, value, other!)))

    case 'to_string':
      return text(machine.display(value))

    default:
  }

  throw new NotUnderstood(`the method ${name} of a ${value.kind === 'data' ? value.type.path : value.kind}`)
}

function isCopied(value: Value): boolean {
  if (value.kind === 'data') return isCloned(value)
  return value.kind !== 'iterator' && value.kind !== 'pending' && value.kind !== 'outside'
}

function isCloned({type}: Data): boolean {
  return type.derives.includes('Clone')
}
