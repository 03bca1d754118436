import assert from 'node:assert/strict'

import {ApiFailure, type ListingClient} from '../../src/platform/client.js'
import type {HttpClient} from '../../src/system/http.js'
import {retryingClients, REQUESTS_AT_ONCE} from '../../src/platform/retrying-client.js'

/** A clock that stands still but for the waits that are asked for. */
class Timeline {
  time = 0
  readonly waits: number[] = []
  readonly stop = new AbortController()
  readonly patience = {
    now: () => this.time,
    random: () => 0.5,
    signal: this.stop.signal,
    sleep: async (milliseconds: number) => {
      this.waits.push(milliseconds)
      this.time += milliseconds
      this.stop.signal.throwIfAborted()
    },
  }
}

/** Answers one after the other; a failure is thrown. */
function clientOf(
  answers: (ApiFailure | string)[],
  remaining: () => null | number = () => 4000,
): ListingClient & {asked: number} {
  const client = {
    asked: 0,
    close() {},
    async get() {
      client.asked++
      const answer = answers.shift() ?? 'the end'
      if (answer instanceof ApiFailure) throw answer
      return answer
    },
    async getPage() {
      return {answer: await client.get(), next: null}
    },
    remainingRequests: remaining,
  }
  return client
}

const HTTP: HttpClient = {
  async getStream() {
    return {chunks: (async function* () {})(), close() {}, status: 200}
  },
  async getText() {
    return 'a log'
  },
}
const BUSY = new ApiFailure(503, 'service_unavailable', 'busy')

describe('a patient client', () => {
  const timeline = () => new Timeline()

  for (const [what, failure, waits] of [
    ['too many requests', new ApiFailure(429, 'rate_limit', 'slow down'), [1000, 2000]],
    ['a server that is down', BUSY, [1000, 2000]],
    ['no answer', new ApiFailure(null, null, 'too slow'), [1000, 2000]],
    ['a wait that the API asks for', new ApiFailure(429, 'rate_limit', 'slow down', 7), [7000, 7000]],
    ['a wait that is too long', new ApiFailure(429, 'rate_limit', 'slow down', 86_400), [60_000, 60_000]],
  ] as const) {
    it(`asks again after ${what}`, async () => {
      const time = timeline()
      const {client} = retryingClients({client: clientOf([failure, failure, 'x']), http: HTTP}, time.patience)
      assert.equal(await client.get('/apps'), 'x')
      assert.deepEqual(time.waits, waits)
    })
  }

  it('gives up after five tries', async () => {
    const client = clientOf(Array.from({length: 20}, () => BUSY))
    const patient = retryingClients({client, http: HTTP}, timeline().patience)
    await assert.rejects(patient.client.getPage('/apps', null), BUSY)
    assert.equal(client.asked, 5)
  })

  for (const status of [401, 403, 404, 422]) {
    it(`takes ${status} for an answer`, async () => {
      const client = clientOf([new ApiFailure(status, null, 'no')])
      const patient = retryingClients({client, http: HTTP}, timeline().patience)
      await assert.rejects(patient.client.get('/apps'), ApiFailure)
      assert.equal(client.asked, 1)
    })
  }

  it('makes all wait when one was too many', async () => {
    const time = timeline()
    const {client} = retryingClients({client: clientOf([new ApiFailure(429, null, 'no', 5)]), http: HTTP}, time.patience)
    await client.get('/a')
    const before = time.time
    assert.equal(before, 5000)
    await client.get('/b')
    assert.equal(time.time, before)
  })

  it('slows down when few requests are left', async () => {
    const time = timeline()
    let remaining = 251
    const {client} = retryingClients({client: clientOf([], () => remaining--), http: HTTP}, time.patience)
    for (let request = 0; request < 5; request++) await client.get('/apps')
    assert.deepEqual(time.waits, [800, 800])
  })

  it('has a bounded number of requests under way', async () => {
    let most = 0
    let now = 0
    const slow = {
      ...clientOf([]),
      async get() {
        most = Math.max(most, ++now)
        await new Promise((resolve) => {
          setTimeout(resolve, 5)
        })
        now--
      },
    }
    const {client} = retryingClients({client: slow, http: HTTP}, timeline().patience)
    await Promise.all(Array.from({length: 50}, async () => client.get('/apps')))
    assert.equal(most, REQUESTS_AT_ONCE)
  })

  it('does nothing more once it is stopped', async () => {
    const time = timeline()
    const client = clientOf([BUSY, BUSY])
    const patient = retryingClients({client, http: HTTP}, time.patience)
    time.stop.abort()
    await assert.rejects(patient.client.get('/apps'), {name: 'AbortError'})
    assert.equal(client.asked, 0)
  })
})
