import type {Entity} from './modules.js'
import type {Expression, FunctionItem, Path} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {type Frame, type Machine, type MethodCall, named} from './machine.js'
import {returned, RETURNING} from './closures.js'
import {construct, variantTypes} from './construct.js'
import {match} from './match.js'
import {placeOf} from './places.js'
import {typed} from './types.js'
import {as, INFER, type Known, known, type Place, UNIT, type Value} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>
type FunctionEntity = Extract<Entity, {kind: 'function'}>

/** Calls a function that a path names, or a value that is one. */
export function evaluateCall(machine: Machine, {args, callee}: ExpressionOf<'call'>, frame: Frame, expected: Known): Value {
  const isLocal = callee.kind === 'path' && callee.path.length === 1 && named(frame, callee.path[0]!.name) !== undefined
  const entity = callee.kind === 'path' && !isLocal ? machine.resolve(callee.path, frame, 'value') : undefined
  if (callee.kind !== 'path' || !entity) {
    const called = as('function', machine.evaluate(callee, frame))
    return machine.call(
      called,
      args.map((arg, index) => machine.evaluate(arg, frame, called.parameters?.[index] ?? INFER)),
    )
  }

  return callEntity(machine, {args, entity, expected, frame, path: callee.path})
}

interface EntityCall {
  args: readonly Expression[]
  entity: Entity
  expected: Known
  frame: Frame
  path: Path
}

function callEntity(machine: Machine, call: EntityCall): Value {
  const {args, entity, expected, frame, path} = call
  const values = (types: readonly Known[]) => args.map((arg, index) => machine.evaluate(arg, frame, types[index] ?? INFER))
  switch (entity.kind) {
    case 'boundary':
      return machine.world.boundary(entity.path)

    case 'function':
      return machine.callFunction(entity, values(parameterTypes(machine, entity)))

    case 'outside':
      if (machine.world.isMessage(entity.path)) return message(args)
      machine.world.ends(entity.path, args, (arg) => machine.evaluate(arg, frame))
      return callOutside(machine, entity.path, values([]), {expected, generics: typesOf(machine, path, frame)})

    case 'variant':
      return construct(machine, entity, values(variantTypes(machine, entity, expected)))

    default: {
      const found = entity.kind === 'associated' ? associatedOf(machine, entity) : undefined
      if (found?.kind === 'function') return callEntity(machine, {...call, entity: found})
      return machine.call(machine.entityValue(entity, path, frame), values([]))
    }
  }
}

/** What is implemented for a type, by its name. @throws NotUnderstood where several traits have it */
export function associatedOf(
  machine: Machine,
  {name, type}: Extract<Entity, {kind: 'associated'}>,
): Extract<Entity, {kind: 'const' | 'function'}> | undefined {
  const found = machine.program.of(type.path).flatMap((one) => {
    const entity = one.functions.get(name) ?? one.consts.get(name)
    return entity ? [{entity, isOwn: one.trait === null}] : []
  })
  const [first, ...others] = found
  if (first && !first.isOwn && others.length > 0) throw new NotUnderstood(`several ${name} of ${type.path}`)
  return first?.entity
}

/** What a message is made of isn't looked at, but it may not leave the function. */
export function message(args: readonly Expression[]): Value {
  if (args.some((arg) => leaves(arg))) throw new NotUnderstood('a message that may fail')
  return UNIT
}

function leaves(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => leaves(item))
  if (typeof value !== 'object' || value === null) return false
  const {kind} = value as {kind?: unknown}
  if (kind === 'assign' || kind === 'mutable' || kind === 'return' || kind === 'try') return true
  if (kind === 'macro') {
    const {args, named: byName} = (value as ExpressionOf<'macro'>).read()
    return leaves(args) || leaves([...byName.values()])
  }

  return Object.values(value).some((part) => leaves(part))
}

const typesOf = (machine: Machine, path: Path, frame: Frame) =>
  path.flatMap(({generics = []}) => generics.map((type) => machine.type(type, frame)))

