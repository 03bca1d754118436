import {APIClient, Command, flags} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import assert from 'node:assert/strict'

import {Probe, SDK, V3} from './fake-platform-api/probe.js'
import type {FakePlatformApiOptions} from './fake-platform-api/server.js'
import {skip} from './skip.js'

describe('the fake Platform API', () => {
  const probe = new Probe()

  afterEach(() => probe.api.stop())

  describe('endpoints', () => {
    it('answers as the schema has it, on Cedar and Fir, in both versions', async () => {
      await probe.start({
        apps: [
          {
            name: 'example',
            addons: [{plan: 'heroku-postgresql:essential-0', configVars: {DATABASE_URL: 'postgres://u:p@h/d'}}],
            attachments: [{name: 'CACHE', addon: 'redis-cubed-1', billingApp: 'other'}],
            builds: [{}, {status: 'failed'}, {releaseStatus: 'failed'}, {status: 'pending'}],
          },
          {name: 'team-app', team: 'acme', builds: []},
          {name: 'fir-app', team: 'acme', generation: 'fir'},
        ],
      })
      const paths = [
        '/account',
        '/apps',
        '/teams/acme/apps',
        '/stacks',
        ...['example', 'team-app', 'fir-app'].flatMap((name) => pathsOf(name)),
      ]
      for (const headers of [V3, SDK]) {
        for (const path of paths) {
          const response = await probe.call(path, {headers})
          assert.equal(response.status, 200, path)
          assert.match(response.headers.get('etag') ?? '', /^W\/"/)
          assert.match(response.headers.get('request-id') ?? '', /^[\da-f-]{36}$/)
        }
      }

      const [image] = await probe.list(`/apps/fir-app/oci-images/${probe.api.app('fir-app').images[0]?.id}`, {headers: SDK})
      assert.deepEqual((image?.buildpacks as Array<{id: string}>)[0]?.id, 'heroku/python')
      assert.deepEqual(probe.api.schemaErrors, [])
      assert.equal(probe.api.requests.length, paths.length * 2 + 1)
      assert.ok(probe.api.requests.every(({status}) => status === 200))
    })

    function pathsOf(name: string): string[] {
      const parts = ['', '/buildpack-installations', '/config-vars', '/builds', '/releases', '/releases/1', '/formation']
      const app = probe.api.app(name)
      return [
        ...[...parts, '/addons', '/addon-attachments', '/available-stacks'].map((part) => `/apps/${name}${part}`),
        ...app.slugs.map(({id}) => `/apps/${name}/slugs/${id}`),
        ...app.builds.map(({id}) => `/apps/${name}/builds/${id}`),
        ...app.releases.map(({id}) => `/apps/${name}/releases/${id}`),
      ]
    }

    it('tells the generation to version 3.sdk only', async () => {
      await probe.start({apps: [{name: 'example'}, {name: 'fir-app', generation: 'fir'}]})
      assert.equal((await probe.object('/apps/example', {headers: SDK})).generation, 'cedar')
      assert.equal((await probe.object('/apps/fir-app', {headers: SDK})).generation, 'fir')
      assert.equal((await probe.object('/apps/fir-app')).generation, undefined)
      assert.equal((await probe.call(`/apps/fir-app/oci-images/${probe.api.app('fir-app').images[0]?.id}`)).status, 404)
    })

    it('finds an app by its id', async () => {
      await probe.start()
      assert.equal((await probe.object(`/apps/${probe.api.app('example').id}`)).name, 'example')
    })

    it("gives a build's log to who has the signed URL, without a token", async () => {
      await probe.start({token: 'right', apps: [{name: 'example', builds: [{log: null}, {pythonVersion: '3.12.1'}]}]})
      const headers = {authorization: 'Bearer right', range: 'created_at ..; order=desc,max=2'}
      const [last, first] = await probe.list('/apps/example/builds', {headers})
      const url = String(last?.output_stream_url)
      const response = await fetch(url)
      assert.match(response.headers.get('content-type') ?? '', /^text\/plain/)
      assert.match(await response.text(), /Using Python 3\.12\.1 /)
      assert.equal((await fetch(String(first?.output_stream_url))).status, 404)
      assert.equal((await fetch(url.split('?')[0] ?? '')).status, 403)
    })
  })

  describe('the schema check', () => {
    beforeEach(async function () {
      await probe.start({apps: [{name: 'example', fields: {colour: 'red', web_url: 7}}]})
      if (!probe.api.schemaChecked) skip(this, "needs Heroku's API schemas in ../shared/conformance")
    })

    it('throws at the end when an answer is not what Heroku gives', async () => {
      await probe.call('/apps/example')
      await assert.rejects(probe.api.stop(), (error: Error) => {
        assert.match(
          error.message,
          /GET \/apps\/example answer: \/ must NOT have additional properties {"additionalProperty":"colour"}/,
        )
        assert.match(error.message, /\/web_url must be null,string/)
        return true
      })
      probe.api.schemaErrors.length = 0
    })

    it('checks what clients send, and that the endpoint is known', async () => {
      assert.equal((await probe.write('PUT', '/apps/example/buildpack-installations', {buildpacks: []})).status, 422)
      assert.match(probe.api.schemaErrors[0] ?? '', /request: \/ must have required property 'updates'/)
      assert.equal((await probe.call('/apps/example/domains')).status, 404)
      assert.match(probe.api.schemaErrors[1] ?? '', /no such endpoint/)
      probe.api.schemaErrors.length = 0
    })
  })

  describe('with the real client', () => {
    const before = {...process.env}
    const connect = async (options: FakePlatformApiOptions = {}) => {
      await probe.start(options)
      Object.assign(process.env, probe.api.env)
      return new APIClient(await Config.load(import.meta.url))
    }

    afterEach(() => {
      process.env = {...before}
    })

    it('reads, follows the pages, writes, and sees the message of an error', async () => {
      const client = await connect({token: 'secret', pageSize: 1, apps: [{name: 'example'}, {name: 'other'}]})
      assert.equal((await client.get<{email: string}>('/account')).body.email, 'developer@example.com')
      assert.equal((await client.get<unknown[]>('/apps')).body.length, 2)
      await client.put('/apps/example/buildpack-installations', {body: {updates: [{buildpack: 'heroku/python'}]}})
      await assert.rejects(client.get('/apps/nothing'), /Couldn't find that app\./)
      assert.deepEqual(probe.api.calls, [
        'GET /account',
        'GET /apps',
        'GET /apps',
        'PUT /apps/example/buildpack-installations',
        'GET /apps/nothing',
      ])
      assert.equal(probe.api.requests[0]?.headers.authorization, 'Bearer secret')
    })

    it('serves a command', async () => {
      await connect()
      class Greeter extends Command {
        static override flags = {app: flags.app({required: true})}

        async run(): Promise<string> {
          const {flags: given} = await this.parse(Greeter)
          const {body} = await this.heroku.get<{name: string}>(`/apps/${given.app}`)
          return body.name
        }
      }

      assert.equal(await Greeter.run(['--app', 'example'], import.meta.url), 'example')
    })
  })
})
