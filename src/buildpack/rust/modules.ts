import type {FunctionItem, Import, Item, Type} from './syntax.js'
import type {DataType, Known} from './values.js'

import {NotUnderstood} from '../not-understood.js'
import {FRAMEWORK_ERROR, OPTION, ORDERING, RESULT} from './values.js'

/** What a name stands for. */
export type Entity =
  /** Of another crate, or of the standard library; also what a type has, as `String::new`. */
  | {kind: 'outside'; path: string}
  | {kind: 'alias'; generics: readonly string[]; module: Module; type: Type}
  /** Where the program begins to install, by its path. */
  | {kind: 'boundary'; path: string}
  | {kind: 'const'; item: Extract<Item, {kind: 'const'}>; module: Module; owner: Known | null}
  | {kind: 'data'; type: DataType}
  | {kind: 'function'; item: FunctionItem; module: Module; owner: Known | null}
  | {kind: 'module'; module: Module}
  /** What a data type has, by its name. */
  | {kind: 'associated'; name: string; type: DataType}
  | {kind: 'trait'; name: string}
  /** Of an enum; or a struct, with an empty name. */
  | {kind: 'variant'; type: DataType; variant: string}

export type Namespace = 'type' | 'value'

/** A module's names. */
export class Module {
  readonly types = new Map<string, Entity>()
  readonly values = new Map<string, Entity>()
  readonly imports: Import[] = []
  /** Names that weren't read: a program that uses one isn't understood. */
  readonly unread = new Set<string>()

  constructor(
    readonly path: string,
    /** The module around it; of a block, the one that it stands in. */
    readonly parent: Module | null,
    readonly isBlock = false,
  ) {}

  /** `self` of a path. */
  get own(): Module {
    return this.isBlock ? this.parent!.own : this
  }
}

const PRELUDE: Readonly<Record<string, Entity>> = {
  Err: {kind: 'variant', type: RESULT, variant: 'Err'},
  None: {kind: 'variant', type: OPTION, variant: 'None'},
  Ok: {kind: 'variant', type: RESULT, variant: 'Ok'},
  Option: {kind: 'data', type: OPTION},
  Result: {kind: 'data', type: RESULT},
  Some: {kind: 'variant', type: OPTION, variant: 'Some'},
}
const PRELUDE_TYPES =
  /^(?:AsRef|Box|Clone|Default|Extend|From|FromIterator|Into|IntoIterator|Iterator|PartialEq|PartialOrd|String|ToOwned|ToString|TryFrom|TryInto|Vec|bool|char|f32|f64|slice|str|[iu](?:8|16|32|64|128|size))$/
/** Data types by their paths in the standard library and in libcnb. */
const OUTSIDE_DATA: Readonly<Record<string, DataType>> = {
  'libcnb::Error': FRAMEWORK_ERROR,
  'std::cmp::Ordering': ORDERING,
  'std::option::Option': OPTION,
  'std::result::Result': RESULT,
}

/** Imports that are being followed: `use indoc::indoc` isn't found in itself. */
type Followed = readonly Import[]

/**
 * What a path stands for.
 *
 * @returns undefined for a single name that isn't known
 * @throws NotUnderstood where it leads to something that isn't read
 */
export function resolve(
  module: Module,
  path: readonly string[],
  namespace: Namespace,
  followed: Followed = [],
): Entity | undefined {
  const [first = '', ...others] = path
  let entity = firstOf(module, first, {followed, isAlone: others.length === 0, namespace})
  for (const [index, name] of others.entries()) {
    if (entity === undefined) break
    entity = memberOf(entity, name, {followed, namespace: index === others.length - 1 ? namespace : 'type'})
  }

  return entity
}

interface Lookup {
  followed: Followed
  isAlone?: boolean
  namespace: Namespace
}

function firstOf(module: Module, name: string, {followed, isAlone = false, namespace}: Lookup): Entity | undefined {
  if (name === 'crate') return {kind: 'module', module: rootOf(module)}
  if (name === 'self') return {kind: 'module', module: module.own}
  if (name === 'super') return {kind: 'module', module: above(module)}
  const found = lookUp(module, name, {followed, namespace: isAlone ? namespace : 'type'})
  if (found) return found
  // Another crate.
  return isAlone ? undefined : outside(name)
}

function above(module: Module): Module {
  if (!module.own.parent) throw new NotUnderstood('super')
  return module.own.parent.own
}

function rootOf(module: Module): Module {
  return module.parent ? rootOf(module.parent) : module
}

function lookUp(module: Module, name: string, lookup: Lookup): Entity | undefined {
  const found = inModule(module, name, lookup)
  if (found) return found
  if (module.isBlock) return lookUp(module.parent!, name, lookup)
  if (Object.hasOwn(PRELUDE, name)) return PRELUDE[name]
  return PRELUDE_TYPES.test(name) && lookup.namespace === 'type' ? {kind: 'outside', path: name} : undefined
}

function inModule(module: Module, name: string, {followed, namespace}: Lookup): Entity | undefined {
  if (module.unread.has(name)) throw new NotUnderstood(`${module.path}::${name}`)
  const own = (namespace === 'type' ? module.types : module.values).get(name)
  if (own) return own
  const imports = module.imports.filter((one) => !followed.includes(one))
  for (const one of imports) {
    const found = one.name === name ? resolve(module, one.path, namespace, [...followed, one]) : undefined
    if (found) return found
  }

  for (const one of imports) {
    const from = one.name === '*' ? resolve(module, one.path, 'type', [...followed, one]) : undefined
    // What another crate's module has isn't known. Preludes have traits.
    if (from?.kind === 'outside' && !from.path.endsWith('::prelude')) throw new NotUnderstood(`${from.path}::*`)
    const found =
      from && from.kind !== 'outside' ? memberOf(from, name, {followed: [...followed, one], namespace}, true) : undefined
    if (found) return found
  }

  // A file whose form isn't known may have any name.
  if (module.unread.has('*')) throw new NotUnderstood(`${module.path}::${name}`)
  return undefined
}

function memberOf(entity: Entity, name: string, lookup: Lookup, isGlob = false): Entity | undefined {
  switch (entity.kind) {
    case 'boundary':
      return {kind: 'boundary', path: `${entity.path}::${name}`}

    case 'data': {
      const {type} = entity
      if (!type.isStruct && type.variants.some((variant) => variant.name === name)) return {kind: 'variant', type, variant: name}
      return isGlob ? undefined : {kind: 'associated', name, type}
    }

    case 'module':
      return name === 'super' ? {kind: 'module', module: above(entity.module)} : inModule(entity.module, name, lookup)

    case 'outside':
      return outside(`${entity.path}::${name}`)

    default:
      throw new NotUnderstood(`${entity.kind}::${name}`)
  }
}

/** The standard library has some names in several places. */
function outside(path: string): Entity {
  const plain = path.replace(/^(?:core|alloc)::/, 'std::')
  const variant = /^(.*)::(\w+)$/.exec(plain)
  const type = Object.hasOwn(OUTSIDE_DATA, plain) ? OUTSIDE_DATA[plain] : undefined
  if (type) return {kind: 'data', type}
  const data = variant && Object.hasOwn(OUTSIDE_DATA, variant[1]!) ? OUTSIDE_DATA[variant[1]!] : undefined
  if (data && data.variants.some(({name}) => name === variant![2])) return {kind: 'variant', type: data, variant: variant![2]!}
  return {kind: 'outside', path: plain.replace(/^std::(?:string|vec|boxed|path|str|char)::(String|Vec|Box|Path|PathBuf)\b/, '$1')}
}
