import type {Expression, Fields} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import type {Frame, Machine} from './machine.js'
import {fieldOf} from './places.js'
import {typed} from './types.js'
import {type Data, type DataType, INFER, type Known, type Value} from './values.js'

type ExpressionOf<K extends Expression['kind']> = Extract<Expression, {kind: K}>

const fieldsOf = (type: DataType, variant: string): Fields => type.variants.find(({name}) => name === variant)?.fields ?? null

/** The types of a variant's fields. @param expected that of the whole */
export function variantTypes(machine: Machine, {type, variant}: Pick<Data, 'type' | 'variant'>, expected: Known): Known[] {
  if (!type.module) return variant === 'Err' ? [expected.args[1] ?? INFER] : [expected.args[0] ?? INFER]
  return (fieldsOf(type, variant) ?? []).map((field) => fieldType(machine, type, field))
}

function fieldType(machine: Machine, {module}: DataType, {type}: NonNullable<Fields>[number]): Known {
  return module ? machine.type(type, {generics: [], module, owner: null, returns: null, scope: null}) : INFER
}

/** A variant, or a struct, of its fields in order. */
export function construct(machine: Machine, {type, variant}: Pick<Data, 'type' | 'variant'>, values: readonly Value[]): Data {
  const fields = fieldsOf(type, variant) ?? []
  if (fields.length !== values.length) throw new NotUnderstood(`${values.length} values for ${variant}`)
  const entries = fields.map((field, index) => [field.name, typed(values[index]!, fieldType(machine, type, field))] as const)
  return {fields: new Map(entries), kind: 'data', of: [], type, variant}
}

export function evaluateStruct(machine: Machine, {base, fields, path}: ExpressionOf<'struct'>, frame: Frame): Value {
  const entity = machine.resolve(path, frame, 'type')
  if (entity?.kind !== 'data' && entity?.kind !== 'variant') throw new NotUnderstood(`the struct ${path.at(-1)?.name}`)
  const variant = entity.kind === 'data' ? {type: entity.type, variant: ''} : entity
  const declared = fieldsOf(variant.type, variant.variant) ?? []
  const given = new Map(
    fields.map(({name, value}) => {
      const field = declared.find((one) => one.name === name)
      if (!field) throw new NotUnderstood(`the field ${name}`)
      const type = fieldType(machine, variant.type, field)
      return [name, typed(machine.evaluate(value, frame, type), type)] as const
    }),
  )
  const rest = base ? machine.evaluate(base, frame) : undefined
  const entries = declared.map(({name}) => {
    const value = given.get(name) ?? (rest && fieldOf(rest, name))
    if (!value) throw new NotUnderstood(`the field ${name}`)
    return [name, value] as const
  })
  return {fields: new Map(entries), kind: 'data', of: [], type: variant.type, variant: variant.variant}
}
