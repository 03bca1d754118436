import assert from 'node:assert/strict'

import {stat} from 'node:fs/promises'
import path from 'node:path'

import type {Look, LookFault} from '../../src/packaging/build-place.js'
import {createFileTree} from '../../src/packaging/file-tree.js'
import {errorCode} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {FOLDER, treeOf} from './tree.js'

/** What the system says of a path. */
async function lookOf(file: string): Promise<Look> {
  try {
    const stats = await stat(file)
    if (stats.isDirectory()) return {kind: 'directory'}
    return stats.isFile() ? {kind: 'file'} : {isEmpty: true, kind: 'device'}
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? {kind: 'missing'} : {fault: code as LookFault, kind: 'unknown'}
  }
}

describe('a file tree', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const tree = treeOf({
    'requirements.txt': 'a',
    'src/app/main.py': 'b',
    empty: FOLDER,
    toFile: {link: 'src/app/main.py'},
    toFolder: {link: 'src/'},
    'src/up': {link: '../requirements.txt'},
    dangling: {link: 'nowhere'},
    loop: {link: 'pool'},
    pool: {link: 'loop'},
    self: {link: '.'},
    fileAsFolder: {link: 'requirements.txt/'},
    parent: {link: '..'},
    root: {link: '/'},
    device: {link: '/dev/null'},
    other: {link: '/srv/other'},
  })

  describe('answers as bash does to -e, -f and -d', () => {
    const answers: [path: string, answer: 'file' | 'folder' | 'missing' | 'other'][] = [
      ['requirements.txt', 'file'],
      ['Requirements.txt', 'missing'],
      ['requirements.txt/', 'missing'],
      ['src', 'folder'],
      ['src/', 'folder'],
      ['src/app/main.py', 'file'],
      ['src/app/main.py/x', 'missing'],
      ['./src/../requirements.txt', 'file'],
      ['empty', 'folder'],
      ['toFile', 'file'],
      ['toFile/', 'missing'],
      ['toFolder', 'folder'],
      ['toFolder/app/main.py', 'file'],
      ['src/up', 'file'],
      ['toFolder/up', 'file'],
      ['dangling', 'missing'],
      ['loop', 'missing'],
      ['self/self/requirements.txt', 'file'],
      ['fileAsFolder', 'missing'],
      ['parent', 'folder'],
      ['parent/x', 'missing'],
      ['root', 'folder'],
      ['root/', 'folder'],
      ['device', 'other'],
      ['device/', 'missing'],
      ['other', 'missing'],
    ]
    for (const [path, answer] of answers) {
      it(`${path} is ${answer}`, () => {
        assert.equal(tree.exists(path), answer !== 'missing')
        assert.equal(tree.isFile(path), answer === 'file')
        assert.equal(tree.isDirectory(path), answer === 'folder')
      })
    }
  })

  it('follows forty links in a row and no more, as Linux does', () => {
    const chain = Object.fromEntries(
      Array.from({length: 41}, (_, index) => [`l${index}`, {link: index === 0 ? 'end' : `l${index - 1}`}]),
    )
    const links = treeOf({end: '', ...chain})
    assert.equal(links.isFile('l39'), true)
    assert.equal(links.exists('l40'), false)
  })

  it('tells a missing file from one that nobody can look for, as the system does', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has other limits')
    const long = 'x'.repeat(256)
    const sketch = {
      app: {link: '/etc'},
      beyond: {link: `file/${long}`},
      bytes: {link: 'é'.repeat(128)},
      chain: {link: 'circle/x'},
      circle: {link: 'circle'},
      dangling: {link: 'nowhere'},
      device: {link: '/dev/null'},
      file: 'a',
      fits: {link: 'é'.repeat(127)},
      folder: {link: '.'},
      'in-proc': {link: `/proc/${long}`},
      long: {link: long},
      missing: {link: `nowhere/${long}`},
      one: {link: 'two'},
      outside: {link: `/etc/${long}`},
      path: {link: 'yyy/'.repeat(1023)},
      through: {link: 'folder/long'},
      two: {link: 'one'},
    }
    const seen = treeOf(sketch)
    const folder = folders.make(sketch)
    for (const name of Object.keys(sketch).flatMap((name) => [name, `${name}/`, `${name}/x`]))
      assert.deepEqual([name, seen.look(name)], [name, await lookOf(path.join(folder, name))])
  })

  it('knows a folder that only root may look into', () => {
    const seen = treeOf({in: {link: '/root/version'}, itself: {link: '/root'}})
    assert.deepEqual([seen.look('in'), seen.look('itself')], [{fault: 'EACCES', kind: 'unknown'}, {kind: 'directory'}])
    assert.equal(seen.exists('in'), false)
  })

  it('lists names in the order of their bytes, links followed', () => {
    assert.deepEqual(tree.list('toFolder'), ['app', 'up'])
    assert.deepEqual(treeOf({b: '', B: '', 'a/x': '', é: ''}).list(), ['B', 'a', 'b', 'é'])
    assert.deepEqual(tree.list('requirements.txt'), [])
    assert.deepEqual(tree.list('parent'), [], 'what is outside of the source is not known')
  })

  it('reads through links, and parts a missing file from one that was not loaded', () => {
    assert.equal(Buffer.from(tree.read('src/up')!).toString(), 'a')
    assert.equal(tree.read('src'), undefined)
    assert.equal(tree.read('dangling'), undefined)
    const unloaded = createFileTree(new Map([['big.bin', {kind: 'file'}]]))
    assert.equal(unloaded.read('big.bin'), undefined)
    assert.equal(unloaded.isFile('big.bin'), true)
  })

  it('names its regular files only', () => {
    assert.deepEqual([...tree.files()], ['requirements.txt', 'src/app/main.py'])
  })
})
