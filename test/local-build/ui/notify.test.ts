import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {notifyOfBuild} from '../../../src/cli/notify.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('the notification after a build', () => {
  const folders = new TemporaryFolders()

  const before = process.argv[1]!

  afterEach(() => {
    process.argv[1] = before
    folders.remove()
  })

  /** A CLI whose notifications go to a file. */
  const cli = (library: string) => {
    const folder = folders.make({
      'bin/run.js': '',
      'node_modules/@heroku-cli/notifications/index.js': library,
      'node_modules/@heroku-cli/notifications/package.json': JSON.stringify({
        main: 'index.js',
        name: '@heroku-cli/notifications',
        version: '1.2.9',
      }),
      'package.json': '{"name": "heroku"}',
    })
    process.argv[1] = path.join(folder, 'bin/run.js')
    return {sent: path.join(folder, 'sent.json')}
  }

  const WRITES = `exports.notify = (one) => require('fs').writeFileSync(__dirname + '/../../../sent.json', JSON.stringify(one))`

  it("is sent with the running CLI's own library, after more than 20 seconds", async () => {
    const {sent} = cli(WRITES)
    await notifyOfBuild('heroku python:build-local', {hasFailed: false, seconds: 19.9})
    assert.equal(existsSync(sent), false)
    await notifyOfBuild('heroku python:build-local', {hasFailed: true, seconds: 20})
    assert.deepEqual(JSON.parse(readFileSync(sent, 'utf8')), {
      message: 'The build failed',
      sound: true,
      subtitle: 'heroku python:build-local',
      title: 'heroku cli',
    })
  })

  it('never gets in the way', async () => {
    const done = {hasFailed: false, seconds: 100}
    for (const library of ['throw new Error("no desktop")', 'exports.notify = () => { throw new Error("no desktop") }', '']) {
      cli(library)
      await notifyOfBuild('x', done)
    }

    for (const program of ['/nowhere/run.js', '']) {
      process.argv[1] = program
      await notifyOfBuild('x', done)
    }
  })
})
