import assert from 'node:assert/strict'
import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {cloneTree, fingerprintOf} from '../../src/system/clone-tree.js'
import {removeTree} from '../../src/system/remove-tree.js'
import {digests, listTree, removeFiles, treeSizes} from '../../src/system/trees.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

/** As a Latin-1 system writes "café". */
const ODD = Buffer.from('caf\u00E9', 'latin1')

describe('trees with names that are no UTF-8', () => {
  const folders = new TemporaryFolders()
  let tree: string

  const at = (folder: string, ...names: (Buffer | string)[]) =>
    Buffer.concat([Buffer.from(folder), ...names.flatMap((name) => [Buffer.from('/'), Buffer.from(name)])])

  before(function () {
    if (process.platform !== 'linux') skip(this, 'only Linux has such names')
    tree = folders.make({plain: '1'})
    mkdirSync(at(tree, ODD))
    writeFileSync(at(tree, ODD, ODD), 'contents')
    symlinkSync(ODD, at(tree, 'link'))
  })

  after(() => folders.remove())

  for (const how of ['copy', 'guarded'] as const)
    it(`are copied (${how}), known again and deleted`, async () => {
      const copy = path.join(folders.make(), 'copy')
      await cloneTree(tree, copy, how)
      assert.equal(readFileSync(at(copy, ODD, ODD), 'utf8'), 'contents')
      assert.equal((await fingerprintOf(copy)).bytes, (await fingerprintOf(tree)).bytes)
      await removeTree(copy)
      assert.deepEqual(readdirSync(path.dirname(copy)), [])
    })

  it('are listed and measured, and their files removed', async () => {
    const copy = path.join(folders.make(), 'copy')
    await cloneTree(tree, copy, 'copy')
    const names = await listTree(copy)
    assert.equal(names.length, 3)
    assert.equal(Math.max(...(await treeSizes(copy)).values()), 'contents'.length)
    assert.ok([...(await digests(copy, names)).values()].every((digest) => digest !== undefined))
    await removeFiles(copy, names)
    assert.deepEqual(readdirSync(copy), [])
  })
})
