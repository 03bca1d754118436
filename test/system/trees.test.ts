import assert from 'node:assert/strict'
import {chmodSync, existsSync} from 'node:fs'
import path from 'node:path'

import {removeTree} from '../../src/system/trees.js'
import {TemporaryFolders, writeFiles} from '../support/repository.js'
import {skip} from '../support/skip.js'

describe('a tree', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('is removed with the folders in it that nobody may write to', async function () {
    if (process.getuid?.() === 0) skip(this, 'root may write to any folder')
    const root = folders.make()
    writeFiles(root, {'go/pkg/mod/x/x.go': ''})
    for (const folder of ['go/pkg/mod/x', 'go/pkg']) chmodSync(path.join(root, folder), 0o500)
    await removeTree(path.join(root, 'go'))
    assert.ok(!existsSync(path.join(root, 'go')))
  })
})
