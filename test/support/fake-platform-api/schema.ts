import type {ValidateFunction} from 'ajv'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import {existsSync, readFileSync} from 'node:fs'

import {isObject, type JsonObject, prepare} from './schema-prepare.js'

/** Heroku's own hyper-schema lies beside the project, never in it: without it, answers go unchecked. */
const FOLDER = new URL('../../../../shared/conformance/', import.meta.url)
const FILES = {v3: 'platform-api.schema.json', sdk: 'platform-api-3.sdk.schema.json'}
const Draft04 = Ajv.default
const ROOT = 'heroku'

export type ApiVersion = keyof typeof FILES

interface Link {
  method: string
  path: RegExp
  /** The prepared schemas, compiled when they are first needed: there are hundreds of links. */
  answer?: JsonObject
  request?: JsonObject
}

/** The schema of one API version: which endpoints there are, what they take and what they give. */
class HyperSchema {
  private readonly ajv = new Draft04({strict: false, allErrors: true, validateSchema: false})
  private readonly compiled = new Map<JsonObject, ValidateFunction>()
  private readonly links: Link[]

  constructor(schema: JsonObject) {
    addFormats.default(this.ajv)
    const definitions = isObject(schema.definitions) ? schema.definitions : {}
    this.links = Object.values(definitions).flatMap((definition) => linksOf(definition))
    this.ajv.addSchema(prepare(schema), ROOT)
  }

  /** What is wrong with a body, in words; empty: nothing. */
  check(kind: 'answer' | 'request', method: string, path: string, body: unknown): string[] {
    const link = this.links.find((candidate) => candidate.method === method && candidate.path.test(path) && candidate.answer)
    if (!link) return [`${method} ${path}: Heroku's schema has no such endpoint`]
    const schema = link[kind]
    if (!schema) return []
    const validate = this.compiled.get(schema) ?? this.ajv.compile(schema)
    this.compiled.set(schema, validate)
    if (validate(body)) return []
    return (validate.errors ?? []).map(
      (error) => `${method} ${path} ${kind}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`,
    )
  }
}

const loaded = new Map<ApiVersion, HyperSchema | undefined>()

/** Parsed once for all the tests of a run. */
export function loadSchema(version: ApiVersion): HyperSchema | undefined {
  if (!loaded.has(version)) {
    const file = new URL(FILES[version], FOLDER)
    const schema = existsSync(file) ? new HyperSchema(JSON.parse(readFileSync(file, 'utf8')) as JsonObject) : undefined
    loaded.set(version, schema)
  }

  return loaded.get(version)
}

function linksOf(definition: unknown): Link[] {
  const links = isObject(definition) && Array.isArray(definition.links) ? definition.links.filter((link) => isObject(link)) : []
  return links.flatMap((link) => {
    if (typeof link.href !== 'string' || typeof link.method !== 'string') return []
    return [
      {
        method: link.method,
        path: pathPattern(link.href),
        ...(isObject(link.targetSchema) && {answer: prepare(link.targetSchema, ROOT)}),
        ...(isObject(link.schema) && {request: prepare(link.schema, ROOT)}),
      },
    ]
  })
}

/** `/apps/{(…identity)}/builds`: each brace is one segment. */
function pathPattern(href: string): RegExp {
  return new RegExp(`^${href.replaceAll(/{[^}]*}/g, '[^/]+')}$`)
}
