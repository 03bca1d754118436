import {Ajv, type ValidateFunction} from 'ajv'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import {documentName} from '../../src/cli/schemas.js'

const ajv = new Ajv({allErrors: true, allowUnionTypes: true})
const compiled = new Map<string, ValidateFunction>()

/** Fails if a document is not of the form that docs/schemas/NAME.json gives. A key that isn't in it is a fault, too. */
export function assertDocument(name: string, document: unknown): void {
  const validate = compiled.get(name) ?? ajv.compile(schema(name))
  compiled.set(name, validate)
  assert.ok(validate(document), `docs/schemas/${name}.json: ${JSON.stringify(validate.errors, null, 2)}`)
}

export function schema(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.json`, import.meta.url), 'utf8')) as object
}

/**
 * What a command printed, if it was asked for JSON: one document, of the form that is promised for these arguments.
 *
 * @param command `doctor`, as in `heroku python:doctor`
 */
export function assertPrinted(command: string, argv: readonly string[], printed: {exitCode: unknown; stdout: string}): void {
  if (argv.includes('--schema')) return
  if (!argv.includes('--json') && !/--format[= ]json\b/.test(argv.join(' '))) return
  const document = JSON.parse(printed.stdout) as Record<string, unknown>
  if ('error' in document) {
    assertDocument('error', document)
    assert.equal(printed.exitCode, 2)
  } else assertDocument(documentName(command, argv), document)
}
