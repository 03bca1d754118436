import {execa} from 'execa'
import assert from 'node:assert/strict'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'

const HOUR = 3_600_000
const TOKEN = 'HRKU-0123456789-token'
const VALUE = 'value-of-a-config-var'
const CLIENT = new URL('../../src/cli/heroku-client.ts', import.meta.url).href
const READ_APP = new URL('../../src/platform/read-app.ts', import.meta.url).href

/** What only shows in a process of its own: debug output, and whether it waits for the answer. */
describe('reading an app in a process of its own', () => {
  let api: FakePlatformApi

  beforeEach(async () => {
    api = await FakePlatformApi.start({apps: [{configVars: {SECRET_KEY: VALUE}, name: 'example'}], token: TOKEN})
  })

  afterEach(() => api.stop())

  async function readInChild(env: Record<string, string>, timeLimit = HOUR): Promise<{output: string; stdout: string}> {
    const script = `
      import {APIClient} from '@heroku-cli/command'
      import {Config} from '@oclif/core'
      import {createPlatformClient} from ${JSON.stringify(CLIENT)}
      import {readApp} from ${JSON.stringify(READ_APP)}
      const client = createPlatformClient(new APIClient(await Config.load(process.cwd())), {timeLimit: ${timeLimit}})
      try {
        const app = await readApp('example', client)
        console.log('app', app, app.configVars, JSON.stringify(app))
      } catch (error) {
        console.log('error', error.problem, error)
      }`
    const node = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const {all, exitCode, stdout} = await execa(process.execPath, node, {all: true, env: {...api.env, ...env}, reject: false})
    assert.equal(exitCode, 0, all)
    return {output: all, stdout}
  }

  it('prints neither token nor values, whatever DEBUG is', async () => {
    const {output, stdout} = await readInChild({DEBUG: '*', HEROKU_DEBUG: '1', HEROKU_DEBUG_HEADERS: '1', HTTP_CALL_REDACT: '0'})
    assert.match(stdout, /app .*example/s)
    assert.ok(!output.includes(TOKEN), output)
    assert.ok(!output.includes(VALUE), output)
    assert.ok(output.length > stdout.length, 'DEBUG has an effect')
  })

  it('prints them in no error either', async () => {
    api.fault({path: '/apps/example'}, {status: 503})
    const {output, stdout} = await readInChild({DEBUG: '*', HTTP_CALL_REDACT: '0'})
    assert.match(stdout, /error .*503/s)
    assert.ok(!output.includes(TOKEN), output)
  })

  it('waits for an answer that broke off, until the time limit', async () => {
    api.fault({path: '/apps/example'}, {drop: 'during'})
    assert.match((await readInChild({}, 1000)).stdout, /error .*didn't answer within 1 seconds/s)
  })

  it('ends at once when all is read', async () => {
    // A timer that still ran would keep the process, and this test with it, for an hour.
    assert.match((await readInChild({})).stdout, /app .*example/s)
  })
})
