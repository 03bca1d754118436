import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {rmSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {Git} from '../../src/project/git.js'
import {read, realReader, TemporaryFolders, type TestFiles, type TestRepository} from '../support/repository.js'

const LATER = new Date('2040-01-01T00:00:00Z')

describe('what is told as changed', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  async function changes({folder}: TestRepository): Promise<string[]> {
    return [...((await read(folder)).worktree?.changes ?? [])].sort()
  }

  /** Files get another time than the index has, so that git must look at their contents. */
  function write(repository: TestRepository, files: TestFiles): void {
    repository.write(files)
    for (const name of Object.keys(files)) utimesSync(path.join(repository.folder, name), LATER, LATER)
  }

  it('is no line end that a setting or an attribute changes', async () => {
    for (const [attributes, settings] of [
      ['* text=auto\n', []],
      ['*.txt text eol=crlf\n', []],
      ['', ['core.autocrlf', 'true']],
      ['', ['core.autocrlf', 'input']],
    ] as const) {
      const repository = folders.repository({'.gitattributes': attributes, 'a.txt': 'one\ntwo\n', 'b.txt': 'one\n'})
      if (settings.length > 0) repository.git('config', ...settings)
      write(repository, {'a.txt': 'one\r\ntwo\r\n', 'b.txt': 'one\r\nmore\r\n'})
      assert.deepEqual(await changes(repository), ['b.txt'], attributes + settings.join(' '))
    }

    const repository = folders.repository({'a.txt': 'one\n'})
    write(repository, {'a.txt': 'one\r\n'})
    assert.deepEqual(await changes(repository), ['a.txt'], 'nothing says that it is text')
  })

  it('is no line end by the attributes of .git/info', async () => {
    const repository = folders.repository({'a.txt': 'one\n'})
    repository.write({'.git/info/attributes': '*.txt text'})
    write(repository, {'a.txt': 'one\r\n'})
    assert.deepEqual(await changes(repository), [])
  })

  it('is a file of Git LFS if its contents are others', async () => {
    const contents = 'large\n'.repeat(100)
    const oid = createHash('sha256').update(contents).digest('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${contents.length}\n`
    const files = {'a.bin': pointer, 'b.bin': pointer, 'c.bin': pointer, 'd.bin': pointer}
    const repository = folders.repository({...files, '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n'})
    write(repository, {
      'a.bin': contents,
      'b.bin': contents.replace('large', 'Large'),
      'c.bin': `${contents}more`,
      'd.bin': pointer,
    })
    assert.deepEqual(await changes(repository), ['b.bin', 'c.bin'])
  })

  it('is no file of another filter: what it would store, only its program knows', async () => {
    const repository = folders.repository({'.gitattributes': '*.enc filter=crypt\n', 'a.enc': 'stored', 'b.txt': 'x'})
    write(repository, {'a.enc': 'plain', 'b.txt': 'y'})
    assert.deepEqual(await changes(repository), ['b.txt'])
    repository.git('add', '--all')
    repository.write({'c.enc': 'new'})
    assert.deepEqual(await changes(repository), ['a.enc', 'b.txt', 'c.enc'], 'what is staged, or new, is told')
  })

  it('is no $Id$, and no other encoding', async () => {
    const repository = folders.repository({
      '.gitattributes': '*.id ident\n*.utf16 working-tree-encoding=UTF-16LE\n*.odd working-tree-encoding=no-such\n',
      'a.id': '$Id$\none\n',
      'b.id': '$Id$\none\n',
    })
    write(repository, {'a.id': '$Id: 0123 $\none\n', 'b.id': '$Id: 0123 $\ntwo\n'})
    const blob = repository.gitWithInput('ü', 'hash-object', '-w', '--stdin')
    for (const name of ['a.utf16', 'b.utf16', 'c.odd'])
      repository.git('update-index', '--add', '--cacheinfo', `100644,${blob},${name}`)
    repository.git('commit', '--quiet', '--message=x')
    write(repository, {'a.utf16': Buffer.from('ü', 'utf16le'), 'b.utf16': Buffer.from('ö', 'utf16le'), 'c.odd': 'x'})
    assert.deepEqual(await changes(repository), ['b.id', 'b.utf16'])
  })

  it('is the same with a split index, a compressed one, a sparse one, and without one', async () => {
    const files = {'.gitignore': 'out/\n', 'a.txt': 'a', 'b.txt': 'b', 'lib/c.txt': 'c'}
    for (const prepare of [
      (repository: TestRepository) => repository.git('update-index', '--split-index'),
      (repository: TestRepository) => repository.git('update-index', '--index-version', '4'),
      (repository: TestRepository) => repository.git('sparse-checkout', 'set', '--cone', '--sparse-index'),
      (repository: TestRepository) => repository.git('update-index', '--untracked-cache'),
      (repository: TestRepository) => repository.git('pack-refs', '--all'),
    ]) {
      const repository = folders.repository(files)
      prepare(repository)
      write(repository, {'a.txt': 'A', 'b.txt': 'b', 'new.txt': '', 'out/x': ''})
      assert.deepEqual(await changes(repository), ['a.txt', 'new.txt'], prepare.toString())
    }

    const repository = folders.repository(files)
    rmSync(path.join(repository.folder, '.git/index'))
    assert.deepEqual(await changes(repository), ['.gitignore', 'a.txt', 'b.txt', 'lib/', 'lib/c.txt'])
  })

  it("goes by the user's patterns, and by the repository's own where they are in it", async () => {
    const repository = folders.repository({'a.txt': '', patterns: '*.tmp\n'})
    repository.write({'x.log': '', 'x.tmp': '', 'x.txt': '', '.git/info/exclude': '*.log\n'})
    assert.deepEqual(await changes(repository), ['x.tmp', 'x.txt'])
    repository.git('config', 'core.excludesFile', 'patterns')
    assert.deepEqual(await changes(repository), ['x.txt'])
    const outside = path.join(folders.make(), 'outside')
    writeFileSync(outside, '*\n')
    repository.git('config', 'core.excludesFile', outside)
    assert.deepEqual(await changes(repository), ['x.tmp', 'x.txt'])
    const rules = await new Git(realReader, repository.folder).ignored(['x.log', 'x.tmp'])
    assert.deepEqual(Object.fromEntries(rules), {'x.log': {file: '.git/info/exclude', line: 1, pattern: '*.log'}})
  })

  it('is told of its own working tree, whatever core.worktree says', async () => {
    const repository = folders.repository({'requirements.txt': 'x\n'})
    const other = folders.make({'secret.txt': ''})
    repository.git('config', 'core.worktree', other)
    const project = await read(repository.folder)
    assert.equal(project.source.path, repository.folder)
    assert.equal(project.worktree, null)
    repository.git('config', 'core.worktree', '../')
    assert.deepEqual((await read(repository.folder)).worktree?.changes, [])
  })

  it('is a path that is taken out of an index of each form', async () => {
    for (const form of [['--split-index'], ['--index-version', '4'], []]) {
      const repository = folders.repository({'.venv/a': '', '.venv/b c': '', 'a.txt': ''})
      if (form.length > 0) repository.git('update-index', ...form)
      await new Git(realReader, repository.folder).untrack(['.venv', 'missing'])
      assert.equal(repository.git('ls-files'), 'a.txt')
      assert.equal(repository.git('status', '--porcelain'), 'D  .venv/a\nD  ".venv/b c"\n?? .venv/')
    }
  })
})
