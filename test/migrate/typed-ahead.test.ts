import assert from 'node:assert/strict'

import {skip} from '../support/skip.js'
import {Terminal} from '../support/terminal.js'
import {Harness, NEW, OLD} from './harness.js'

const UP = '\u001B[A'
const ENTER = '\r'

describe('python:migrate-buildpack on a terminal', function () {
  this.timeout(180_000)
  const harness = new Harness()

  before(function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such terminals')
  })

  beforeEach(async () => harness.start())

  afterEach(async () => harness.stop())

  const start = () =>
    Terminal.command('migrate-buildpack', ['--app', 'example', '--source', harness.folder], {
      env: {...harness.api.env, XDG_DATA_HOME: harness.data},
    })

  it('takes no key that was typed before a question for its answer', async () => {
    let release = () => {}
    const typed = new Promise<void>((resolve) => {
      release = resolve
    })
    harness.api.fault({path: '/apps/example', times: 1}, {delay: 1500})
    const terminal = start()
    harness.api.onRequest(() => {
      // Yes to every question, and the first of every list.
      terminal.type(`y${ENTER}${UP}${UP}${UP}${ENTER}y${ENTER}`)
      release()
    })
    await typed
    await terminal.answer(/Use this order[^]*\(y\/N\)/, ENTER)
    await terminal.answer(/What now\?[^]*❯ Leave everything unchanged/, ENTER)
    assert.equal(await terminal.exit(), 0, terminal.shown)
    assert.doesNotMatch(terminal.shown, /Moved/, 'the first answer was the Enter, which is a no')
    assert.match(terminal.shown, /Nothing changed/)
    assert.deepEqual(harness.list, OLD)
  })

  it('changes the app at a last yes', async () => {
    const terminal = start()
    await terminal.answer(/Use this order[^]*\(y\/N\)/, `y${ENTER}`)
    await terminal.answer(/What now\?[^]*❯ Leave everything unchanged/, `${UP}${UP}${UP}${ENTER}`)
    await terminal.answer(/Change example now\? \(y\/N\)/, `y${ENTER}`)
    assert.equal(await terminal.exit(), 0, terminal.shown)
    assert.deepEqual(harness.list, [...NEW].reverse())
  })
})
