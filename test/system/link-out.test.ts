import assert from 'node:assert/strict'
import {mkdirSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import {realFileSystem} from '../../src/system/file-system.js'
import {linkOut} from '../../src/system/link-out.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

describe('a link out of a tree', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const found = async (links: Readonly<Record<string, string>>) => {
    const tree = path.join(folders.make(), 'tree')
    for (const folder of ['home/deep/deeper', 'other']) mkdirSync(path.join(tree, folder), {recursive: true})
    for (const [name, target] of Object.entries(links)) symlinkSync(target.replace('$TREE', tree), path.join(tree, name))
    return linkOut(tree, 'home', '/app', realFileSystem)
  }

  it('is found, wherever it is', async function () {
    if (process.platform === 'win32') skip(this, 'links need a right of their own there')
    assert.equal(await found({'home/a': '/etc'}), 'home/a')
    assert.equal(await found({'home/deep/a': '../../..'}), 'home/deep/a')
    assert.equal(await found({'home/a': '../../nothing'}), 'home/a')
    assert.equal(await found({'home/a': '/application'}), 'home/a')
    assert.equal(await found({'home/a': '/app/../etc'}), 'home/a')
    // By its letters, home/a/b leads to home.
    assert.equal(await found({'home/a': 'deep/..', 'home/b': 'a/../..'}), 'home/b')
  })

  it('is none that stays inside, or that is elsewhere in the tree', async function () {
    if (process.platform === 'win32') skip(this, 'links need a right of their own there')
    const inside = {
      'home/a': 'deep',
      'home/b': '../other',
      'home/c': '/app/home/deep',
      'home/d': '$TREE/other',
      'home/e': 'nothing',
    }
    assert.equal(await found({...inside, 'home/f': 'f', 'other/a': '/etc'}), undefined)
    assert.equal(await linkOut(folders.make(), 'home', '/app', realFileSystem), undefined)
  })
})
