import assert from 'node:assert/strict'

import {type Init, Probe} from './probe.js'

describe("the fake Platform API's state", () => {
  const probe = new Probe()

  afterEach(() => probe.api.stop())

  describe('state', () => {
    it('replaces the buildpacks, whatever they are called', async () => {
      await probe.start({apps: [{name: 'example', buildpacks: ['https://github.com/heroku/heroku-buildpack-python#v300']}]})
      const response = await probe.putBuildpacks(
        'heroku/nodejs',
        'urn:buildpack:heroku/python',
        'https://github.com/moneymeets/x.git',
      )
      const expected = [
        {ordinal: 0, buildpack: {url: 'urn:buildpack:heroku/nodejs', name: 'heroku/nodejs'}},
        {ordinal: 1, buildpack: {url: 'urn:buildpack:heroku/python', name: 'heroku/python'}},
        {ordinal: 2, buildpack: {url: 'https://github.com/moneymeets/x.git', name: 'https://github.com/moneymeets/x.git'}},
      ]
      assert.deepEqual(await response.json(), expected)
      assert.deepEqual(await probe.json('/apps/example/buildpack-installations'), expected)
      assert.equal(probe.api.app('example').buildpacks[1], 'urn:buildpack:heroku/python')
      assert.deepEqual(
        probe.api.calls,
        ['PUT', 'GET'].map((method) => `${method} /apps/example/buildpack-installations`),
      )
    })

    it('refuses a list with a bad entry as a whole', async () => {
      await probe.start()
      const response = await probe.putBuildpacks('heroku/nodejs', 'no such thing')
      assert.equal(response.status, 422)
      assert.equal(((await response.json()) as {id: string}).id, 'invalid_params')
      assert.deepEqual(probe.api.app('example').buildpacks, ['urn:buildpack:heroku/python'])
    })

    it('sets and unsets config vars, each time with a release of the same slug', async () => {
      await probe.start({apps: [{name: 'example', configVars: {A: '1', B: '2'}}]})
      const response = await probe.write('PATCH', '/apps/example/config-vars', {A: null, C: '3'})
      assert.deepEqual(await response.json(), {B: '2', C: '3'})
      const [release] = await probe.list('/apps/example/releases', {headers: {range: 'version ..; order=desc,max=1'}})
      assert.equal(release?.description, 'Set A, C config vars')
      assert.deepEqual(release?.slug, {id: probe.api.app('example').slugs[0]?.id})
      assert.equal(release?.current, true)
    })

    it("protects an add-on's config vars", async () => {
      await probe.start({apps: [{name: 'example', addons: [{plan: 'x:y', configVars: {X_URL: 'https://u:p@h'}}]}]})
      assert.equal((await probe.write('PATCH', '/apps/example/config-vars', {X_URL: null})).status, 422)
      assert.deepEqual((await probe.list('/apps/example/addons'))[0]?.config_vars, ['X_URL'])
      assert.equal((await probe.list('/apps/example/addon-attachments'))[0]?.name, 'X')
    })

    it('takes apps and builds while it runs', async () => {
      await probe.start()
      probe.api.addApp({name: 'late-app', stack: 'heroku-24', builds: []})
      assert.equal((await probe.object('/apps/late-app')).buildpack_provided_description, null)
      probe.api.addBuild('late-app', {processTypes: {web: 'gunicorn a:b', worker: 'python w.py'}})
      const {processTypes, id} = probe.api.app('late-app').slugs[0] ?? {}
      assert.deepEqual((await probe.object(`/apps/late-app/slugs/${id}`)).process_types, processTypes)
    })

    it('lets a hook change the state between a read and a write', async () => {
      await probe.start()
      probe.api.onRequest(({method}) => {
        if (method === 'PUT') probe.api.app('example').configVars.SEEN = 'before the PUT'
      })
      await probe.json('/apps/example/config-vars')
      await probe.putBuildpacks('heroku/python')
      assert.deepEqual(await probe.json('/apps/example/config-vars'), {SEEN: 'before the PUT'})
    })
  })

  describe('refusals', () => {
    const refusal = async (path: string, init: Init = {}) => {
      const response = await probe.call(path, init)
      const {id, message} = (await response.json()) as {id: string; message: string}
      return [response.status, id, message]
    }

    it('of a wrong or missing token', async () => {
      await probe.start({token: 'right'})
      const expected = [401, 'unauthorized', 'Invalid credentials provided.']
      assert.deepEqual(await refusal('/account'), expected)
      assert.deepEqual(await refusal('/account', {headers: {authorization: 'Bearer wrong'}}), expected)
      assert.equal((await probe.call('/account', {headers: {authorization: 'Bearer right'}})).status, 200)
    })

    it('of what is not there', async () => {
      await probe.start()
      assert.deepEqual(await refusal('/apps/nothing'), [404, 'not_found', "Couldn't find that app."])
      assert.deepEqual(await refusal('/teams/nothing/apps'), [404, 'not_found', "Couldn't find that team."])
      const [status, , message] = await refusal('/apps', {headers: {accept: 'application/json'}})
      assert.equal(status, 404)
      assert.match(String(message), /endpoint was not found/)
    })

    it('of who may not', async () => {
      await probe.start({
        apps: [
          {name: 'hidden', access: 'none'},
          {name: 'example', access: 'view'},
        ],
      })
      assert.deepEqual(await refusal('/apps/hidden'), [403, 'forbidden', 'You do not have access to the app hidden.'])
      assert.deepEqual(
        (await probe.list('/apps')).map(({name}) => name),
        ['example'],
      )
      assert.equal((await probe.call('/apps/example/config-vars')).status, 403)
      assert.equal((await probe.putBuildpacks('heroku/python')).status, 403)
    })

    it("of a Fir app's buildpacks", async () => {
      await probe.start({apps: [{name: 'example', generation: 'fir'}]})
      assert.equal((await probe.putBuildpacks('heroku/python')).status, 422)
    })

    it('when the rate limit is used up', async () => {
      await probe.start()
      probe.api.rateLimitRemaining = 1
      assert.equal((await probe.call('/account')).headers.get('ratelimit-remaining'), '0')
      assert.deepEqual((await refusal('/account')).slice(0, 2), [429, 'rate_limit'])
    })
  })
})
