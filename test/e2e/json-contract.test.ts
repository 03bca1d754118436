import {Ajv} from 'ajv'
import {execa} from 'execa'
import assert from 'node:assert/strict'
import path from 'node:path'

import type {BuildEventJson} from '../../src/render/local-build/events-json.js'
import {anyInterpreter} from '../local-build/test-machine.js'
import {PROJECT} from '../support/heroku-cli.js'
import {assertDocument, schema} from '../support/json-schema.js'
import {TemporaryFolders} from '../support/repository.js'

/** What programs hold on to: `--schema`, and the events of a build. */
describe('the contract for programs, of the built package', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const run = async (...argv: string[]) => {
    const env = {CI: 'true', XDG_CACHE_HOME: folders.make()}
    return execa(process.execPath, [path.join(PROJECT, 'bin/run.js'), ...argv], {cwd: folders.make(), env, reject: false})
  }

  const schemas: [argv: string[], name: string][] = [
    [['python:doctor'], 'doctor'],
    [['python:doctor', '--team=example-team'], 'doctor-fleet'],
    [['python:doctor', '-A'], 'doctor-fleet'],
    [['python:doctor', '--explain', 'version/eol'], 'doctor-explain'],
    [['python:pin', '--dependencies'], 'pin-dependencies'],
    [['python:migrate-buildpack'], 'migrate-buildpack'],
    [['python:build-local', '--events'], 'build-local-event'],
  ]
  for (const [argv, name] of schemas) {
    it(`${argv.join(' ')} --schema prints ${name}.json, and needs nothing else`, async () => {
      const {exitCode, stderr, stdout} = await run(...argv, '--schema')
      assert.equal(exitCode, 0, stderr)
      const printed = JSON.parse(stdout) as object
      assert.deepEqual(printed, schema(name))
      assert.ok(new Ajv({allowUnionTypes: true}).compile(printed))
    })
  }

  const eventsOf = (stdout: string): BuildEventJson[] => {
    const events = stdout.split('\n').map((line) => JSON.parse(line) as BuildEventJson)
    for (const event of events) assertDocument('build-local-event', event)
    return events
  }

  it('build-local --events tells of each step as it runs, and ends with the result', async () => {
    const {major, program} = await anyInterpreter()
    const source = folders.make({'.python-version': `${major}\n`, 'app.py': '', 'requirements.txt': '# nothing\n'})
    const {exitCode, stdout} = await run('python:build-local', '--source', source, '--python', program, '--events')
    const events = eventsOf(stdout)
    const [first] = events
    const last = events.at(-1)!
    assert.ok(first?.type === 'started' && first.schemaVersion === 1)
    assert.ok(last.type === 'result')
    assert.equal(last.result.status, 'succeeded')
    assert.equal(exitCode, 0)
    assertDocument('build-local', last.result)
    const known = new Set(first.steps.map(({id}) => id))
    const ended = events.flatMap((event) => (event.type === 'step-done' || event.type === 'step-skipped' ? [event.step] : []))
    assert.deepEqual(
      ended,
      last.result.steps.map(({id}) => id),
    )
    assert.ok(ended.every((step) => known.has(step)))
    for (const event of events) if (event.type === 'output') assert.doesNotMatch(event.line, /\n/)
  })

  it('tells of a step that fails', async () => {
    const {major, program} = await anyInterpreter()
    const hook = 'echo "about to fail"\nexit 3\n'
    const files = {'.python-version': `${major}\n`, 'bin/pre_compile': hook, 'requirements.txt': '# nothing\n'}
    const source = folders.make(files)
    const {exitCode, stdout} = await run('python:build-local', '--source', source, '--python', program, '--events')
    const events = eventsOf(stdout)
    assert.ok(events.some((event) => event.type === 'output' && event.line === 'about to fail'))
    const failed = events.find((event) => event.type === 'step-failed')
    assert.deepEqual([failed?.step, failed?.reason], ['pre-compile', 'hooks::pre_compile'])
    const last = events.at(-1)!
    assert.ok(last.type === 'result')
    assert.equal(last.result.failure?.reason, 'hooks::pre_compile')
    assert.equal(exitCode, 1)
  })

  it('ends with an error, where the build can not begin', async () => {
    for (const [argv, id] of [
      [['--source', 'no-such-folder'], 'source-not-found'],
      [['--json'], 'usage'],
      [['--no-such-flag'], 'usage'],
    ] as const) {
      const {exitCode, stdout} = await run('python:build-local', '--events', ...argv)
      const [only, ...others] = eventsOf(stdout)
      assert.deepEqual(others, [])
      assert.ok(only?.type === 'error')
      assert.deepEqual([only.error.id, only.error.transient, exitCode], [id, false, 2])
    }
  })
})
