import assert from 'node:assert/strict'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import path from 'node:path'

import {openLogFile} from '../../src/system/log-file.js'
import {TemporaryFolders} from '../support/repository.js'

const LIMITS = {bytes: 2 ** 20, count: 5}

describe('a log file', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('lets its writer wait while the disk is behind, and has every line', async () => {
    const log = await openLogFile(folders.make(), '1.log', LIMITS)
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

  it('keeps the beginning and the last lines of what is too long', async () => {
    const log = await openLogFile(folders.make(), '1.log', {bytes: 400, count: 5})
    for (let count = 100; count < 500; count++) log.write(`line ${count}`)
    await log.close()
    const lines = (first: number, last: number) =>
      Array.from({length: last - first}, (_, index) => `line ${first + index}\n`).join('')
    const note = '\n[356 lines left out here: the log would be too large]\n\n'
    assert.equal(readFileSync(log.path, 'utf8'), lines(100, 133) + note + lines(489, 500))
  })

  it('is no larger than it may be, whatever is printed, and the oldest are deleted', async () => {
    const folder = folders.make()
    const long = 'y'.repeat(16_000)
    for (let build = 10; build < 40; build++) {
      const log = await openLogFile(folder, `${build}.log`, {bytes: 50_000, count: 20})
      for (let count = 0; count < 2000; count++) {
        log.write(count % 7 === 0 ? 'é' : long)
        await log.ready()
      }

      log.write('the error')
      await log.close()
      const text = readFileSync(log.path, 'utf8')
      assert.ok(text.startsWith('é\ny'))
      assert.ok(text.endsWith('the error\n'))
    }

    const sizes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).size)
    assert.equal(sizes.length, 20)
    assert.ok(Math.max(...sizes) <= 50_100, String(sizes))
  })

  it("lets nobody wait for a disk that can't be written", async () => {
    const log = await openLogFile(folders.make(), path.join('not-there', '1.log'), LIMITS)
    log.write('x'.repeat(100_000))
    await log.ready()
    log.write('x'.repeat(100_000))
    assert.equal(log.ready(), undefined)
    await log.close()
  })
})
