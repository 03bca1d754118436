import assert from 'node:assert/strict'
import {mkdirSync} from 'node:fs'
import path from 'node:path'

import {problem, read, TemporaryFolders, textOf} from '../support/repository.js'

describe('reading a commit', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('reads HEAD, not the disk', async () => {
    const repository = folders.repository({'.python-version': '3.12\n', 'requirements.txt': 'django\n'})
    repository.write({'.python-version': '3.13\n', 'uv.lock': ''})
    const project = await read(repository.folder)
    assert.equal(textOf(project, '.python-version'), '3.12\n')
    assert.equal(project.tree.exists('uv.lock'), false)
    assert.deepEqual(project.source, {
      commit: repository.git('rev-parse', 'HEAD'),
      dirty: false,
      notes: [],
      origin: {
        common: `${repository.folder}/.git`,
        format: 'sha1',
        objects: `${repository.folder}/.git/objects`,
        prefix: '',
        url: undefined,
      },
      path: repository.folder,
      ref: 'HEAD',
      repository: repository.folder,
    })
  })

  it('reads a branch, a tag and a commit, long and short', async () => {
    const repository = folders.repository({'.python-version': '3.10\n'})
    const first = repository.git('rev-parse', 'HEAD')
    repository.git('tag', '--annotate', '--message=tag', 'v1')
    repository.git('checkout', '--quiet', '-b', 'feature/eleven')
    repository.commit({'.python-version': '3.11\n'})
    for (const [ref, version] of [
      ['main', '3.10\n'],
      ['v1', '3.10\n'],
      [first, '3.10\n'],
      [first.slice(0, 8), '3.10\n'],
      ['HEAD~1', '3.10\n'],
      ['feature/eleven', '3.11\n'],
    ] as const) {
      const project = await read(repository.folder, {ref})
      assert.equal(textOf(project, '.python-version'), version, ref)
      assert.equal(project.source.ref, ref)
    }
  })

  it('takes no odd revision for an option, a file or a range', async () => {
    const repository = folders.repository({'requirements.txt': '', '^{commit}': 'a file of that name'})
    for (const ref of ['missing', '--upload-pack=x', '-h', '--all', 'HEAD:requirements.txt', 'HEAD:', '', ' ', '^HEAD'])
      await assert.rejects(read(repository.folder, {ref}), problem({empty: false, id: 'unknown-ref', ref}), ref)
    for (const ref of ['HEAD..HEAD', 'HEAD\0', 'HEAD\nHEAD', ':/nothing', '0'.repeat(40), '@{99}', 'a'.repeat(5000)])
      await assert.rejects(read(repository.folder, {ref}), problem({empty: false, id: 'unknown-ref', ref}), ref)
  })

  it('reads a subfolder only when it is asked for', async () => {
    const repository = folders.repository({'backend/sub/runtime.txt': '', 'backend/uv.lock': 'lock', 'requirements.txt': ''})
    const nested = path.join(repository.folder, 'backend', 'sub')
    const root = await read(nested)
    assert.equal(root.source.path, repository.folder)
    assert.deepEqual(root.source.notes, [])
    assert.equal(root.tree.isFile('requirements.txt'), true)

    const backend = await read(nested, {source: '..'})
    assert.equal(backend.source.path, path.join(repository.folder, 'backend'))
    assert.deepEqual(backend.source.notes, [{folder: 'backend', id: 'subfolder'}])
    assert.deepEqual([...backend.tree.files()], ['sub/runtime.txt', 'uv.lock'])
    assert.equal(textOf(backend, 'uv.lock'), 'lock')
  })

  it('finds nothing in a folder that the commit lacks', async () => {
    const repository = folders.repository({'requirements.txt': ''})
    repository.write({'new [x] é/requirements.txt': ''})
    const project = await read(repository.folder, {source: 'new [x] é'})
    assert.deepEqual([...project.tree.files()], [])
    assert.deepEqual(project.worktree?.changes, ['./'])
  })

  it('reads a bare repository, which has no working tree', async () => {
    const repository = folders.repository({'requirements.txt': 'flask\n'})
    const bare = path.join(folders.make(), 'app.git')
    repository.git('clone', '--quiet', '--bare', repository.folder, bare)
    for (const options of [{}, {ref: 'main'}, {source: '.'}]) {
      const project = await read(bare, options)
      assert.equal(textOf(project, 'requirements.txt'), 'flask\n')
      assert.equal(project.worktree, null)
      assert.equal(project.source.repository, bare)
    }

    await assert.rejects(read(bare, {dirty: true}), problem({id: 'no-worktree', path: bare}))
  })

  it('reads the disk of a repository without commits, but no revision', async () => {
    const repository = folders.repository().write({'requirements.txt': '', '.gitignore': 'ignored.txt', 'ignored.txt': ''})
    const project = await read(repository.folder)
    assert.deepEqual(project.source.notes, [{id: 'no-commits'}])
    assert.deepEqual([...project.tree.files()], ['.gitignore', 'requirements.txt'])
    for (const ref of ['HEAD', 'main'])
      await assert.rejects(read(repository.folder, {ref}), problem({empty: true, id: 'unknown-ref', ref}))
    const bare = folders.make()
    repository.git('init', '--quiet', '--bare', bare)
    await assert.rejects(read(bare), problem({empty: true, id: 'unknown-ref', ref: 'HEAD'}))
  })

  it('reads a detached HEAD and a second working tree', async () => {
    const repository = folders.repository({'.python-version': '3.10\n'})
    repository.commit({'.python-version': '3.11\n'})
    repository.git('checkout', '--quiet', '--detach', 'HEAD~1')
    assert.equal(textOf(await read(repository.folder), '.python-version'), '3.10\n')

    const second = path.join(folders.make(), 'second')
    repository.git('worktree', 'add', '--quiet', second, 'main')
    mkdirSync(path.join(second, 'below'))
    const project = await read(path.join(second, 'below'))
    assert.equal(project.source.path, second)
    assert.equal(textOf(project, '.python-version'), '3.11\n')
    assert.deepEqual(project.worktree?.changes, [])
  })

  it('notes submodules, whose folders are there', async () => {
    const library = folders.repository({'requirements.txt': 'inner\n'})
    const repository = folders.repository({'requirements.txt': 'outer\n'})
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.folder, 'vendor/library')
    repository.commit()
    const commit = await read(repository.folder)
    const disk = await read(repository.folder, {dirty: true})
    const below = await read(repository.folder, {source: 'vendor'})
    assert.deepEqual(below.submodules, ['library'])
    for (const project of [commit, disk]) {
      assert.deepEqual(project.submodules, ['vendor/library'])
      assert.equal(project.tree.isDirectory('vendor/library'), true)
      assert.equal(project.tree.exists('vendor/library/requirements.txt'), false)
      assert.deepEqual([...project.tree.files()], ['.gitmodules', 'requirements.txt'])
    }

    const inner = await read(path.join(repository.folder, 'vendor', 'library'))
    assert.equal(textOf(inner, 'requirements.txt'), 'inner\n')
  })
})