/** A function of another crate, or a method that is called by its type's name. */
export function callOutside(
  machine: Machine,
  path: string,
  args: readonly Value[],
  {expected, generics}: {expected: Known; generics: readonly Known[]},
): Value {
  const {functions} = machine.world
  const own = Object.hasOwn(functions, path) ? functions[path] : undefined
  if (own) return own(args, machine, expected)
  const name = methodIn(path)
  const [receiver, ...others] = args
  if (name === undefined || !receiver) throw new NotUnderstood(path)
  return machine.method({args: others, expected, generics, name, place: placeIn(receiver), receiver})
}

const placeIn = (value: Value): null | Place => (value.kind === 'mutable' ? value.place : null)

const METHODS_OF =
  /^(?:AsRef|Clone|Iterator|Into|IntoIterator|Option|PartialEq|Path|PathBuf|Result|String|ToOwned|ToString|Vec|bool|char|slice|str|[iu]\d+|usize|std::(?:clone::Clone|fmt::Display|iter::Iterator|string::ToString))::(\w+)$/

/** `trim` of `str::trim`. */
function methodIn(path: string): string | undefined {
  return METHODS_OF.exec(path)?.[1]
}

function parameterTypes(machine: Machine, {item, module, owner}: FunctionEntity): Known[] {
  const frame = frameOf(item, {module, owner})
  const types = item.parameters.map(({type}) => (type ? machine.type(type, frame) : INFER))
  return item.self === 'none' ? types : [INFER, ...types]
}

function frameOf({generics}: FunctionItem, {module, owner}: Pick<FunctionEntity, 'module' | 'owner'>): Frame {
  return {generics, module, owner, returns: INFER, scope: null}
}

/** A function of the program. @param args with its receiver */
export function callFunction(machine: Machine, entity: FunctionEntity, args: readonly Value[]): Value {
  const {item, module, owner} = entity
  if (!item.body) throw new NotUnderstood(`the body of ${item.name}`)
  const [receiver, others] = item.self === 'none' ? [null, args] : [args[0], args.slice(1)]
  if (others.length !== item.parameters.length) throw new NotUnderstood(`the arguments of ${item.name}`)
  let frame: Frame | null = {...frameOf(item, {module, owner})}
  const returns = machine.type(item.returns, frame)
  if (receiver) frame = match(machine, {inner: null, kind: 'binding', name: 'self'}, receiver, frame)
  for (const [index, {pattern, type}] of item.parameters.entries()) {
    const value = type && frame ? typed(others[index]!, machine.type(type, frame)) : others[index]!
    frame = frame && match(machine, pattern, value, frame)
  }

  if (!frame) throw new NotUnderstood(`the arguments of ${item.name}`)
  const inside = {...frame, returns}
  return typed(
    returned(() => machine.block(item.body!(), inside, returns)),
    returns,
  )
}

export function evaluateMethod(machine: Machine, expression: ExpressionOf<'method'>, frame: Frame, expected: Known): Value {
  const {args, generics, name, receiver} = expression
  const place = placeOf(machine, receiver, frame, receiverFor(name, expected))
  const call: MethodCall = {
    args: [],
    expected,
    generics: generics.map((type) => machine.type(type, frame)),
    name,
    place,
    receiver: place.get(),
  }
  const wanted = argumentFor(name, expected)
  return machine.method({...call, args: args.map((arg) => machine.evaluate(arg, frame, wanted))})
}

/** What a method's receiver must be for what it returns to be of a type. */
function receiverFor(name: string, expected: Known): Known {
  if (name === 'clone' || name === 'inspect_err') return expected
  if (name === 'map_err' || name === 'or_else') return known('Result', expected.args[0] ?? INFER)
  return /^(?:expect|unwrap|unwrap_or|unwrap_or_default|unwrap_or_else)$/.test(name) ? known('Result', expected) : INFER
}

/** What a closure that is given to a method must return, for the method to return what is expected: see closureValue. */
function argumentFor(name: string, expected: Known): Known {
  const [value = INFER, error = INFER] = expected.args
  if (name === 'map' && (expected.name === 'Option' || expected.name === 'Result')) return known(RETURNING, value)
  if (name === 'map_err') return known(RETURNING, error)
  const isItself = /^(?:and_then|map_or_else|or_else|unwrap_or_else)$/.test(name)
  return isItself ? known(RETURNING, expected) : INFER
}
