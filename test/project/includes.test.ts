import assert from 'node:assert/strict'

import {read, TemporaryFolders, textOf} from '../support/repository.js'

describe('requirements that include others', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('are read, nested, in a circle, through links; not from outside', async () => {
    const files = {
      'requirements.txt':
        '-r deps/base.in\n--requirement=deps/dev\n  -c ./deps/../constraints\n-rjoined.txt\n-r ../out.txt\n-r /etc/passwd\n',
      constraints: 'c',
      'deps/base.in': '-r nested.txt\n-r base.in\n-r ../requirements.txt\n-r linked/x.txt\n-r file-link.txt\n',
      'deps/dev': 'dev',
      'deps/file-link.txt': {link: 'dev-target'},
      'deps/dev-target': 'target',
      'deps/linked': {link: '../real'},
      'deps/nested.txt': 'nested',
      'joined.txt': 'joined',
      'real/x.txt': '-r y.txt\n',
      'deps/real/y.txt': 'wrong',
      unrelated: 'unread',
    }
    const repository = folders.repository(files)
    for (const options of [{}, {dirty: true}, {wholeFolder: true}]) {
      const project = await read(repository.folder, options)
      assert.equal(textOf(project, 'constraints'), 'c')
      assert.equal(textOf(project, 'deps/dev'), 'dev')
      assert.equal(textOf(project, 'deps/nested.txt'), 'nested')
      assert.equal(textOf(project, 'deps/linked/x.txt'), '-r y.txt\n')
      assert.equal(textOf(project, 'deps/file-link.txt'), 'target')
      assert.equal(textOf(project, 'joined.txt'), 'joined')
      assert.equal(textOf(project, 'unrelated'), undefined, 'known by its name only')
      assert.equal(project.tree.isFile('unrelated'), true)
    }
  })

  it('end after ten rounds', async () => {
    const files = Object.fromEntries(Array.from({length: 20}, (_, index) => [`${index}.txt`, `-r ${index + 1}.txt\n`]))
    const project = await read(folders.make({...files, 'requirements.txt': '-r 0.txt'}))
    assert.ok(textOf(project, '9.txt'))
    assert.equal(textOf(project, '10.txt'), undefined)
  })
})
