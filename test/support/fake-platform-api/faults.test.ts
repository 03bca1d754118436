import assert from 'node:assert/strict'

import {Probe} from './probe.js'

describe("the fake Platform API's faults", () => {
  const probe = new Probe()

  afterEach(() => probe.api.stop())

  const path = '/apps/example'

  it('strike after some requests, and so many times', async () => {
    await probe.start()
    const fault = probe.api.fault({path: /^\/apps\//, after: 1, times: 2}, {status: 429, headers: {'Retry-After': '7'}})
    const responses = [await probe.call(path), await probe.call(path), await probe.call(path), await probe.call(path)]
    assert.deepEqual(
      responses.map(({status}) => status),
      [200, 429, 429, 200],
    )
    assert.equal(responses[1]?.headers.get('retry-after'), '7')
    assert.equal(((await responses[1]?.json()) as {id: string}).id, 'rate_limit')
    assert.equal(fault.hits, 2)
  })

  it('keep to their method and path, and end when told', async () => {
    await probe.start()
    const fault = probe.api.fault({method: 'put', path}, {status: 503})
    assert.equal((await probe.call(path)).status, 200)
    const other = probe.api.fault({path}, {status: 500, body: {id: 'boom', message: 'Boom.'}})
    assert.deepEqual(await probe.json(path), {id: 'boom', message: 'Boom.'})
    other.remove()
    assert.equal((await probe.call(path)).status, 200)
    assert.equal(fault.hits, 0)
  })

  it('delay', async () => {
    await probe.start()
    probe.api.fault({path, times: 1}, {delay: 3_600_000})
    const delayed = assert.rejects(probe.call(path))
    while (probe.api.requests.length === 0) await new Promise(setImmediate)
    assert.equal((await probe.call(path)).status, 200)
    assert.equal(probe.api.requests[0]?.status, null)
    await probe.api.stop()
    await delayed
  })

  it('hang, until the client or the test has had enough', async () => {
    await probe.start()
    probe.api.fault({path}, {hang: 'before'})
    const enough = new AbortController()
    probe.api.onHang(() => enough.abort())
    await assert.rejects(probe.call(path, {signal: enough.signal}), {name: 'AbortError'})
    const hanging = assert.rejects(probe.call(path))
    while (probe.api.requests.length < 2) await new Promise(setImmediate)
    await probe.api.stop()
    await hanging
    assert.equal(probe.api.requests[1]?.status, null)
  })

  it('drop the connection before or after the request was carried out', async () => {
    await probe.start()
    const app = probe.api.app('example')
    probe.api.fault({method: 'PUT', path: /buildpack/, times: 1}, {drop: 'before'})
    probe.api.fault({method: 'PUT', path: /buildpack/, times: 1}, {drop: 'after'})
    await assert.rejects(probe.putBuildpacks('heroku/nodejs'))
    assert.deepEqual(app.buildpacks, ['urn:buildpack:heroku/python'])
    await assert.rejects(probe.putBuildpacks('heroku/nodejs'))
    assert.deepEqual(app.buildpacks, ['urn:buildpack:heroku/nodejs'])
    probe.api.fault({path}, {drop: 'during'})
    const response = await probe.call(path)
    assert.equal(response.status, 200)
    await assert.rejects(response.text())
  })

  it('spoil the body', async () => {
    await probe.start()
    for (const effect of [{garbage: true}, {truncate: true}] as const) {
      const fault = probe.api.fault({path}, effect)
      const response = await probe.call(path)
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('content-type'), 'application/json')
      await assert.rejects(response.json(), SyntaxError)
      fault.remove()
    }

    probe.api.fault({path, times: 1}, {contentType: 'text/html'})
    assert.equal((await probe.call(path)).headers.get('content-type'), 'text/html')
    probe.api.fault({path}, {rewrite: (app) => ({...(app as object), generation: {id: '1', name: 'fir'}})})
    assert.deepEqual((await probe.object(path)).generation, {id: '1', name: 'fir'})
  })
})
