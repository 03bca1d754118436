import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'

import BuildLocal from '../../src/commands/python/build-local.js'
import Doctor from '../../src/commands/python/doctor.js'
import MigrateBuildpack from '../../src/commands/python/migrate-buildpack.js'
import Pin from '../../src/commands/python/pin.js'
import {assertDocument, schema} from '../support/json-schema.js'
import {runCommand} from '../support/run-command.js'

/** runCommand holds every document that it sees against docs/schemas/: here are those that no other test asks for. */
describe('--json', () => {
  const errors: [command: Parameters<typeof runCommand>[0], argv: string[], id: string][] = [
    [BuildLocal, ['--no-such-flag'], 'usage'],
    [BuildLocal, ['--source', 'no-such-folder'], 'source-not-found'],
    [Doctor, ['--no-such-flag'], 'usage'],
    [Doctor, ['--source', 'no-such-folder'], 'source-not-found'],
    [MigrateBuildpack, ['--no-such-flag'], 'usage'],
    [MigrateBuildpack, ['--app', 'example-app'], 'not-logged-in'],
    [Pin, ['--no-such-flag'], 'usage'],
    [Pin, ['--source', 'no-such-folder'], 'source-not-found'],
  ]
  for (const [command, argv, id] of errors) {
    it(`${command.name}: the error ${id} is a document too`, async () => {
      const {exitCode, stdout} = await runCommand(command, [...argv, '--json'], {HEROKU_API_KEY: undefined})
      assert.equal(exitCode, 2)
      assert.equal((JSON.parse(stdout) as {error: {id: string}}).error.id, id)
    })
  }

  it('explains a check', async () => {
    const {stdout} = await runCommand(Doctor, ['--explain', 'version/eol', '--json'])
    assert.equal((JSON.parse(stdout) as {check: {id: string}}).check.id, 'version/eol')
  })

  it('lists every check', async () => {
    const {stdout} = await runCommand(Doctor, ['--list', '--json'])
    assert.ok((JSON.parse(stdout) as {checks: unknown[]}).checks.length > 50)
  })

  describe('the schemas', () => {
    const files = readdirSync(new URL('../../docs/schemas', import.meta.url)).map((file) => file.replace('.json', ''))
    // Of the events only the first one knows it, of a tool's answer the document within.
    const withVersion = (name: string) => name !== 'build-local-event' && !name.startsWith('mcp-')
    for (const name of files) {
      it(`${name} lets no other key in${withVersion(name) ? ', and knows its version' : ''}`, () => {
        const {properties} = schema(name) as {properties: Record<string, object>}
        if (withVersion(name)) assert.deepEqual(properties.schemaVersion, {const: 1, type: 'number'})
        for (const part of objectsIn(schema(name))) assert.equal(part.additionalProperties, false, JSON.stringify(part))
      })
    }

    it('refuse a key that they do not have', () => {
      const error = {exitCode: 2, fix: 'f', id: 'usage', link: null, message: 'm', transient: false}
      assertDocument('error', {error, schemaVersion: 1})
      assert.throws(() => assertDocument('error', {error: {...error, stack: ''}, schemaVersion: 1}), /additionalProperty.*stack/s)
      assert.throws(() => assertDocument('error', {error: {...error, id: 'other'}, schemaVersion: 1}), /error\/id/)
    })
  })
})

/** Every schema of an object, at any depth. */
function objectsIn(part: unknown): {additionalProperties?: unknown; type?: unknown}[] {
  if (typeof part !== 'object' || part === null) return []
  const below = Object.values(part).flatMap((value) => objectsIn(value))
  return 'type' in part && part.type === 'object' ? [part, ...below] : below
}
