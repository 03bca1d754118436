import assert from 'node:assert/strict'

import {read, TemporaryFolders, type TestFiles, textOf} from '../support/repository.js'

/** A link's target need not be wanted for itself: its contents must be read because a wanted name leads to it. */
describe('links', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  /** From a commit, from the disk of the repository, and from a plain folder. */
  async function each(files: TestFiles, check: (project: Awaited<ReturnType<typeof read>>) => void): Promise<void> {
    const repository = folders.repository(files)
    check(await read(repository.folder))
    check(await read(repository.folder, {dirty: true}))
    check(await read(repository.folder, {wholeFolder: true}))
  }

  it('lead to files, through other links and through folders', async () => {
    const files = {
      '.python-version': {link: 'config/current'},
      'config/current': {link: './versions/../versions/newest'},
      'config/versions': {link: '../data/versions'},
      'data/versions/newest': '3.13\n',
      'requirements.txt': {link: 'config/versions/list'},
      'data/versions/list': '-r ../more/base\n-r base.txt\n',
      'data/versions/base.txt': 'flask\n',
      'base.txt': 'django\n',
    }
    await each(files, (project) => {
      assert.equal(textOf(project, '.python-version'), '3.13\n')
      assert.equal(textOf(project, 'requirements.txt'), '-r ../more/base\n-r base.txt\n')
      assert.equal(textOf(project, 'config/versions/list'), '-r ../more/base\n-r base.txt\n')
    })
  })

  it('may lead to folders, which are not gone through', async () => {
    await each({'app/manage.py': '', backend: {link: 'app'}, self: {link: '.'}}, (project) => {
      assert.deepEqual([...project.tree.files()], ['app/manage.py'])
      assert.equal(project.tree.isFile('backend/manage.py'), true)
      assert.equal(project.tree.isDirectory('self/self'), true)
    })
  })

  it('may lead nowhere, in a circle, or out of the source', async () => {
    const outside = folders.make({'requirements.txt': 'secret\n'})
    const files = {
      '.python-version': {link: '.python-version'},
      Pipfile: {link: 'Pipfile.lock'},
      'Pipfile.lock': {link: 'Pipfile'},
      'poetry.lock': {link: 'missing'},
      'pyproject.toml': {link: 'requirements.txt/below'},
      'requirements.txt': {link: `${outside}/requirements.txt`},
      'runtime.txt': {link: '/etc/hostname'},
      'uv.lock': {link: `../${outside.split('/').at(-1)}/requirements.txt`},
    }
    await each(files, (project) => {
      for (const name of Object.keys(files)) {
        assert.equal(project.tree.exists(name), false, name)
        assert.equal(project.tree.read(name), undefined, name)
      }
    })
  })

  it('may have a source behind them', async () => {
    const repository = folders.repository({'backend/requirements.txt': 'x\n'})
    const elsewhere = folders.make({app: {link: `${repository.folder}/backend`}, root: {link: repository.folder}})
    const project = await read(elsewhere, {source: 'app'})
    assert.deepEqual(project.source.notes, [{folder: 'backend', id: 'subfolder'}])
    assert.equal(textOf(project, 'requirements.txt'), 'x\n')
    assert.equal(textOf(await read(`${elsewhere}/root`), 'backend/requirements.txt'), 'x\n')
  })
})
