import assert from 'node:assert/strict'
import {readFileSync, statSync} from 'node:fs'
import path from 'node:path'

import {openLogFile} from '../../src/system/log-file.js'
import {TemporaryFolders} from '../support/repository.js'

describe('a log file', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('lets its writer wait while the disk is behind, and has every line', async () => {
    const log = await openLogFile(folders.make(), '1.log', 5)
    const line = 'x'.repeat(100_000)
    assert.equal(log.ready(), undefined)
    for (let count = 0; count < 5; count++) log.write(line)
    const behind = log.ready()
    assert.ok(behind instanceof Promise)
    await behind
    assert.equal(log.ready(), undefined)
    await log.close()
    assert.equal(readFileSync(log.path, 'utf8'), `${line}\n`.repeat(5))
    if (process.platform !== 'win32') assert.equal(statSync(log.path).mode & 0o077, 0)
  })

  it("lets nobody wait for a disk that can't be written", async () => {
    const log = await openLogFile(folders.make(), path.join('not-there', '1.log'), 5)
    log.write('x'.repeat(100_000))
    await log.ready()
    log.write('x'.repeat(100_000))
    assert.equal(log.ready(), undefined)
    await log.close()
  })
})
