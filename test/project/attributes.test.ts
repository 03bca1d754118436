import assert from 'node:assert/strict'

import {read, TemporaryFolders, textOf} from '../support/repository.js'

describe('what git does to contents on their way', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('is nothing: contents are read as the commit has them', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`
    const repository = folders.repository()
    // A push is no archive, so export-ignore means nothing; nor does Heroku fetch what Git LFS stores.
    const project = await read(
      folders.repository({
        '.gitattributes': 'runtime.txt eol=crlf\nrequirements.txt export-ignore\nuv.lock filter=lfs\nPipfile ident\n',
        Pipfile: '# $Id$\n',
        'requirements.txt': 'x\n',
        'runtime.txt': 'python-3.13\n',
        'uv.lock': pointer,
      }).folder,
    )
    assert.equal(textOf(project, 'runtime.txt'), 'python-3.13\n')
    assert.equal(textOf(project, 'requirements.txt'), 'x\n')
    assert.equal(textOf(project, 'uv.lock'), pointer)
    assert.equal(textOf(project, 'Pipfile'), '# $Id$\n')

    repository.git('config', 'core.autocrlf', 'true')
    repository.commit({'runtime.txt': 'python-3.13\r\n'})
    assert.equal(textOf(await read(repository.folder), 'runtime.txt'), 'python-3.13\n')
    assert.equal(textOf(await read(repository.folder, {dirty: true}), 'runtime.txt'), 'python-3.13\r\n')
  })

  it('is no replacement either: a push sends the objects themselves', async () => {
    const repository = folders.repository({'requirements.txt': 'first'})
    const first = repository.git('rev-parse', 'HEAD')
    const second = repository.commit({'requirements.txt': 'second'})
    repository.git('replace', second, first)
    assert.equal(textOf(await read(repository.folder), 'requirements.txt'), 'second')
  })
})
