import assert from 'node:assert/strict'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {PROJECT} from '../support/heroku-cli.js'
import {skip} from '../support/skip.js'
import {Terminal} from '../support/terminal.js'

describe('a command on a terminal', function () {
  this.timeout(180_000)
  let api: FakePlatformApi

  before(function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such terminals')
  })

  beforeEach(async () => {
    api = await FakePlatformApi.start({apps: [{name: 'example'}]})
  })

  afterEach(async () => api.stop())

  const SOURCE = ['--source', path.join(PROJECT, 'examples/flask-pip')]

  it('shows that it reads the app, with the seconds, and takes the line away', async () => {
    api.fault({path: '/apps/example', times: 1}, {delay: 2500})
    const terminal = Terminal.command('doctor', ['--app', 'example', ...SOURCE], {env: api.env})
    assert.equal(await terminal.exit(), 0, terminal.shown)
    assert.match(terminal.raw, /\r\u001B\[K\S+ Reading the source and app/)
    assert.match(terminal.raw, /Reading the source and app[^\r]* {2}2 s/)
    assert.match(terminal.raw, /\r\u001B\[K(?!\S* Reading)[^]*Heroku would build/, 'the line is gone before the answer')
  })

  it('asks for a second factor, as the Heroku CLI does', async () => {
    const lock = api.fault(
      {method: 'GET', path: /^\/apps\/example/},
      {body: {app: {name: 'example'}, id: 'two_factor', message: 'Two-factor code needed.'}, status: 403},
    )
    const open = '/apps/example/pre-authorizations'
    api.onRequest(({headers, method, path: asked}) => {
      if (method !== 'PUT' || asked !== open || headers['heroku-two-factor-code'] !== '123456') return
      lock.remove()
      api.fault({method: 'PUT', path: open, times: 1}, {body: {}, status: 201})
    })
    const terminal = Terminal.command('doctor', ['--app', 'example', ...SOURCE], {env: api.env})
    await terminal.answer(/Two-factor code/, '123456\r')
    assert.equal(await terminal.exit(), 0, terminal.shown)
    assert.match(terminal.shown, /Heroku would build ⬢ example|Heroku would build example/)
    assert.doesNotMatch(terminal.shown, /123456/)
  })
})
