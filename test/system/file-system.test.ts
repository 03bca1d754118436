import assert from 'node:assert/strict'
import {mkdirSync, renameSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {Worker} from 'node:worker_threads'

import {errorCode, realFileSystem} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

/** Makes a name mean one thing and another, in turns, as fast as it can. */
const SWAPPER = `
const {renameSync} = require('node:fs')
const {workerData: [name, folder, link]} = require('node:worker_threads')
for (;;) {
  renameSync(name, folder)
  renameSync(link, name)
  renameSync(name, link)
  renameSync(folder, name)
}
`

describe('a file that must be inside of a folder', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('is not read once it was replaced by a link that leads out, at whatever moment', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux tells where an open file is')
    const root = folders.make({'inside/file': 'inside'})
    const outside = folders.make({file: 'outside'})
    const [name, folder, link] = ['inside', 'folder', 'link'].map((part) => path.join(root, part))
    symlinkSync(outside, link!)
    const swapper = new Worker(SWAPPER, {eval: true, workerData: [name, folder, link]})
    const seen = {inside: 0, refused: 0}
    try {
      for (let count = 0; count < 3000 || seen.inside === 0 || seen.refused === 0; count++) {
        try {
          const text = new TextDecoder().decode(await realFileSystem.read(path.join(name!, 'file'), 100, root))
          assert.equal(text, 'inside')
          seen.inside += 1
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error
          assert.match(errorCode(error), /^(?:EXDEV|ENOENT|ELOOP|ENOTDIR)$/)
          seen.refused += 1
        }
      }
    } finally {
      await swapper.terminate()
    }
  })

  it('is what there was when it was opened, though it is cut short or replaced meanwhile', async () => {
    const folder = folders.make({file: 'x'.repeat(100)})
    const place = path.join(folder, 'file')
    mkdirSync(path.join(folder, 'new'))
    const reading = realFileSystem.read(place, 1000)
    writeFileSync(path.join(folder, 'new/file'), 'new')
    renameSync(path.join(folder, 'new/file'), place)
    assert.match(new TextDecoder().decode(await reading), /^(?:x{100}|new)$/)
  })
})
