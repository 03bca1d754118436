import assert from 'node:assert/strict'

import {isAvailable} from '../../src/platform/app.js'
import {ApiFailure, type PlatformClient, readApp} from '../../src/platform/read-app.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {ConnectedApi, failureOf, VALUE} from './connected-api.js'

describe("an app that can't be read", () => {
  const connected = new ConnectedApi()

  afterEach(() => connected.stop())

  for (const [status, message] of [
    [401, /Invalid credentials/],
    [403, /do not have access/],
    [404, /Couldn't find/],
    [429, /API limit/],
    [503, /temporarily unavailable/],
  ] as const) {
    it(`${status}: once asked, the API's own words`, async () => {
      const client = await connected.connect()
      connected.api.fault({path: '/apps/example'}, {status})
      const problem = await failureOf(client)
      assert.match(String(problem.message), message)
      assert.deepEqual(
        {...problem, message: ''},
        {apiId: problem.apiId, app: 'example', id: 'app-not-readable', message: '', status},
      )
      assert.equal(typeof problem.apiId, 'string')
      assert.equal(connected.api.calls.filter((call) => call === 'GET /apps/example').length, 1)
    })
  }

  it('a wrong token', async () => {
    const client = await connected.connect()
    process.env.HEROKU_API_KEY = 'HRKU-another-token'
    assert.equal((await failureOf(client)).status, 401)
  })

  it('takes no token to where it is redirected', async () => {
    const client = await connected.connect()
    const other = await FakePlatformApi.start({apps: [{name: 'example'}]})
    try {
      connected.api.fault({path: '/apps/example'}, {headers: {Location: `${other.url}/apps/example`}, status: 302})
      await readApp('example', client)
      assert.equal(other.requests.length, 1)
      assert.equal(other.requests[0]?.headers.authorization, undefined)
    } finally {
      await other.stop()
    }
  })

  it('asks for no second factor where nobody can be asked', async () => {
    const client = await connected.connect()
    connected.api.fault({path: '/apps/example'}, {body: {id: 'two_factor', message: 'A second factor is needed.'}, status: 403})
    assert.equal((await failureOf(client)).apiId, 'two_factor')
    assert.equal(connected.api.calls.filter((call) => call === 'GET /apps/example').length, 1)
  })

  for (const [what, effect, message] of [
    ['hangs', {hang: 'before'}, /didn't answer within 1 seconds/],
    ['breaks off', {drop: 'before'}, /can't be reached \(ECONNRESET\)/],
    ['breaks off in the middle', {drop: 'during'}, /didn't answer|can't be reached|can't be read/],
    ['is no JSON', {garbage: true}, /can't be read/],
    ['is half of it', {truncate: true}, /can't be read/],
    ['is called HTML', {contentType: 'text/html'}, /can't be read/],
    ['is null', {rewrite: () => null}, /unknown form/],
    ['is a list', {rewrite: () => []}, /unknown form/],
    ['has no name', {rewrite: () => ({id: 'x'})}, /unknown form/],
    ['is an error without a message', {body: {}, status: 500}, /status 500/],
    ['is an error that is no JSON', {body: 'oops', status: 502}, /status 502/],
  ] as const) {
    it(`an answer that ${what}`, async () => {
      const client = await connected.connect()
      connected.api.fault({path: '/apps/example'}, effect)
      assert.match(String((await failureOf(client)).message), message)
      assert.equal(connected.api.calls.filter((call) => call === 'GET /apps/example').length, 1)
    })

    it(`config vars whose answer ${what}`, async () => {
      const client = await connected.connect()
      connected.api.fault({path: '/apps/example/config-vars'}, effect)
      const {configVars} = await readApp('example', client)
      // An object without a name is a fine list of config vars.
      if (what === 'has no name') return assert.ok(isAvailable(configVars))
      assert.ok(!isAvailable(configVars))
      assert.match(configVars.unavailable, message)
      assert.equal(connected.api.requests.length, 3)
    })
  }

  it('goes on without the parts that may not be read', async () => {
    const client = await connected.connect({apps: [{access: 'view', configVars: {DATABASE_URL: VALUE}, name: 'example'}]})
    connected.api.fault({path: /buildpack/}, {status: 503})
    const {buildpacks, configVars, kind} = await readApp('example', client)
    assert.equal(kind, 'classic')
    assert.ok(!isAvailable(configVars))
    assert.match(configVars.unavailable, /permission/)
    assert.ok(!isAvailable(buildpacks))
    assert.match(buildpacks.unavailable, /unavailable/)
  })

  it('takes no name for a path, and passes on a mistake of its own', async () => {
    const client = await connected.connect()
    assert.equal((await failureOf(client, 'a/../b?c#d')).status, 404)
    for (const call of connected.api.calls) assert.match(call, /^GET \/apps\/a%2F\.\.%2Fb%3Fc%23d(?:\/config-vars)?$/)
    const broken: PlatformClient = {
      async get() {
        throw new TypeError('a bug')
      },
    }
    await assert.rejects(readApp('example', broken), TypeError)
    assert.equal(new ApiFailure(null, null, 'x').message, 'x')
    connected.api.schemaErrors.length = 0
  })
})
