import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {rmSync, renameSync, utimesSync} from 'node:fs'
import {createServer} from 'node:net'
import path from 'node:path'

import {readProject} from '../../src/project/read-project.js'
import {type FileSystem, realFileSystem} from '../../src/system/file-system.js'
import {problem, read, realReader, TemporaryFolders, textOf} from '../support/repository.js'

describe('reading the disk', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  describe('of a repository', () => {
    it('reads what a commit of everything would hold', async () => {
      const repository = folders.repository({
        '.gitignore': 'secret.txt\nbuild/\n!kept.txt\n*.log\n',
        'deleted.txt': '',
        'forced.log': '',
        'modified.txt': 'old',
        'old name.txt': '',
        'staged-deletion.txt': '',
      })
      const {folder} = repository
      repository.write({'build/x': '', 'modified.txt': 'new', 'secret.txt': '', 'staged.txt': '', 'untracked/file.txt': ''})
      repository.git('add', 'staged.txt')
      repository.git('rm', '--quiet', 'staged-deletion.txt')
      rmSync(path.join(folder, 'deleted.txt'))
      renameSync(path.join(folder, 'old name.txt'), path.join(folder, 'new name.txt'))
      const project = await read(folder, {dirty: true})
      assert.deepEqual(
        [...project.tree.files()],
        ['.gitignore', 'forced.log', 'modified.txt', 'new name.txt', 'staged.txt', 'untracked/file.txt'],
      )
      assert.equal(project.worktree, null)
      assert.deepEqual(project.source, {commit: null, dirty: true, notes: [], path: folder, ref: null, repository: folder})
    })

    it('tells beside a commit what differs from it', async () => {
      const repository = folders.repository({
        '.gitignore': 'uv.lock\n*.txt\n!requirements.txt\n',
        'app/deleted.py': '',
        'app/same.py': 'x',
        'app/touched.py': 'x',
        'modified.py': 'old',
      })
      repository.write({'app/new/file.py': '', 'modified.py': 'new', 'requirements.txt': '', 'runtime.txt': '', 'uv.lock': ''})
      rmSync(path.join(repository.folder, 'app/deleted.py'))
      utimesSync(path.join(repository.folder, 'app/touched.py'), 1, 1)
      const askIgnored = ['Pipfile', 'requirements.txt', 'runtime.txt', 'uv.lock']
      const {worktree} = await read(repository.folder, {askIgnored})
      assert.deepEqual([...worktree!.changes].sort(), ['app/deleted.py', 'app/new/', 'modified.py', 'requirements.txt'])
      assert.deepEqual([...worktree!.names].sort(), [
        '.git',
        '.gitignore',
        'app',
        'modified.py',
        'requirements.txt',
        'runtime.txt',
        'uv.lock',
      ])
      // requirements.txt matches a pattern too, but one that says the contrary.
      assert.deepEqual(Object.fromEntries(worktree!.ignored), {
        'runtime.txt': {file: '.gitignore', line: 2, pattern: '*.txt'},
        'uv.lock': {file: '.gitignore', line: 1, pattern: 'uv.lock'},
      })
      const below = await read(repository.folder, {source: 'app'})
      assert.deepEqual([...below.worktree!.changes].sort(), ['deleted.py', 'new/'])
      assert.deepEqual((await read(repository.folder, {source: 'app/new'})).worktree!.changes, ['./'])
    })

    it('takes a file that became a folder or a link for what it is now', async () => {
      const repository = folders.repository({a: '', 'b/c': '', d: '', e: {link: 'd'}, 'target/c': ''})
      for (const name of ['a', 'b', 'd', 'e']) rmSync(path.join(repository.folder, name), {recursive: true})
      repository.write({'a/inner': '', b: {link: 'target'}, d: {folder: true}, e: 'text'})
      const project = await read(repository.folder, {dirty: true})
      assert.deepEqual(project.submodules, [])
      assert.deepEqual([...project.tree.files()], ['a/inner', 'e', 'target/c'])
      assert.equal(project.tree.isFile('b/c'), true)
    })

    it('takes a repository inside of it for what git would record: a submodule', async () => {
      const repository = folders.repository({'requirements.txt': ''})
      repository.git('init', '--quiet', 'inner')
      repository.write({'inner/requirements.txt': ''})
      const project = await read(repository.folder, {dirty: true})
      assert.deepEqual(project.submodules, ['inner'])
      assert.deepEqual([...project.tree.files()], ['requirements.txt'])
    })
  })

  describe('of a folder outside of git', () => {
    it('reads all of it', async () => {
      const folder = folders.make({'.gitignore': '*', 'a/b/manage.py': '', empty: {folder: true}, 'requirements.txt': 'x'})
      const project = await read(path.join(folder, 'a'), {source: '..'})
      assert.deepEqual([...project.tree.files()], ['.gitignore', 'a/b/manage.py', 'requirements.txt'])
      assert.equal(project.tree.isDirectory('empty'), true)
      assert.deepEqual(project.source.notes, [{id: 'not-a-repository'}])
      await assert.rejects(read(folder, {ref: 'HEAD'}), problem({id: 'not-a-git-repository', path: folder}))
    })

    it('passes by what is in virtual environments and node_modules', async () => {
      const folder = folders.make({
        '.venv/lib/python3.13/site-packages/pip/x.py': '',
        '.venv/pyvenv.cfg': '',
        'node_modules/gyp/setup.py': '',
        'requirements.txt': '',
      })
      const project = await read(folder)
      assert.deepEqual([...project.tree.files()], ['.venv/pyvenv.cfg', 'requirements.txt'])
      assert.equal(project.tree.isDirectory('.venv/lib'), true)
    })

    it('ignores pipes and sockets, without waiting for them', async () => {
      const folder = folders.make({'link.txt': {link: 'requirements.txt'}, Pipfile: ''})
      execFileSync('mkfifo', [path.join(folder, 'requirements.txt')])
      const server = createServer().listen(path.join(folder, '.python-version'))
      await once(server, 'listening')
      try {
        const project = await read(folder)
        assert.deepEqual([...project.tree.files()], ['Pipfile'])
        assert.equal(project.tree.exists('link.txt'), false)
        assert.equal((await realFileSystem.read(path.join(folder, 'requirements.txt'), 10)).length, 0)
      } finally {
        server.close()
      }
    })
  })

  it('names a source that is none', async () => {
    const repository = folders.repository({'file.txt': ''})
    const {folder} = repository
    for (const [source, id] of [
      ['missing', 'source-not-found'],
      ['missing/deeper', 'source-not-found'],
      ['file.txt', 'source-not-a-folder'],
      ['file.txt/deeper', 'source-not-found'],
      ['.git', 'source-inside-git-folder'],
      ['.git/refs', 'source-inside-git-folder'],
    ] as const)
      await assert.rejects(read(folder, {source}), problem({id, path: path.join(folder, source)}))
    await assert.rejects(
      read(path.join(folder, '.git')),
      problem({id: 'source-inside-git-folder', path: path.join(folder, '.git')}),
    )
  })

  describe('that denies access', () => {
    const denying = (denied: string, method: 'kind' | 'list' | 'read' | 'readLink' | 'realKind'): FileSystem => ({
      ...realFileSystem,
      async [method](file: string, limit: number): Promise<never> {
        if (path.basename(file) === denied) throw Object.assign(new Error('denied'), {code: 'EACCES'})
        return realFileSystem[method](file, limit) as Promise<never>
      },
    })

    it('names the file, or the folder of the source', async () => {
      const folder = folders.make({'link.txt': {link: 'x'}, 'requirements.txt': '', sub: {folder: true}})
      for (const [denied, method] of [
        ['requirements.txt', 'read'],
        ['link.txt', 'readLink'],
        [path.basename(folder), 'list'],
        [path.basename(folder), 'realKind'],
      ] as const) {
        const files = denying(denied, method)
        const place = denied.endsWith('.txt') ? path.join(folder, denied) : folder
        const expected = problem({code: 'EACCES', id: 'unreadable', path: place})
        await assert.rejects(readProject({cwd: folder}, {...realReader, files}), expected)
      }

      const repository = folders.repository({'requirements.txt': ''})
      const expected = problem({code: 'EACCES', id: 'unreadable', path: path.join(repository.folder, 'requirements.txt')})
      const files = denying('requirements.txt', 'kind')
      await assert.rejects(readProject({cwd: repository.folder, dirty: true}, {...realReader, files}), expected)
      const noList = denying(path.basename(repository.folder), 'list')
      const unlisted = problem({code: 'EACCES', id: 'unreadable', path: repository.folder})
      await assert.rejects(readProject({cwd: repository.folder}, {...realReader, files: noList}), unlisted)
    })

    it('passes by a folder below, such as the data of a database, as git does', async () => {
      const folder = folders.make({'data/x': '', 'requirements.txt': 'x'})
      const project = await readProject({cwd: folder}, {...realReader, files: denying('data', 'list')})
      assert.equal(textOf(project, 'requirements.txt'), 'x')
      assert.equal(project.tree.isDirectory('data'), true)
    })
  })
})
