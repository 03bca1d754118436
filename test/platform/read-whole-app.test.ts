import assert from 'node:assert/strict'

import type {PlatformClient} from '../../src/platform/client.js'
import {isAvailable, type LastBuild} from '../../src/platform/app.js'
import {readApp} from '../../src/platform/read-app.js'
import {realHttpClient} from '../../src/system/http.js'
import type {AppSeed, BuildSeed} from '../support/fake-platform-api/seeds.js'
import {ConnectedApi, TOKEN, VALUE} from './connected-api.js'

const SLUG_TOO_LARGE = ' !     Compiled slug size: 512.3M is too large (max is 500M).\n !     Push failed\n'

function causesOf({failure}: LastBuild): string[] {
  assert.ok(failure && isAvailable(failure))
  return failure.causes.map(({kind}) => kind)
}

/** An app with its formation and its last build: what the doctor reads. */
describe('reading an app with its last build', () => {
  const connected = new ConnectedApi()

  afterEach(() => connected.stop())

  const connect = async (seed: Partial<AppSeed>): Promise<PlatformClient> =>
    connected.connect({apps: [{configVars: {DATABASE_URL: VALUE}, name: 'example', ...seed}]})
  const read = async (client: PlatformClient) => readApp('example', client, {http: realHttpClient, withPython: false})
  const lastBuild = async (build: BuildSeed): Promise<LastBuild> => {
    const app = await read(await connect({builds: [{}, build]}))
    assert.ok(app.lastBuild !== null && isAvailable(app.lastBuild))
    return app.lastBuild
  }

  it('takes six calls: the last one for the newest release, or for the log of a build that failed', async () => {
    const client = await connect({builds: [{}]})
    await read(client)
    assert.deepEqual(
      connected.api.calls.sort(),
      ['', '/buildpack-installations', '/builds', '/config-vars', '/formation', '/releases'].map(
        (part) => `GET /apps/example${part}`,
      ),
    )
    connected.api.addBuild('example', {status: 'failed'})
    connected.api.requests.length = 0
    await read(client)
    assert.equal(connected.api.requests.length, 6)
    assert.match(connected.api.calls.join('\n'), /GET \/streams\//)
    assert.doesNotMatch(connected.api.calls.join('\n'), /releases/)
  })

  it('asks for the newest builds only, and sends no token to where the log is', async () => {
    await read(await connect({builds: [{}, {status: 'failed'}]}))
    const {requests} = connected.api
    const builds = requests.find(({path}) => path.endsWith('/builds'))
    assert.equal(builds?.headers.range, 'started_at ..; order=desc, max=5')
    const log = requests.find(({path}) => path.startsWith('/streams/'))
    assert.equal(log?.headers.authorization, undefined)
    for (const request of requests) if (request !== log) assert.equal(request.headers.authorization, `Bearer ${TOKEN}`)
  })

  it('has the formation, with the memory of the dynos', async () => {
    const formation = [
      {command: 'gunicorn shop.wsgi', quantity: 2, size: 'Standard-2X', type: 'web'},
      {quantity: 0, size: 'Performance-L-RAM', type: 'worker'},
      {size: 'Quantum', type: 'clock'},
    ]
    const {formation: read1} = await read(await connect({formation}))
    assert.ok(isAvailable(read1))
    assert.deepEqual(
      read1.map(({command, memoryMegabytes, quantity, type}) => [type, quantity, memoryMegabytes, command]),
      [
        ['web', 2, 1024, 'gunicorn shop.wsgi'],
        ['worker', 0, 30_720, 'gunicorn app:app'],
        ['clock', 0, null, 'gunicorn app:app'],
      ],
    )
  })

  it('has the newest build, whatever the order of the answer', async () => {
    const client = await connect({builds: [{commit: 'old'}, {commit: 'new', pythonVersion: '3.12.1', status: 'failed'}]})
    connected.api.fault({path: /builds$/}, {rewrite: (json) => [...(json as unknown[])].reverse()})
    const {lastBuild: build} = await read(client)
    assert.ok(build !== null && isAvailable(build))
    const {failure, ...rest} = build
    assert.deepEqual(rest, {
      buildpacks: [{ref: 'heroku/python'}],
      createdAt: rest.createdAt,
      python: null,
      stack: 'heroku-26',
      status: 'failed',
      version: 'new',
    })
    assert.match(String(rest.createdAt), /^\d{4}-\d\d-\d\dT/)
    assert.deepEqual(failure, {
      causes: [],
      heading: 'Push rejected, failed to compile Python app.',
      python: '3.12.1',
      reason: null,
    })
  })

  it('has the newest release, whatever the order of the answer', async () => {
    const client = await connect({builds: [{}, {releaseStatus: 'failed'}]})
    connected.api.fault({path: /releases$/}, {rewrite: (json) => [...(json as unknown[])].reverse()})
    const {lastRelease} = await read(client)
    assert.ok(lastRelease !== null && isAvailable(lastRelease))
    const {createdAt, ...rest} = lastRelease
    assert.equal(rest.status, 'failed')
    assert.match(String(createdAt), /^\d{4}-\d\d-\d\dT/)
  })

  it('says why the releases are not known', async () => {
    const client = await connect({builds: [{}]})
    connected.api.fault({path: /releases$/}, {status: 503})
    const {buildpacks, lastRelease} = await read(client)
    assert.ok(lastRelease !== null && !isAvailable(lastRelease))
    assert.ok(isAvailable(buildpacks))
  })

  it('knows an app that was never built', async () => {
    assert.equal((await read(await connect({builds: []}))).lastBuild, null)
  })

  it("reads no log of a build that goes on, whose log doesn't end", async () => {
    assert.equal((await lastBuild({status: 'pending'})).status, 'pending')
    assert.doesNotMatch(connected.api.calls.join('\n'), /streams/)
  })

  it("tells the platform's own refusals", async () => {
    assert.deepEqual((await lastBuild({log: SLUG_TOO_LARGE, status: 'failed'})).failure, {
      causes: [{kind: 'slug-too-large', limit: '500M', size: '512.3M'}],
      heading: 'Compiled slug size: 512.3M is too large (max is 500M).',
      python: null,
      reason: 'platform::slug-too-large',
    })
  })

  it('masks in a heading what may be a secret, and leaves it out where the config vars are unknown', async () => {
    const log = ` !     Error: no access to ${VALUE} or https://me:hunter22@example.com/x, password value-of-a-config-var\n`
    const failure = {
      causes: [],
      heading: 'no access to **** or https://****@example.com/x, password ****',
      python: null,
      reason: null,
    }
    assert.deepEqual((await lastBuild({log, status: 'failed'})).failure, failure)
    await connected.stop()
    const client = await connect({builds: [{log, status: 'failed'}]})
    connected.api.fault({path: /config-vars/}, {status: 403})
    const {lastBuild: build} = await read(client)
    assert.ok(build !== null && isAvailable(build))
    assert.deepEqual(build.failure, {causes: [], heading: null, python: null, reason: null})
  })

  it('leaves out a cause that has the value of a config var', async () => {
    const missing = (module: string) =>
      `-----> $ python manage.py collectstatic --noinput\n       ModuleNotFoundError: No module named '${module}'\n`
    assert.deepEqual(causesOf(await lastBuild({log: missing('requests'), status: 'failed'})), ['missing-module'])
    await connected.stop()
    const client = await connect({
      builds: [{log: missing('requests_of_acme'), status: 'failed'}],
      configVars: {TOKEN: 'requests_of_acme'},
    })
    const {lastBuild: build} = await read(client)
    assert.ok(build !== null && isAvailable(build))
    assert.deepEqual(causesOf(build), [])
  })

  it('cuts a heading that is a flood', async () => {
    const {failure} = await lastBuild({log: ` !     Error: ${'x'.repeat(100_000)}\n`, status: 'failed'})
    assert.ok(failure && isAvailable(failure) && failure.heading!.length < 200)
  })

  for (const [what, log, effect] of [
    ['gone', null, undefined],
    ['behind a server that is down', 'x', {status: 503}],
    ['broken off', 'Error', {drop: 'during'}],
  ] as const) {
    it(`goes on when the log is ${what}`, async () => {
      const client = await connect({builds: [{log, status: 'failed'}]})
      if (effect) connected.api.fault({path: /streams/}, effect)
      const {lastBuild: build} = await read(client)
      assert.ok(build !== null && isAvailable(build))
      assert.equal(build.status, 'failed')
      assert.ok(build.failure && !isAvailable(build.failure))
      assert.match(build.failure.unavailable, /^its log (?:was deleted|can't be read)$/)
    })
  }

  for (const [part, key] of [
    ['formation', 'formation'],
    ['builds', 'lastBuild'],
  ] as const) {
    for (const [what, effect, message] of [
      ['refused', {status: 403}, /do not have access/],
      ['too many', {status: 429}, /API limit/],
      ['no list', {rewrite: () => ({})}, /list of \w+ has an unknown format/],
      ['hanging', {hang: 'before'}, /didn't answer/],
    ] as const) {
      it(`goes on without the ${part} when they are ${what}`, async () => {
        const client = await connect({})
        connected.api.fault({path: `/apps/example/${part}`}, effect)
        const {[key]: value} = await read(client)
        assert.ok(value !== null && 'unavailable' in value)
        assert.match(value.unavailable, message)
      })
    }
  }

  describe('on Fir', () => {
    const fir = async (builds: BuildSeed[], rewrite?: (app: Record<string, unknown>) => unknown) => {
      const client = await connect({builds, generation: 'fir', team: 'acme'})
      if (rewrite) connected.api.fault({path: '/apps/example'}, {rewrite: (json) => rewrite({...(json as object)})})
      return read(client)
    }

    const without = (app: Record<string, unknown>) => ({...app, buildpacks: undefined})

    it("takes the buildpacks of the image from the app's answer", async () => {
      const {buildpacks, formation, kind} = await fir([{}])
      assert.equal(kind, 'cnb')
      assert.deepEqual(buildpacks, [{ref: 'heroku/python'}])
      assert.ok(isAvailable(formation) && formation[0]?.memoryMegabytes === 512)
      assert.equal(connected.api.requests.length, 5)
    })

    it('asks the newest release for the image where the answer names none, in six calls', async () => {
      const {buildpacks} = await fir([{}], without)
      assert.deepEqual(buildpacks, [{ref: 'heroku/python'}])
      assert.equal(connected.api.requests.length, 6)
    })

    it('never takes more than six: the log of a failed build comes first', async () => {
      const {buildpacks, lastBuild: build} = await fir([{}, {status: 'failed'}], without)
      assert.ok(!isAvailable(buildpacks))
      assert.ok(build !== null && isAvailable(build) && build.status === 'failed')
      assert.ok(connected.api.requests.length <= 6)
    })

    it('has none before the first build', async () => {
      assert.deepEqual((await fir([])).buildpacks, [])
      await connected.stop()
      assert.deepEqual((await fir([], without)).buildpacks, [])
    })
  })
})
