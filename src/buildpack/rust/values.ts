import type {Fields} from './syntax.js'
import type {Module} from './modules.js'

import {NotUnderstood} from '../not-understood.js'

/**
 * A type as far as values depend on it: `u16`, `text`, `list`, `tuple`, `path`, a data type's or another crate's path; `infer` where it
 * isn't known.
 */
export interface Known {
  args: readonly Known[]
  name: string
}

export const INFER: Known = {args: [], name: 'infer'}
export const known = (name: string, ...args: Known[]): Known => ({args, name})

/** A struct, or an enum. */
export interface DataType {
  derives: readonly string[]
  /** Of a struct: one without a name. In the order of the declaration. */
  variants: readonly {fields: Fields; name: string}[]
  isStruct: boolean
  /** Null: the standard library's own. */
  module: Module | null
  /** What no other type has. */
  path: string
}

/** A value that can be replaced where it is. */
export interface Place {
  get(): Value
  set(value: Value): void
}

/** A value of another crate: what of it is known. */
export interface Outside {
  fields?: Readonly<Record<string, Value>>
  kind: 'outside'
  methods?: Readonly<Record<string, (args: readonly Value[]) => Value>>
  path: string
}

export interface Data {
  fields: ReadonlyMap<string, Value>
  kind: 'data'
  /** Where it was told: of what it may hold. */
  of: readonly Known[]
  type: DataType
  variant: string
}

export type Value =
  | Data
  | Outside
  | {kind: 'boolean'; value: boolean}
  | {kind: 'character'; value: string}
  /** A closure says of which types its parameters are, as far as they are told. */
  | {kind: 'function'; call: (args: readonly Value[]) => Value; parameters?: readonly Known[]}
  /** A null type: it isn't known yet. */
  | {kind: 'integer'; type: string | null; value: number}
  | {kind: 'iterator'; next: () => undefined | Value}
  | {kind: 'list'; items: readonly Value[]}
  | {kind: 'mutable'; place: Place}
  | {kind: 'path'; value: string}
  /** What it is depends on a type that isn't known yet. */
  | {kind: 'pending'; as: (type: Known) => Value}
  | {kind: 'range'; from: null | number; isInclusive: boolean; to: null | number; type: string | null}
  | {kind: 'text'; value: string}
  | {kind: 'tuple'; items: readonly Value[]}

export type Kind = Value['kind']
export type Of<K extends Kind> = Extract<Value, {kind: K}>

const builtIn = <Path extends string>(
  path: Path,
  variants: readonly [name: string, fields: number][],
): DataType & {path: Path} => ({
  derives: ['Clone', 'Debug', 'Eq', 'Ord', 'PartialEq', 'PartialOrd'],
  isStruct: false,
  module: null,
  path,
  variants: variants.map(([name, fields]) => ({fields: fields === 0 ? null : [{name: '0', type: {kind: 'infer'}}], name})),
})

export const OPTION = builtIn('Option', [
  ['None', 0],
  ['Some', 1],
])
export const RESULT = builtIn('Result', [
  ['Ok', 1],
  ['Err', 1],
])
export const ORDERING = builtIn('Ordering', [
  ['Less', 0],
  ['Equal', 0],
  ['Greater', 0],
])
/** Of libcnb, as far as a buildpack makes one. */
export const FRAMEWORK_ERROR = builtIn('libcnb::Error', [['BuildpackError', 1]])

const NO_FIELDS: ReadonlyMap<string, Value> = new Map()
const variant = (type: DataType, name: string, value?: Value, of: readonly Known[] = []): Data => ({
  fields: value ? new Map([['0', value]]) : NO_FIELDS,
  kind: 'data',
  of,
  type,
  variant: name,
})

export const UNIT: Value = {items: [], kind: 'tuple'}
export const boolean = (value: boolean): Value => ({kind: 'boolean', value})
export const character = (value: string): Value => ({kind: 'character', value})
export const text = (value: string): Value => ({kind: 'text', value})
export const size = (value: number): Value => ({kind: 'integer', type: 'usize', value})
export const list = (items: readonly Value[]): Value => ({items, kind: 'list'})
export const tuple = (...items: Value[]): Value => ({items, kind: 'tuple'})
export const some = (value: Value) => variant(OPTION, 'Some', value)
export const NONE = variant(OPTION, 'None')
export const optional = (value: undefined | Value) => (value ? some(value) : NONE)
export const ok = (value: Value) => variant(RESULT, 'Ok', value)
export const err = (value: Value, of: readonly Known[] = []) => variant(RESULT, 'Err', value, of)
export const ordering = (sign: number) => variant(ORDERING, sign < 0 ? 'Less' : sign > 0 ? 'Greater' : 'Equal')

/** @throws NotUnderstood for a value of another kind */
export function as<K extends Kind>(kind: K, value: undefined | Value): Of<K> {
  const seen = value?.kind === 'mutable' && kind !== 'mutable' ? value.place.get() : value
  if (seen?.kind !== kind) throw new NotUnderstood(`a ${seen?.kind ?? 'missing value'} as a ${kind}`)
  return seen as Of<K>
}

/** What is behind `&mut`. */
export function seen(value: Value): Exclude<Value, {kind: 'mutable'}> {
  return value.kind === 'mutable' ? seen(value.place.get()) : value
}

export function isTrue(value: undefined | Value): boolean {
  return as('boolean', value).value
}

/** What is in `Some`, `Ok` or `Err`; undefined for `None`. */
export function payload({fields}: Data): undefined | Value {
  return fields.get('0')
}

export function isData<Type extends DataType>(value: Value, type: Type): value is Data & {type: Type} {
  return value.kind === 'data' && value.type === type
}

const WIDTHS: Readonly<Record<string, number>> = {'8': 8, '16': 16, '32': 32, '64': 64, '128': 128, size: 64}

export function isIntegerType(name: string): boolean {
  return /^[iu](?:8|16|32|64|128|size)$/.test(name)
}

/** The least and the greatest number of a type; the greatest are beyond what is exact here. */
export function limitsOf(type: string): [least: number, greatest: number] {
  const bits = WIDTHS[type.slice(1)]!
  return type.startsWith('u') ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1]
}

/**
 * A number of a type; of one that isn't known, only what all of them hold.
 *
 * @throws NotUnderstood for a number that the type doesn't hold, or that isn't exact here
 */
export function integer(value: number, type: string | null): Value {
  const [least, greatest] = type === null ? [0, 127] : limitsOf(type)
  if (!Number.isSafeInteger(value) || value < least || value > greatest) throw new NotUnderstood(`${value} as ${type}`)
  return {kind: 'integer', type, value}
}
