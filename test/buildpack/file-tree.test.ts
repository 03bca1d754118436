import assert from 'node:assert/strict'

import {createFileTree} from '../../src/packaging/file-tree.js'
import {FOLDER, treeOf} from './tree.js'

describe('a file tree', () => {
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
