import assert from 'node:assert/strict'

import {chooseConfigVars, type ConfigVarsMode, withhold} from '../../../src/local-build/run/config-vars.js'
import type {PlatformClient} from '../../../src/platform/read-app.js'
import {readApp} from '../../../src/platform/read-app.js'
import {Secret} from '../../../src/platform/secret.js'
import {everythingIn} from '../../support/everything-in.js'
import type {AppSeed} from '../../support/fake-platform-api/seeds.js'
import type {FakePlatformApi} from '../../support/fake-platform-api/server.js'
import {ConnectedApi} from '../../platform/connected-api.js'
import {problem} from '../../support/repository.js'

describe('the config vars of a local build', () => {
  const DATABASE = 'postgres://user:canary-password@db.example.com:5432/main'
  const connection = new ConnectedApi()
  let api: FakePlatformApi
  let client: PlatformClient

  afterEach(async () => connection.stop())

  const start = async (seed: Partial<AppSeed>) => {
    client = await connection.connect({apps: [{name: 'example', ...seed}]})
    api = connection.api
  }

  const choose = async (mode?: ConfigVarsMode, file: Record<string, string> = {}) => {
    const found = {app: await readApp('example', client), client}
    return chooseConfigVars({file: secrets(file), found, mode})
  }

  const HEALTHY: Partial<AppSeed> = {
    addons: [{configVars: {DATABASE_URL: DATABASE}, name: 'postgresql-cubed-1', plan: 'heroku-postgresql:essential-0'}],
    configVars: {DEBUG: '0', SECRET_KEY: 'canary-key'},
  }

  it('safe, the default: what add-ons own is withheld, and named', async () => {
    await start(HEALTHY)
    const chosen = await choose()
    assert.equal(chosen.mode, 'safe')
    assert.deepEqual([...chosen.values.keys()].sort(), ['DEBUG', 'SECRET_KEY'])
    assert.deepEqual(chosen.withheld, [{addon: 'postgresql-cubed-1', name: 'DATABASE_URL', reason: 'add-on'}])
    assert.doesNotMatch(JSON.stringify({...chosen, values: [...chosen.values]}), /canary/)
  })

  it('safe: the names of every attachment, and all that an add-on of another app may set', async () => {
    await start({
      ...HEALTHY,
      attachments: [{addon: 'kafka-flat-2', billingApp: 'other', name: 'EVENTS'}],
      configVars: {
        ...HEALTHY.configVars,
        EVENTS_CLIENT_CERT: 'canary-certificate',
        EVENTS_URL: 'kafka+ssl://broker.example.com',
        HEROKU_POSTGRESQL_AMBER_URL: DATABASE,
      },
    })
    const {values, withheld} = await choose('safe')
    assert.deepEqual([...values.keys()].sort(), ['DEBUG', 'SECRET_KEY'])
    assert.deepEqual(
      withheld.map(({name, reason}) => `${name} ${reason}`),
      ['DATABASE_URL add-on', 'EVENTS_CLIENT_CERT add-on', 'EVENTS_URL add-on', 'HEROKU_POSTGRESQL_AMBER_URL copy'],
    )
  })

  it('all: everything; none: nothing, and the app is not asked for its add-ons', async () => {
    await start(HEALTHY)
    assert.deepEqual([...(await choose('all')).values.keys()].sort(), ['DATABASE_URL', 'DEBUG', 'SECRET_KEY'])
    const none = await choose('none')
    assert.deepEqual([none.mode, [...none.values], none.withheld], ['none', [], []])
    assert.ok(!api.calls.some((call) => call.endsWith('/addons')))
  })

  it('--env-file overrides, and gives what was withheld', async () => {
    await start(HEALTHY)
    const chosen = await choose(undefined, {DATABASE_URL: 'sqlite:///local.db', DEBUG: '1', EXTRA: 'x'})
    assert.deepEqual(Object.fromEntries([...chosen.values].map(([name, secret]) => [name, secret.reveal()])), {
      DATABASE_URL: 'sqlite:///local.db',
      DEBUG: '1',
      EXTRA: 'x',
      SECRET_KEY: 'canary-key',
    })
    assert.deepEqual(chosen.withheld, [])
    assert.deepEqual(chosen.fromFile, ['DATABASE_URL', 'DEBUG', 'EXTRA'])
  })

  it('nothing is taken for safe where the add-ons can not be read', async () => {
    await start(HEALTHY)
    api.fault({path: '/apps/example/addons'}, {status: 503})
    const chosen = await choose()
    assert.deepEqual([...chosen.values], [])
    assert.deepEqual(new Set(chosen.withheld.map(({reason}) => reason)), new Set(['unknown']))
    assert.match(chosen.unavailable!, /temporarily unavailable/)
  })

  it('config vars that can not be read: a note by default, an error where they were asked for', async () => {
    await start({...HEALTHY, access: 'view'})
    const chosen = await choose()
    assert.deepEqual([chosen.mode, [...chosen.values]], ['none', []])
    assert.match(chosen.unavailable!, /permission/)
    for (const mode of ['safe', 'all'] as const)
      await assert.rejects(choose(mode), (error: {problem: {id: string}}) => {
        assert.equal(error.problem.id, 'config-vars-not-readable')
        assert.doesNotMatch(everythingIn(error).join('\n'), /canary/)
        return true
      })
  })

  it('without an app: the file alone; safe and all need one', async () => {
    await start({})
    const found = {app: null, reason: 'no app (--app names one)'} as const
    const chosen = await chooseConfigVars({file: secrets({A: '1'}), found, mode: undefined})
    assert.deepEqual([...chosen.values.keys()], ['A'])
    for (const mode of ['safe', 'all'] as const)
      await assert.rejects(chooseConfigVars({file: new Map(), found, mode}), problem({id: 'no-app', reason: found.reason}))
  })

  describe('copies of what an add-on owns', () => {
    const owned = new Map([['DATABASE_URL', 'postgresql-1']])
    const table: [name: string, value: string, isWithheld: boolean][] = [
      ['the same value', DATABASE, true],
      ['another scheme, path and options', DATABASE.replace('postgres:', 'postgresql+psycopg:').replace('/main', '/x?y=1'), true],
      ['part of a longer text', `--dsn=${DATABASE} --verbose`, true],
      ['another host', DATABASE.replace('db.example.com', 'localhost'), false],
      ['a short word of it', 'main', false],
    ]
    for (const [name, value, isWithheld] of table) {
      it(`${name}: ${isWithheld ? 'withheld' : 'let through'}`, async () => {
        await start({})
        const result = withhold(secrets({DATABASE_URL: DATABASE, OTHER: value}), {owned, prefixes: new Map()})
        assert.deepEqual(
          result.map((variable) => variable.name),
          isWithheld ? ['DATABASE_URL', 'OTHER'] : ['DATABASE_URL'],
        )
      })
    }
  })

  function secrets(values: Record<string, string>): Map<string, Secret> {
    return new Map(Object.entries(values).map(([name, value]) => [name, new Secret(value)]))
  }
})
