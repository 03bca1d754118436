import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {notifyOfBuild} from '../../../src/ui/build-notify.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('the notification after a build', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  /** A CLI whose notifications go to a file. */
  const cli = (library: string) => {
    const folder = folders.make({
      'bin/run.js': '',
      'node_modules/@heroku-cli/notifications/index.js': library,
      'node_modules/@heroku-cli/notifications/package.json': '{"main": "index.js"}',
    })
    return {program: path.join(folder, 'bin/run.js'), sent: path.join(folder, 'sent.json')}
  }

  const WRITES = `exports.notify = (one) => require('fs').writeFileSync(__dirname + '/../../../sent.json', JSON.stringify(one))`

  it("is sent with the running CLI's own library, after more than 20 seconds", () => {
    const {program, sent} = cli(WRITES)
    notifyOfBuild('heroku python:build-local', {hasFailed: false, seconds: 19.9}, program)
    assert.equal(existsSync(sent), false)
    notifyOfBuild('heroku python:build-local', {hasFailed: true, seconds: 20}, program)
    assert.deepEqual(JSON.parse(readFileSync(sent, 'utf8')), {
      message: 'The build failed',
      sound: true,
      subtitle: 'heroku python:build-local',
      title: 'heroku cli',
    })
  })

  it('never gets in the way', () => {
    const done = {hasFailed: false, seconds: 100}
    notifyOfBuild('x', done, cli('throw new Error("no desktop")').program)
    notifyOfBuild('x', done, cli('exports.notify = () => { throw new Error("no desktop") }').program)
    notifyOfBuild('x', done, '/nowhere/run.js')
    notifyOfBuild('x', done, '')
  })
})
