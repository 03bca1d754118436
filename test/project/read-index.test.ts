import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {problem, read, TemporaryFolders, type TestRepository, textOf} from '../support/repository.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** `--staged`: the index, as a commit of it would hold the files. */
describe('reading the index', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const staged = async (folder: string, index?: string) => {
    const project = await read(folder, {source: folder, staged: {index}})
    return Object.fromEntries([...project.tree.files()].map((file) => [file, textOf(project, file)]))
  }

  it('reads what is staged, and nothing of the disk', async () => {
    const repository = folders.repository({Procfile: 'web: one\n', 'gone.py': '', 'requirements.txt': 'idna\n'})
    repository.write({Procfile: 'web: two\n', 'app.py': 'staged = True\n', 'untracked.py': ''})
    repository.git('add', 'Procfile', 'app.py')
    repository.git('rm', '--quiet', '--cached', 'gone.py')
    repository.write({Procfile: 'web: three\n', 'requirements.txt': 'flask\n'})
    assert.deepEqual(await staged(repository.folder), {
      Procfile: 'web: two\n',
      'app.py': 'staged = True\n',
      'requirements.txt': 'idna\n',
    })
  })

  it('says that it was the index', async () => {
    const {source, worktree} = await read(folders.repository({Procfile: ''}).folder, {staged: {index: undefined}})
    const {commit, dirty, ref, staged: isStaged} = source
    assert.deepEqual(
      {commit, dirty, isStaged, ref, worktree},
      {commit: null, dirty: false, isStaged: true, ref: null, worktree: null},
    )
  })

  it('leaves out what is only meant to be added', async () => {
    const repository = folders.repository({'app.py': ''})
    repository.write({'requirements.txt': 'idna\n'})
    repository.git('add', '--intent-to-add', 'requirements.txt')
    assert.deepEqual(await staged(repository.folder), {'app.py': ''})
  })

  it('reads a first commit, before there is one', async () => {
    const repository = folders.repository().write({'app.py': '', 'later.py': ''})
    repository.git('add', 'app.py')
    assert.deepEqual(await staged(repository.folder), {'app.py': ''})
    assert.deepEqual(await staged(folders.repository().folder), {})
  })

  it('reads a folder of it', async () => {
    const repository = folders.repository({'backend/app.py': 'below\n', 'backend2/app.py': '', 'app.py': ''})
    assert.deepEqual(await staged(path.join(repository.folder, 'backend')), {'app.py': 'below\n'})
  })

  it('keeps links, programs and submodules apart', async () => {
    const inner = folders.repository({'lib.py': ''})
    const repository = folders.repository({'bin/run': '#!/bin/sh\n', link: {link: 'bin/run'}})
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'vendor')
    repository.git('update-index', '--chmod=+x', 'bin/run')
    const {submodules, tree} = await read(repository.folder, {staged: {index: undefined}})
    assert.deepEqual(submodules, ['vendor'])
    assert.equal(tree.isFile('bin/run'), true)
    assert.equal(tree.isFile('link'), true)
  })

  for (const [name, ...settings] of [
    ['a split index', 'update-index', '--split-index'],
    ['an index of version 4', 'update-index', '--index-version=4'],
  ] as const) {
    it(`reads ${name}`, async () => {
      const repository = folders.repository({'app.py': '', 'wsgi.py': ''})
      repository.git(...settings)
      repository.write({'new.py': 'x\n'})
      repository.git('add', 'new.py')
      assert.deepEqual(await staged(repository.folder), {'app.py': '', 'new.py': 'x\n', 'wsgi.py': ''})
    })
  }

  it('reads a repository whose objects have long names', async () => {
    const repository = folders.repository()
    rmSync(path.join(repository.folder, '.git'), {recursive: true})
    repository.git('init', '--quiet', '--object-format=sha256')
    repository.write({'app.py': 'x\n'})
    repository.git('add', 'app.py')
    assert.deepEqual(await staged(repository.folder), {'app.py': 'x\n'})
  })

  it('reads the index of the working tree that it is called in', async () => {
    const repository = folders.repository({'app.py': ''})
    const other = path.join(folders.make(), 'other')
    repository.git('worktree', 'add', '--quiet', other)
    writeFileSync(path.join(other, 'other.py'), '')
    repository.git('-C', other, 'add', 'other.py')
    assert.deepEqual(await staged(other), {'app.py': '', 'other.py': ''})
    assert.deepEqual(await staged(repository.folder), {'app.py': ''})
  })

  it('changes nothing, and takes no lock', async () => {
    const repository = folders.repository({'app.py': ''})
    const index = path.join(repository.folder, '.git/index')
    const before = readFileSync(index)
    const {mtimeMs} = statSync(index)
    writeFileSync(`${index}.lock`, '')
    await staged(repository.folder)
    assert.deepEqual(readFileSync(index), before)
    assert.equal(statSync(index).mtimeMs, mtimeMs)
  })

  it('takes no index from elsewhere, whoever names it', async () => {
    const repository = folders.repository({'app.py': ''})
    const stranger = folders.repository({'stranger.py': ''})
    for (const named of [path.join(stranger.folder, '.git/index'), '../index', '', 'no/such/file', '.git'])
      assert.deepEqual(await staged(repository.folder, named), {'app.py': ''}, named)
  })

  it('needs a repository with a working tree', async () => {
    const folder = folders.make({'app.py': ''})
    await assert.rejects(
      read(folder, {staged: {index: undefined}}),
      problem({flag: '--staged', id: 'not-a-git-repository', path: folder}),
    )
    const repository = folders.repository({'app.py': ''})
    const bare = path.join(folders.make(), 'bare.git')
    repository.git('clone', '--quiet', '--bare', repository.folder, bare)
    await assert.rejects(read(bare, {staged: {index: undefined}}), problem({flag: '--staged', id: 'no-worktree', path: bare}))
  })

  describe('in a hook of git', () => {
    /** Makes git call the reader before a commit. @returns what it read then */
    const inHook = (repository: TestRepository, ...commit: string[]): unknown => {
      const out = path.join(folders.make(), 'read.json')
      const hooks = path.join(repository.folder, '.git/hooks')
      mkdirSync(hooks, {recursive: true})
      const program = `'${process.execPath}' --import tsx test/support/print-staged.ts "$ROOT" > '${out}'`
      writeFileSync(path.join(hooks, 'pre-commit'), `#!/bin/sh\nROOT=$PWD\ncd '${PROJECT}' && ${program}\n`)
      chmodSync(path.join(hooks, 'pre-commit'), 0o755)
      repository.git('commit', '--quiet', '--message=test', ...commit)
      return JSON.parse(readFileSync(out, 'utf8'))
    }

    const changed = () => {
      const repository = folders.repository({'app.py': 'one\n', 'wsgi.py': 'one\n'})
      repository.write({'app.py': 'two\n', 'wsgi.py': 'two\n'})
      return repository
    }

    it('git commit: what was added', () => {
      const repository = changed()
      repository.git('add', 'app.py')
      assert.deepEqual(inHook(repository), {'app.py': 'two\n', 'wsgi.py': 'one\n'})
    })

    it('git commit --all: every change, though the index has none of them yet', () => {
      assert.deepEqual(inHook(changed(), '--all'), {'app.py': 'two\n', 'wsgi.py': 'two\n'})
    })

    it('git commit FILE: that file, though others are staged', () => {
      const repository = changed()
      repository.git('add', 'app.py')
      assert.deepEqual(inHook(repository, '--', 'wsgi.py'), {'app.py': 'one\n', 'wsgi.py': 'two\n'})
    })
  })
})
