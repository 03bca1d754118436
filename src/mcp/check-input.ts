import {Refusal} from './refusal.js'

/** What the schemas of the tools' input have of JSON Schema. */
export interface InputSchema {
  additionalProperties?: boolean
  enum?: readonly unknown[]
  items?: InputSchema
  maxItems?: number
  maxLength?: number
  minimum?: number
  minLength?: number
  pattern?: string
  properties?: Readonly<Record<string, InputSchema>>
  required?: readonly string[]
  type?: string
}

/** More of a list is no question that somebody asks. */
const ITEMS = 200

/** @throws Refusal if an input isn't of its schema's form: a client may not have checked it */
export function checkInput(input: Readonly<Record<string, unknown>>, schema: InputSchema): void {
  const {properties = {}, required = []} = schema
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(properties, name)) throw wrong(name, `is unknown. Known are ${Object.keys(properties).join(', ')}`)
    checkValue(name, input[name], properties[name]!)
  }

  for (const name of required) if (input[name] === undefined) throw wrong(name, 'is missing')
}

function checkValue(name: string, value: unknown, schema: InputSchema): void {
  if (schema.enum && !schema.enum.includes(value)) throw wrong(name, `must be one of ${schema.enum.join(', ')}`)
  switch (schema.type) {
    case 'array':
      if (!Array.isArray(value)) throw wrong(name, 'must be an array')
      if (value.length > (schema.maxItems ?? ITEMS)) throw wrong(name, 'has too many items')
      for (const item of value) checkValue(name, item, schema.items ?? {})
      break

    case 'boolean':
      if (typeof value !== 'boolean') throw wrong(name, 'must be true or false')
      break

    case 'integer':
      if (!Number.isSafeInteger(value) || (value as number) < (schema.minimum ?? -Infinity))
        throw wrong(name, `must be an integer from ${schema.minimum}`)
      break

    case 'string':
      checkText(name, value, schema)
      break

    default:
      throw wrong(name, 'has no known type')
  }
}

function checkText(name: string, value: unknown, {maxLength = 4096, minLength = 0, pattern}: InputSchema): void {
  if (typeof value !== 'string') throw wrong(name, 'must be a string')
  if (value.length > maxLength || value.length < minLength) throw wrong(name, `must have ${minLength} to ${maxLength} characters`)
  if (value.includes('\0')) throw wrong(name, 'has a NUL character')
  if (pattern !== undefined && !new RegExp(pattern).test(value)) throw wrong(name, `must match ${pattern}`)
}

function wrong(name: string, what: string): Refusal {
  return new Refusal(`${JSON.stringify(name)} ${what}.`, "Correct the call to match the tool's inputSchema.")
}
