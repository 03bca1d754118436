import assert from 'node:assert/strict'
import path from 'node:path'

import {downloadCache} from '../../src/local-build/cache/heroku-archive.js'
import {Secret} from '../../src/platform/secret.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {TestClock} from '../support/test-clock.js'

describe("the download of an app's build cache", () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const downloading = (chunks: (signal: AbortSignal) => AsyncIterable<Uint8Array>, clock: TestClock) => {
    const http = {
      ...realSystem.http,
      getStream: async (_: string, {signal}: {signal: AbortSignal}) => ({chunks: chunks(signal), close() {}, status: 200}),
    }
    const {signal} = new AbortController()
    const file = path.join(folders.make(), 'cache.tgz')
    return downloadCache({app: 'example', signal, url: new Secret('https://example.com/planted')}, file, {
      ...realSystem,
      clock,
      http,
    })
  }

  const untilEnded = async (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('https://example.com/planted')))
    })

  const why = (words: string) => ({problem: {app: 'example', fault: {id: 'not-read', why: words}, id: 'heroku-cache-not-usable'}})

  it('takes as long as it needs, and ends when nothing comes any more', async () => {
    const clock = new TestClock()
    async function* slow(signal: AbortSignal) {
      for (let minute = 0; minute < 60; minute++) {
        clock.pass(59_000)
        yield Buffer.alloc(1024 * 1024)
      }

      await untilEnded(signal)
    }

    const ended = downloading(slow, clock)
    await assert.rejects(clock.passUntil(ended, 60_000), why('its storage sent next to nothing for 60 seconds'))
  })

  it('ends when it comes byte by byte', async () => {
    const clock = new TestClock()
    async function* dripping(signal: AbortSignal) {
      while (!signal.aborted) {
        clock.pass(1000)
        yield Buffer.from('x')
      }

      throw new Error('https://example.com/planted')
    }

    await assert.rejects(downloading(dripping, clock), why('its storage sent next to nothing for 60 seconds'))
  })

  it('says that it failed in its own words, and that the disk is full in those of the disk', async () => {
    const failing = (error: Error) =>
      downloading(async function* () {
        yield Buffer.from('x')
        throw error
      }, new TestClock())
    await assert.rejects(failing(new Error('https://example.com/planted')), why('the download failed'))
    const full = failing(Object.assign(new Error('write'), {code: 'ENOSPC'}))
    await assert.rejects(full, (error: {problem?: {code?: string; id?: string}}) => {
      assert.deepEqual([error.problem?.code, error.problem?.id], ['ENOSPC', 'cache-not-usable'])
      return true
    })
  })
})
