import assert from 'node:assert/strict'

import {Probe} from './probe.js'

describe("the fake Platform API's lists", () => {
  const probe = new Probe()

  afterEach(() => probe.api.stop())

  const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `app-${letter}`)

  it('answers 206 with the next range, to the last page', async () => {
    await probe.start({apps: names.map((name) => ({name})), pageSize: 2})
    const seen: unknown[] = []
    const statuses: number[] = []
    for (let range: string | null = 'name ..;'; range !== null;) {
      const response: Awaited<ReturnType<Probe['call']>> = await probe.call('/apps', {headers: {range}})
      statuses.push(response.status)
      seen.push(...((await response.json()) as Array<{name: string}>).map(({name}) => name))
      range = response.headers.get('next-range')
    }

    assert.deepEqual(seen, names)
    assert.deepEqual(statuses, [206, 206, 200])
    assert.equal(probe.api.requests[1]?.headers.range, 'name ]app-b..; max=2')
  })

  it('pages a team, ordered by id where nothing else is asked for', async () => {
    await probe.start({apps: names.map((name) => ({name, team: 'acme'})), teams: ['empty']})
    const response = await probe.call('/teams/acme/apps', {headers: {range: 'id ..; max=4'}})
    const ids = ((await response.json()) as Array<{id: string}>).map(({id}) => id)
    assert.deepEqual(ids, [...ids].sort())
    assert.match(response.headers.get('content-range') ?? '', /^id \S+\.\.\S+; max=4$/)
    assert.deepEqual(await probe.json('/teams/empty/apps'), [])
  })

  it('goes backwards, with both ways to write it', async () => {
    await probe.start({apps: [{name: 'example', builds: [{}, {}, {}]}]})
    for (const options of ['order=desc,max=2', 'max=2, order=desc']) {
      const response = await probe.call('/apps/example/releases', {headers: {range: `version ..; ${options}`}})
      assert.deepEqual(
        ((await response.json()) as Array<{version: number}>).map(({version}) => version),
        [5, 4],
      )
      const next = response.headers.get('next-range') ?? ''
      assert.deepEqual(
        (await probe.list('/apps/example/releases', {headers: {range: next}})).map(({version}) => version),
        [3, 2],
      )
    }
  })

  it('refuses what it can not order by', async () => {
    await probe.start()
    for (const range of ['size ..', 'bytes=0-1', 'id ..; max=0'])
      assert.equal((await probe.call('/apps', {headers: {range}})).status, 416, range)
  })
})
