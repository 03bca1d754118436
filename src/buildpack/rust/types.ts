import type {Path, Type} from './syntax.js'
import type {Program} from './program.js'

import {NotUnderstood} from '../not-understood.js'
import {type Entity, type Module, resolve} from './modules.js'
import {type Data, INFER, integer, isIntegerType, type Known, known, OPTION, RESULT, type Value} from './values.js'

export interface TypeContext {
  /** Names that stand for types that aren't known. */
  generics: readonly string[]
  module: Module
  /** What `Self` is. */
  owner: Known | null
  program: Program
}

/** As far as values depend on it; what isn't known is inferred. */
export function typeOf(type: Type, context: TypeContext): Known {
  switch (type.kind) {
    case 'infer':
      return INFER

    case 'list':
      return known('list', typeOf(type.item, context))

    case 'path':
      return namedType(type.path, context)

    case 'tuple':
      return known('tuple', ...type.items.map((item) => typeOf(item, context)))
  }
}

function namedType(path: Path, context: TypeContext): Known {
  const names = path.map(({name}) => name)
  const [first = ''] = names
  if (context.generics.includes(first)) return INFER
  if (first === 'Self') return names.length === 1 ? (context.owner ?? INFER) : INFER
  const args = (path.at(-1)?.generics ?? []).map((argument) => typeOf(argument, context))
  const entity = resolve(context.module, names, 'type')
  return entity ? entityType(entity, args, context) : INFER
}

function entityType(entity: Entity, args: readonly Known[], context: TypeContext): Known {
  switch (entity.kind) {
    case 'alias': {
      const {generics, module, type} = entity
      // An alias with arguments of its own is rare.
      return generics.length > 0 ? INFER : typeOf(type, {...context, generics: [], module})
    }

    case 'data':
      return known(entity.type.path, ...args)

    case 'outside':
      return outsideType(entity.path, args)

    default:
      return INFER
  }
}

const TEXTS = new Set(['String', 'std::ffi::OsStr', 'std::ffi::OsString', 'str'])
const PATHS = new Set(['Path', 'PathBuf'])

function outsideType(path: string, args: readonly Known[]): Known {
  if (isIntegerType(path)) return known(path)
  if (TEXTS.has(path)) return known('text')
  if (PATHS.has(path)) return known('path')
  const [first = INFER, second = INFER] = args
  switch (path) {
    case 'bool':
      return known('boolean')

    case 'Box':
    case 'std::borrow::Cow':
    case 'std::rc::Rc':
    case 'std::sync::Arc':
      return first

    case 'char':
      return known('character')

    case 'libcnb::Result':
      return known('Result', first, known('libcnb::Error', second))

    case 'std::io::Result':
      return known('Result', first, known('std::io::Error'))

    case 'Vec':
    case 'slice':
      return known('list', first)

    default:
      return known(path, ...args)
  }
}

/**
 * A value where a type is told: what depended on it is then known.
 *
 * @throws NotUnderstood for a value that can't be of that type
 */
export function typed(value: Value, type: Known): Value {
  if (type.name === 'infer') return value
  switch (value.kind) {
    case 'data':
      return typedData(value, type)

    case 'integer':
      return typedInteger(value, type)

    case 'list':
      return type.name === 'list' ? {...value, items: value.items.map((item) => typed(item, type.args[0] ?? INFER))} : value

    case 'pending':
      return value.as(type)

    case 'tuple':
      return type.name === 'tuple'
        ? {...value, items: value.items.map((item, index) => typed(item, type.args[index] ?? INFER))}
        : value

    default:
      return value
  }
}

function typedInteger(value: Extract<Value, {kind: 'integer'}>, {name}: Known): Value {
  if (!isIntegerType(name) || value.type === name) return value
  if (value.type !== null) throw new NotUnderstood(`${value.type} as ${name}`)
  return integer(value.value, name)
}

function typedData(value: Data, {args, name}: Known): Value {
  if (name !== value.type.path || args.length === 0 || (value.type !== OPTION && value.type !== RESULT)) return value
  const inner = args[value.variant === 'Err' ? 1 : 0] ?? INFER
  const fields = new Map([...value.fields].map(([key, field]) => [key, typed(field, inner)]))
  return {...value, fields, of: args}
}
