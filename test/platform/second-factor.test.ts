import assert from 'node:assert/strict'

import {ProblemError} from '../../src/common/problem.js'
import {readApp} from '../../src/platform/read-app.js'
import {ConnectedApi, failureOf} from './connected-api.js'

describe('a second factor', () => {
  const connected = new ConnectedApi()
  const WANTS_CODE = {body: {app: {name: 'example'}, id: 'two_factor', message: 'Two-factor code needed.'}, status: 403}
  const OPEN = '/apps/example/pre-authorizations'

  afterEach(async () => connected.stop())

  /** Every request for the app is refused until a code has opened it. */
  async function locked(askForCode: () => Promise<string>) {
    const client = await connected.connect({}, askForCode)
    const {api} = connected
    const lock = api.fault({method: 'GET', path: /^\/apps\/example/}, WANTS_CODE)
    api.onRequest(({headers, method, path}) => {
      if (method !== 'PUT' || path !== OPEN || headers['heroku-two-factor-code'] !== '123456') return
      lock.remove()
      api.fault({method: 'PUT', path: OPEN, times: 1}, {body: {}, status: 201})
    })
    return client
  }

  it('is asked for once, however many requests need it, and opens the app', async () => {
    let asked = 0
    const client = await locked(async () => {
      asked++
      return '123456'
    })
    const app = await readApp('example', client)
    assert.equal(app.name, 'example')
    assert.ok('DATABASE_URL' in Object.fromEntries(app.configVars as Map<string, unknown>))
    assert.equal(asked, 1)
    assert.equal(connected.api.calls.filter((call) => call === `PUT ${OPEN}`).length, 1)
  })

  it('that is wrong is the API’s refusal, and is not asked for again', async () => {
    let asked = 0
    const client = await locked(async () => {
      asked++
      return '000000'
    })
    connected.api.fault({method: 'PUT', path: OPEN}, WANTS_CODE)
    const failure = await failureOf(client)
    assert.deepEqual([failure.status, failure.apiId], [403, 'two_factor'])
    assert.equal(asked, 1)
  })

  it('is sent with a request that is about no app', async () => {
    const client = await connected.connect({}, async () => '123456')
    const {api} = connected
    api.fault({path: '/apps/example', times: 1}, {...WANTS_CODE, body: {id: 'two_factor', message: 'Code needed.'}})
    await client.get('/apps/example')
    assert.equal(api.requests.at(-1)!.headers['heroku-two-factor-code'], '123456')
  })

  it('ends the command at Ctrl-C', async () => {
    const client = await locked(async () => {
      throw Object.assign(new Error('closed'), {name: 'ExitPromptError'})
    })
    await assert.rejects(
      readApp('example', client),
      (error) => error instanceof ProblemError && error.problem.id === 'interrupted',
    )
  })
})
