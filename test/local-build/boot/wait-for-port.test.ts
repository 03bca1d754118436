import assert from 'node:assert/strict'

import type {DynoHost, DynoProcess, Listening} from '../../../src/system/dyno/dyno-host.js'

import {waitForPort} from '../../../src/local-build/boot/wait-for-port.js'

/** A machine with a clock of its own: each wait takes as long as it is to, at once. */
describe('boot: how the port is reached', () => {
  const PORT = 5000
  const on = (address: string, port = PORT): Listening => ({address, port})

  interface Machine {
    /** What listens, by the time in milliseconds; null: the system doesn't say. */
    listening(now: number): Listening[] | null
    accepts?: Partial<Record<'loopback' | 'outside', boolean | null>>
    /** When the process ends. */
    endsAt?: number
  }

  async function wait({accepts = {}, endsAt = Infinity, listening}: Machine) {
    let now = 0
    const ended = new AbortController()
    const host = {
      accepts: async (from: 'loopback' | 'outside') => (from in accepts ? accepts[from]! : false),
      now: () => now,
      async wait(milliseconds: number) {
        now += milliseconds
        if (now >= endsAt) ended.abort()
      },
    } as unknown as DynoHost
    const process = {listening: async () => listening(now)} as unknown as DynoProcess
    const seen = await waitForPort({host, port: PORT, process, signal: ended.signal, timeoutMs: 60_000})
    return {...seen, now}
  }

  it('on all addresses, at once and after some seconds', async () => {
    assert.deepEqual(await wait({listening: () => [on('0.0.0.0')]}), {listening: [on('0.0.0.0')], now: 0, reach: 'reachable'})
    const late = await wait({listening: (now) => (now < 5000 ? [] : [on('0.0.0.0')])})
    assert.equal(late.reach, 'reachable')
    assert.ok(late.now >= 5000 && late.now < 6000, String(late.now))
  })

  it('on an address of this machine', async () => {
    assert.equal((await wait({listening: () => [on('172.17.0.2')]})).reach, 'reachable')
  })

  it('for this machine only: that is not waited for as long as for a port', async () => {
    const {now, reach} = await wait({listening: () => [on('127.0.0.1'), on('::1')]})
    assert.equal(reach, 'loopback')
    assert.ok(now < 10_000, String(now))
  })

  it('for this machine first, and then for all', async () => {
    const {reach} = await wait({listening: (now) => [on(now < 1000 ? '127.0.0.1' : '0.0.0.0')]})
    assert.equal(reach, 'reachable')
  })

  it('over IPv6, with IPv4 or without', async () => {
    assert.equal((await wait({accepts: {loopback: true}, listening: () => [on('::')]})).reach, 'reachable')
    assert.equal((await wait({listening: () => [on('::')]})).reach, 'ipv6')
  })

  it('on another port: all of the time, since the right one may come yet', async () => {
    const {listening, now, reach} = await wait({listening: () => [on('0.0.0.0', 8000)]})
    assert.deepEqual([reach, listening], ['none', [on('0.0.0.0', 8000)]])
    assert.ok(now >= 60_000, String(now))
  })

  it('no longer than the process lives', async () => {
    const {now, reach} = await wait({endsAt: 3000, listening: () => []})
    assert.equal(reach, 'none')
    assert.ok(now < 4000, String(now))
  })

  const tried: [loopback: boolean, outside: boolean | null, reach: string][] = [
    [true, true, 'reachable'],
    [true, false, 'loopback'],
    [true, null, 'reachable'],
    [false, false, 'none'],
  ]
  for (const [loopback, outside, reach] of tried) {
    it(`where the system does not say who listens: ${loopback}, ${outside} → ${reach}`, async () => {
      assert.equal((await wait({accepts: {loopback, outside}, listening: () => null})).reach, reach)
    })
  }
})
