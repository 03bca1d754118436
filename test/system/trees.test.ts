import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync} from 'node:fs'
import path from 'node:path'

import {removeTree} from '../../src/system/remove-tree.js'
import {TemporaryFolders, writeFiles} from '../support/repository.js'
import {skip} from '../support/skip.js'

describe('a tree', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('is removed with what lies deeper than a path can tell', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such folders')
    const root = folders.make({'deep/file': ''})
    const script = 'for _ in {1..40}; do mkdir "$1" && cd "$1" && touch "$1.txt"; done'
    for (const letter of ['a', 'b'])
      execFileSync('bash', ['-c', script, 'bash', letter.repeat(200)], {cwd: path.join(root, 'deep')})
    await removeTree(path.join(root, 'deep'))
    assert.ok(!existsSync(path.join(root, 'deep')))
  })

  it('is removed with the folders in it that nobody may write to', async function () {
    if (process.getuid?.() === 0) skip(this, 'root may write to any folder')
    const root = folders.make()
    writeFiles(root, {'go/pkg/mod/x/x.go': ''})
    for (const folder of ['go/pkg/mod/x', 'go/pkg']) chmodSync(path.join(root, folder), 0o500)
    await removeTree(path.join(root, 'go'))
    assert.ok(!existsSync(path.join(root, 'go')))
  })
})
