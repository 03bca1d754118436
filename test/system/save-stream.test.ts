import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {gzipSync} from 'node:zlib'

import {gunzipFits} from '../../src/system/save-stream.js'
import {TemporaryFolders} from '../support/repository.js'

describe('the size of what gzip made', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())
  const {signal} = new AbortController()

  const fits = async (bytes: Uint8Array, limit: number) => {
    const file = path.join(folders.make(), 'file')
    writeFileSync(file, bytes)
    return gunzipFits(file, limit, signal)
  }

  it('is that of what is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 ** 2))
    assert.ok(bomb.length < 10_000)
    assert.equal(await fits(bomb, 8 * 1024 ** 2), true)
    assert.equal(await fits(bomb, 8 * 1024 ** 2 - 1), false)
    // Two in one file are one after the other.
    assert.equal(await fits(Buffer.concat([bomb, bomb]), 12 * 1024 ** 2), false)
  })

  it('is not known of one that is not whole, or something else', async () => {
    const whole = gzipSync('text')
    for (const bytes of [whole.subarray(0, -1), whole.subarray(0, 5), Buffer.from('text'), Buffer.alloc(0)])
      assert.equal(await fits(bytes, 100), undefined)
  })

  it('is not asked for any more once somebody ends it', async () => {
    const file = path.join(folders.make({file: 'text'}), 'file')
    await assert.rejects(gunzipFits(file, 100, AbortSignal.abort()), {name: 'AbortError'})
  })
})
