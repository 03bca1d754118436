import type {Expression, Pattern} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {compare, equal} from './compare.js'
import {type Frame, type Machine, withName} from './machine.js'
import {as, type Data, list, seen, type Value} from './values.js'

type PatternOf<K extends Pattern['kind']> = Extract<Pattern, {kind: K}>

/** @returns the frame with what the pattern names; null where the value isn't of that form */
export function match(machine: Machine, pattern: Pattern, value: Value, frame: Frame): Frame | null {
  switch (pattern.kind) {
    case 'any':
    case 'rest':
      return frame

    case 'binding':
      return matchBinding(machine, pattern, value, frame)

    case 'literal':
      return equal(machine, seen(value), machine.evaluate(pattern.value, frame)) ? frame : null

    case 'or':
      for (const option of pattern.options) {
        const matched = match(machine, option, value, frame)
        if (matched) return matched
      }

      return null

    case 'path':
      return matchName(machine, pattern, seen(value), frame)

    case 'range':
      return isInRange(machine, pattern, value, frame) ? frame : null

    case 'slice':
      return matchItems(machine, pattern.items, as('list', value).items, frame)

    case 'struct':
      return matchStruct(machine, pattern, seen(value), frame)

    case 'tuple':
      return matchTuple(machine, pattern, seen(value), frame)

    case 'unknown':
      throw new NotUnderstood(pattern.what)
  }
}

/** A name that is a constant or a variant is compared; any other is given to the value. */
function matchBinding(machine: Machine, {inner, name}: PatternOf<'binding'>, value: Value, frame: Frame): Frame | null {
  if (inner) {
    const matched = match(machine, inner, value, frame)
    return matched && withName(matched, name, value)
  }

  const entity = machine.resolve([{name}], frame, 'value')
  const isConstant = entity && (entity.kind === 'const' || entity.kind === 'variant')
  return isConstant ? matchName(machine, {kind: 'path', path: [{name}]}, seen(value), frame) : withName(frame, name, value)
}

function matchName(machine: Machine, {path}: PatternOf<'path'>, value: Value, frame: Frame): Frame | null {
  const entity = machine.resolve(path, frame, 'value')
  if (entity?.kind === 'variant') return isVariant(value, entity) ? frame : null
  if (!entity) throw new NotUnderstood(`the pattern ${path.at(-1)?.name}`)
  return equal(machine, value, machine.entityValue(entity, path, frame)) ? frame : null
}

/** @throws NotUnderstood for a value of another type, which no program compares */
function isVariant(value: Value, {type, variant}: Pick<Data, 'type' | 'variant'>): boolean {
  const data = as('data', value)
  if (data.type !== type) throw new NotUnderstood(`${data.type.path} as ${type.path}`)
  return data.variant === variant
}

function isInRange(machine: Machine, {from, isInclusive, to}: PatternOf<'range'>, value: Value, frame: Frame): boolean {
  const against = (bound: Expression) => compare(machine, seen(value), machine.evaluate(bound, frame))
  if (from && against(from) < 0) return false
  return to === null || (isInclusive ? against(to) <= 0 : against(to) < 0)
}

/** A list or the fields of a tuple: one of the patterns may stand for any number of them. */
function matchItems(machine: Machine, patterns: readonly Pattern[], items: readonly Value[], frame: Frame): Frame | null {
  const isRest = (pattern: Pattern) => pattern.kind === 'rest' || (pattern.kind === 'binding' && pattern.inner?.kind === 'rest')
  const at = patterns.findIndex((pattern) => isRest(pattern))
  const least = at === -1 ? patterns.length : patterns.length - 1
  if (at === -1 ? items.length !== least : items.length < least) return null
  const behind = items.length - (patterns.length - 1 - at)
  let matched: Frame | null = frame
  for (const [index, pattern] of patterns.entries()) {
    if (!matched) return null
    matched =
      index === at
        ? match(machine, pattern, list(items.slice(at, behind)), matched)
        : match(machine, pattern, items[at === -1 || index < at ? index : behind + index - at - 1]!, matched)
  }

  return matched
}

function matchTuple(machine: Machine, {items, path}: PatternOf<'tuple'>, value: Value, frame: Frame): Frame | null {
  if (!path) return matchItems(machine, items, as('tuple', value).items, frame)
  const entity = variantOf(machine, path, frame)
  if (!isVariant(value, entity)) return null
  return matchItems(machine, items, [...as('data', value).fields.values()], frame)
}

function matchStruct(machine: Machine, {fields, path}: PatternOf<'struct'>, value: Value, frame: Frame): Frame | null {
  if (!isVariant(value, variantOf(machine, path, frame))) return null
  const data = as('data', value)
  let matched: Frame | null = frame
  for (const {name, pattern} of fields) {
    const field = data.fields.get(name)
    if (!field) throw new NotUnderstood(`the field ${name}`)
    matched = matched && match(machine, pattern, field, matched)
  }

  return matched
}

function variantOf(machine: Machine, path: PatternOf<'path'>['path'], frame: Frame): Pick<Data, 'type' | 'variant'> {
  const entity = machine.resolve(path, frame, 'type')
  if (entity?.kind === 'data' && entity.type.isStruct) return {type: entity.type, variant: ''}
  const value = entity?.kind === 'variant' ? entity : machine.resolve(path, frame, 'value')
  if (value?.kind !== 'variant') throw new NotUnderstood(`the pattern ${path.at(-1)?.name}`)
  return value
}
