import {Ajv, type ValidateFunction} from 'ajv'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

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
  if (!argv.includes('--json') && !/--format[= ]json\b/.test(argv.join(' '))) return
  const document = JSON.parse(printed.stdout) as Record<string, unknown>
  if ('error' in document) {
    assertDocument('error', document)
    assert.equal(printed.exitCode, 2)
  } else assertDocument(nameOf(command, argv), document)
}

/** A flag → the ending of the schema's name. */
const FORMS: Record<string, Record<string, string>> = {
  'build-local': {'--plan': '-plan'},
  doctor: {'--all': '-fleet', '--explain': '-explain', '--list': '-list', '--team': '-fleet'},
  'migrate-buildpack': {},
  pin: {'--dependencies': '-dependencies'},
}

function nameOf(command: string, argv: readonly string[]): string {
  const forms = FORMS[command]
  assert.ok(forms, `${command} has no schema`)
  const flag = argv.find((word) => forms[word] !== undefined)
  return flag === undefined ? command : `${command}${forms[flag]!}`
}
