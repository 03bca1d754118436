import assert from 'node:assert/strict'
import {chmodSync, closeSync, constants, copyFileSync, openSync, readFileSync, statSync, truncateSync, writeSync} from 'node:fs'
import path from 'node:path'

import {copyFile} from '../../src/system/copy-file.js'
import {copyFiles} from '../../src/system/copy-files.js'
import {cloneTree} from '../../src/system/clone-tree.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

const MB = 1024 * 1024

describe('the copy of a large file', () => {
  const folders = new TemporaryFolders()

  before(function () {
    if (process.platform === 'win32') skip(this, 'a file with holes is made otherwise on Windows')
  })

  afterEach(() => folders.remove())

  /** A file of one size, all holes but for some words. */
  function holes(folder: string, size: number, words: readonly [at: number, word: string][] = []): string {
    const place = path.join(folder, 'large')
    const file = openSync(place, 'w')
    for (const [at, word] of words) writeSync(file, word, at)
    closeSync(file)
    truncateSync(place, size)
    return place
  }

  it('is the file, with its mode, and its holes are holes', async () => {
    const folder = folders.make()
    const size = 64 * MB + 5
    const source = holes(folder, size, [
      [0, 'first'],
      [5 * MB - 2, 'over the end of a portion'],
      [size - 4, 'last'],
    ])
    chmodSync(source, 0o750)
    const target = path.join(folder, 'copy')
    await copyFile(source, target, {size})
    assert.equal(Buffer.compare(readFileSync(source), readFileSync(target)), 0)
    assert.equal(statSync(target).mode & 0o777, 0o750)
    assert.ok(statSync(target).blocks * 512 < 8 * MB)
    assert.equal(statSync(target).size, size)
  })

  it('of one that ends in a hole, and of one that is there already', async () => {
    const folder = folders.make({copy: 'x'.repeat(100)})
    const source = holes(folder, 40 * MB, [[MB, 'word']])
    const target = path.join(folder, 'copy')
    await copyFile(source, target, {size: 40 * MB})
    assert.equal(Buffer.compare(readFileSync(source), readFileSync(target)), 0)
  })

  for (const [what, copy] of [
    ['copied from disk', async (from: string, to: string, signal: AbortSignal) => copyFiles(from, to, ['large'], signal)],
    ['of an output', async (from: string, to: string, signal: AbortSignal) => cloneTree(from, to, 'copy', {signal})],
  ] as const)
    it(`of 1 TB ends by its signal: ${what}`, async function () {
      const folder = folders.make()
      const to = folders.make()
      if (sharesBlocks(holes(folder, 1), path.join(to, 'try'))) skip(this, 'this disk shares blocks: nothing is copied')
      holes(folder, 1024 * 1024 * MB)
      const controller = new AbortController()
      const copying = copy(folder, to, controller.signal)
      setTimeout(() => controller.abort(), 50)
      await assert.rejects(copying, (error) => error === controller.signal.reason)
    })

  function sharesBlocks(source: string, target: string): boolean {
    try {
      copyFileSync(source, target, constants.COPYFILE_FICLONE_FORCE)
      return true
    } catch {
      return false
    }
  }
})
