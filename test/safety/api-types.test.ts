import assert from 'node:assert/strict'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders} from '../support/repository.js'
import {type Command, CommandProcess} from './support/command-process.js'

/** What no answer should hold in the place of anything. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1e308,
  '',
  '__proto__',
  '../../x\u001B[2J',
  'x'.repeat(100_000),
  [],
  [null],
  [[]],
  {},
  {toString: 1, length: -1, name: {}},
]

/** Of all fields and values, a part is tried, another one for each command; ALL=1 tries the whole. */
const EVERY = process.env.ALL ? 1 : 30

type Way = readonly (number | string)[]

/** The way to every value in an answer. */
function ways(json: unknown, way: Way = []): Way[] {
  const below = typeof json === 'object' && json !== null ? Object.entries(json as Record<string, unknown>) : []
  // Entries of a list are alike.
  const kept = Array.isArray(json) ? below.slice(0, 1) : below
  return [way, ...kept.flatMap(([key, value]) => ways(value, [...way, Array.isArray(json) ? Number(key) : key]))]
}

function changed(json: unknown, [key, ...rest]: Way, value: unknown): unknown {
  if (key === undefined) return value
  const copy = (Array.isArray(json) ? [...(json as unknown[])] : {...(json as object)}) as Record<number | string, unknown>
  copy[key] = changed(copy[key], rest, value)
  return copy
}

describe('every field of every answer of the Platform API, of every type', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let runs: CommandProcess

  before(async () => {
    const app = {
      addons: [{configVars: {DATABASE_URL: 'postgres://h/d'}, name: 'postgresql-1', plan: 'heroku-postgresql:mini'}],
      buildpacks: ['https://github.com/heroku/heroku-buildpack-python', 'heroku/nodejs'],
      builds: [{status: 'succeeded' as const}],
      configVars: {A: 'x', DATABASE_URL: 'postgres://h/d', WEB_CONCURRENCY: '2'},
      formation: [{command: 'gunicorn app:app', type: 'web'}],
      team: 'acme',
    }
    const cnbs = [{homepage: 'https://example.com', id: 'heroku/python', version: '1.0.0'}]
    api = await FakePlatformApi.start({
      apps: [
        {...app, name: 'example'},
        {...app, buildpacks: [], builds: [{cnbs}], generation: 'fir', name: 'fir-example'},
      ],
    })
    runs = CommandProcess.inHome(folders.make(), api.env)
  })

  after(async () => {
    await runs.end()
    folders.remove()
    // Such answers are none of a real platform.
    api.schemaErrors.length = 0
    await api.stop()
  })

  const commands: [Command, ...string[]][] = [
    ['doctor', '--app', 'example'],
    ['doctor', '--app', 'fir-example', '--json'],
    ['doctor', '--team', 'acme'],
    ['migrate-buildpack', '--app', 'example', '--dry-run'],
    ['build-local', '--app', 'example', '--plan'],
    ['pin', '--app', 'example', '--dry-run'],
  ]
  for (const [turn, [command, ...argv]] of commands.entries())
    it(`is a skipped part, or a problem in words: ${command} ${argv.join(' ')}`, async () => {
      const source = folders.make({
        '.python-version': '3.13\n',
        Procfile: 'web: gunicorn app:app\n',
        'requirements.txt': 'gunicorn\n',
      })
      const run = async () => runs.run(command, [...argv, ...(argv.includes('--team') ? [] : ['--source', source])])
      const answers = new Map<string, unknown>()
      api.clearFaults()
      const from = api.calls.length
      await run()
      const paths = [...new Set(api.calls.slice(from).map((call) => call.replace(/^\w+ /, '').replace(/\?.*/, '')))]
      for (const path of paths) {
        api.fault(
          {path},
          {
            rewrite(json) {
              answers.set(path, json)
              return json
            },
          },
        )
      }

      await run()
      const all = [...answers].flatMap(([path, json]) => ways(json).flatMap((way) => VALUES.map((value) => ({path, value, way}))))
      assert.ok(all.length > 500, `${all.length} changes of ${paths.join(', ')}`)
      for (const {path, value, way} of all.filter((_, index) => index % EVERY === turn % EVERY)) {
        api.clearFaults()
        api.fault({path}, {rewrite: (json) => changed(json, way, value)})
        const {exitCode, stderr, stdout} = await run()
        const told = `${path}: ${way.join('.')} = ${JSON.stringify(value)?.slice(0, 100)}: ${exitCode} ${stderr.slice(0, 2000)} ${stdout.slice(0, 2000)}`
        assert.doesNotMatch(
          stderr + stdout,
          /unexpected error|"id": "internal"|a mistake in this check|\[object Object\]|undefined/,
          told,
        )
        assert.ok([0, 1, 2].includes(exitCode), told)
        assert.ok(!(stderr + stdout).includes('\u001B[2J'), told)
      }
    })
})
