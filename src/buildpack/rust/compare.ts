import type {Machine} from './machine.js'

import {NotUnderstood} from '../not-understood.js'
import {as, type Data, isTrue, seen, type Value} from './values.js'

/** `==`. @throws NotUnderstood where a type has a rule of its own that isn't read */
export function equal(machine: Machine, one: Value, other: Value): boolean {
  const left = seen(one)
  const right = seen(other)
  if (left.kind === 'data' && right.kind === 'data') return equalData(machine, left, right)
  if (left.kind === 'outside' && right.kind === 'outside') return equalConstants(left.path, right.path)
  if ((left.kind === 'list' || left.kind === 'tuple') && right.kind === left.kind)
    return (
      left.items.length === right.items.length && left.items.every((item, index) => equal(machine, item, right.items[index]!))
    )
  return compareScalars(left, right) === 0
}

/** The kinds of I/O errors. */
function equalConstants(one: string, other: string): boolean {
  if (![one, other].every((path) => path.startsWith('std::io::ErrorKind::'))) throw new NotUnderstood(`${one} == ${other}`)
  return one === other
}

function equalData(machine: Machine, one: Data, other: Data): boolean {
  if (one.type !== other.type) throw new NotUnderstood(`${one.type.path} == ${other.type.path}`)
  const own = ownRule(machine, one, 'PartialEq', 'eq')
  if (own) return isTrue(machine.callFunction(own, [one, other]))
  if (one.variant !== other.variant) return false
  return [...one.fields].every(([name, value]) => equal(machine, value, other.fields.get(name)!))
}

/** Less than 0 where the first is less, more than 0 where it is greater. */
export function compare(machine: Machine, one: Value, other: Value): number {
  const left = seen(one)
  const right = seen(other)
  if (left.kind === 'data' && right.kind === 'data') return compareData(machine, left, right)
  if ((left.kind === 'list' || left.kind === 'tuple') && right.kind === left.kind)
    return compareItems(machine, left.items, right.items)
  const sign = compareScalars(left, right)
  if (Number.isNaN(sign)) throw new NotUnderstood('the order of paths')
  return sign
}

function compareItems(machine: Machine, left: readonly Value[], right: readonly Value[]): number {
  for (const [index, item] of left.entries()) {
    const against = right[index]
    const sign = against ? compare(machine, item, against) : 1
    if (sign !== 0) return sign
  }

  return left.length - right.length
}

function compareData(machine: Machine, one: Data, other: Data): number {
  if (one.type !== other.type) throw new NotUnderstood(`${one.type.path} against ${other.type.path}`)
  if (ownRule(machine, one, 'PartialOrd', 'partial_cmp') ?? ownRule(machine, one, 'Ord', 'cmp'))
    throw new NotUnderstood(`the order of ${one.type.path}`)
  const rank = ({variant}: Data) => one.type.variants.findIndex(({name}) => name === variant)
  if (one.variant !== other.variant) return rank(one) - rank(other)
  const order = one.type.variants[rank(one)]?.fields ?? []
  const inOrder = ({fields}: Data) => order.map(({name}) => fields.get(name)!)
  return compareItems(machine, inOrder(one), inOrder(other))
}

/** A type's rule, where it isn't derived. @throws NotUnderstood where it has none */
function ownRule(machine: Machine, {type}: Data, trait: string, name: string) {
  const own = machine.program.of(type.path).find((one) => one.trait === trait)
  if (!own && !type.derives.includes(trait)) {
    if (trait === 'Ord') return
    throw new NotUnderstood(`${trait} of ${type.path}`)
  }

  return own?.functions.get(name)
}

/** Texts are compared by their bytes, as their code points are. */
function compareScalars(left: Value, right: Value): number {
  if (left.kind === 'integer') return left.value - as('integer', right).value
  if (left.kind === 'boolean') return Number(left.value) - Number(as('boolean', right).value)
  if (left.kind === 'character' || left.kind === 'text') return compareTexts(left.value, as(left.kind, right).value)
  if (left.kind === 'path' && right.kind === 'path') return comparePaths(left.value, right.value)
  throw new NotUnderstood(`${left.kind} against ${right.kind}`)
}

/** Paths are the same by their parts, whatever is between them. Which is the lesser isn't told. */
function comparePaths(left: string, right: string): number {
  const plain = (path: string) => path.replaceAll(/\/+(?:\.(?=\/|$)\/*)*/g, '/').replace(/(?<=.)\/$/, '')
  return plain(left) === plain(right) ? 0 : Number.NaN
}

function compareTexts(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  for (const [index, point] of left.entries()) {
    const against = right[index]
    if (against === undefined) return 1
    const sign = point.codePointAt(0)! - against.codePointAt(0)!
    if (sign !== 0) return sign
  }

  return left.length - right.length
}
