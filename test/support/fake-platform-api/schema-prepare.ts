export type JsonObject = {[key: string]: unknown}

/** Annotations. `example` must go for another reason too: Ajv would take an `id` inside it for a schema's. */
const DROPPED = new Set(['$schema', 'example', 'links', 'id'])
const MAPS = new Set(['definitions', 'patternProperties', 'properties'])

/** In the version 3 schema, but in real answers to version 3.sdk only: the fake leaves it out, so that clients ask right. */
const NOT_REQUIRED = new Set(['generation'])

/**
 * A schema as Ajv can check it. `strictProperties` is the hyper-schema's word for "all of these and no others".
 * With `root`, references into the document become references to the schema of that name.
 */
export function prepare(schema: JsonObject, root = ''): JsonObject {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key)) continue
    result[key] = MAPS.has(key) && isObject(value) ? prepareMap(value, root) : prepareValue(key, value, root)
  }

  if (schema.strictProperties === true && isObject(schema.properties)) {
    result.additionalProperties ??= false
    result.required ??= Object.keys(schema.properties).filter((name) => !NOT_REQUIRED.has(name))
  }

  return result
}

/** The keys of these are names, not keywords: a property may well be called `id`. */
function prepareMap(map: JsonObject, root: string): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, isObject(value) ? prepare(value, root) : value]))
}

function prepareValue(key: string, value: unknown, root: string): unknown {
  if (key === '$ref' && typeof value === 'string' && value.startsWith('#')) return root + value
  if (Array.isArray(value)) return value.map((item: unknown) => (isObject(item) ? prepare(item, root) : item))
  return isObject(value) ? prepare(value, root) : value
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
