import assert from 'node:assert/strict'
import {chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {AppOnDisk} from '../support/fixing.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {snapshotFolder} from '../support/snapshot-folder.js'

const PIP: TestFiles = {'app.py': 'app = None\n', 'requirements.txt': 'idna==3.11\n'}
const UV: TestFiles = {'pyproject.toml': '[project]\nname = "shop"\n', 'uv.lock': 'version = 1\n'}
const VENV: TestFiles = {'venv/bin/python': '', 'venv/pyvenv.cfg': 'home = /usr/bin\n'}

describe('what --fix keeps', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const open = (files: TestFiles) => {
    const app = new AppOnDisk(folders, files)
    return {...read(app), app}
  }

  const read = (app: AppOnDisk) => ({
    at: (file: string) => path.join(app.folder, file),
    text: (file: string) => readFileSync(path.join(app.folder, file), 'utf8'),
  })

  it('comments, blank lines and their order', async () => {
    const {app, text} = open({...PIP, '.python-version': '# Why this one: see docs.\n\n  3.13.5\n# 3.12 until May\n'})
    await app.fix()
    assert.equal(text('.python-version'), '# Why this one: see docs.\n\n3.13\n# 3.12 until May\n')
  })

  it('line ends, those of Windows too', async () => {
    const {app, text} = open({...PIP, ...VENV, '.gitignore': '*.log\r\n', '.python-version': '# a\r\npython-3.13\r\n# b\r\n'})
    await app.fix()
    assert.equal(text('.python-version'), '# a\r\n3.13\r\n# b\r\n')
    assert.equal(text('.gitignore'), '*.log\r\nvenv/\r\n')
  })

  it('the last line of a .gitignore without a line end', async () => {
    const {app, text} = open({...PIP, ...VENV, '.gitignore': '*.log', '.python-version': '3.13\n'})
    await app.fix()
    assert.equal(text('.gitignore'), '*.log\nvenv/\n')
  })

  it('the file mode', async () => {
    const {app, at} = open({...PIP, '.python-version': '3.13.5\n'})
    chmodSync(at('.python-version'), 0o600)
    await app.fix()
    assert.equal(lstatSync(at('.python-version')).mode & 0o777, 0o600)
  })

  it('a link, whose target inside of the source is written', async () => {
    const {app, at, text} = open({...PIP, '.python-version': {link: 'config/python'}, 'config/python': '3.13.5\n'})
    await app.fix()
    assert.ok(lstatSync(at('.python-version')).isSymbolicLink())
    assert.equal(text('config/python'), '3.13\n')
  })

  it('the contents of a renamed file, byte for byte', async () => {
    const bytes = Buffer.from('\uFEFFflask==3.1.2\r\n# caf\u00E9 \u0000', 'utf16le')
    const {app, at} = open({'.python-version': '3.13\n', 'requirment.txt': '', 'requirments.txt': bytes})
    await app.fix()
    assert.deepEqual(readFileSync(at('requirements.txt')), bytes)
    assert.equal(existsSync(at('requirments.txt')), false)
  })

  it('an untracked virtual environment on disk; the next commit of everything leaves it out', async () => {
    const {app, at} = open({
      ...PIP,
      ...VENV,
      '.python-version': '3.13\n',
      '.venv/pyvenv.cfg': '',
      Procfile: 'web: python app.py\n',
    })
    await app.fix()
    assert.ok(existsSync(at('venv/bin/python')))
    assert.ok(existsSync(at('.venv/pyvenv.cfg')))
    app.repository.git('add', '--all')
    app.repository.git('commit', '--quiet', '--message', 'After the fix')
    assert.deepEqual(
      app.repository
        .git('ls-files')
        .split('\n')
        .filter((file) => file.includes('venv')),
      [],
    )
    assert.deepEqual((await app.report()).findings, [])
  })

  it('a name that differs in upper and lower case only: the next commit of everything has the new one', async () => {
    const {app} = open({'.python-version': '3.13\n', 'Requirements.txt': 'idna==3.11\n'})
    await app.fix()
    app.repository.git('add', '--all')
    assert.equal(app.repository.git('ls-files'), '.python-version\nrequirements.txt')
  })

  it('a file that git ignores, which the diagnosis did not see', async () => {
    const {app, at, text} = open(UV)
    writeFileSync(at('.gitignore'), '.python-version\n')
    writeFileSync(at('.python-version'), '3.11\n')
    const plan = await app.fix()
    assert.equal(text('.python-version'), '3.11\n')
    assert.deepEqual(plan.edits, [])
    assert.deepEqual(plan.refused, [
      {id: 'version/uv-needs-file', reason: ".python-version already exists on disk, but is ignored or isn't a file"},
    ])
  })

  it('a runtime.txt, where git would leave out the .python-version that replaces it', async () => {
    const {app, text} = open({...PIP, '.gitignore': '*.log\n.python-version\n', 'runtime.txt': 'python-3.13\n'})
    const before = snapshotFolder(app.around)
    const {refused} = await app.fix('version/runtime-txt')
    assert.equal(text('runtime.txt'), 'python-3.13\n')
    assert.deepEqual(snapshotFolder(app.around), before)
    assert.deepEqual(refused, [
      {
        id: 'version/runtime-txt',
        reason: "git ignores .python-version (.gitignore, line 2), so it wouldn't be committed",
      },
    ])
  })

  it('an ignored file that a rename would overwrite', async () => {
    const {app, at, text} = open({
      '.gitignore': '/requirements.txt\n',
      '.python-version': '3.13\n',
      'Requirements.txt': 'flask\n',
    })
    writeFileSync(at('requirements.txt'), 'mine\n')
    const {refused} = await app.fix()
    assert.equal(text('requirements.txt'), 'mine\n')
    assert.deepEqual(refused, [{id: 'source/requirements-misspelled', reason: 'requirements.txt already exists on disk'}])
  })

  it('what a link leads to outside of the source', async () => {
    const {app} = open({...PIP, ...VENV, '.gitignore': {link: '../outside/.gitignore'}, '.python-version': '3.13\n'})
    const before = snapshotFolder(app.around)
    const {edits} = await app.fix()
    assert.deepEqual(edits, [])
    assert.deepEqual(snapshotFolder(app.around), before)
  })

  it('a link that leads nowhere', async () => {
    const {app, at} = open({...UV, '.python-version': {link: 'gone'}})
    const {refused} = await app.fix()
    assert.deepEqual(
      refused.map(({id}) => id),
      ['version/uv-needs-file'],
    )
    assert.equal(existsSync(at('gone')), false)
    assert.ok(lstatSync(at('.python-version')).isSymbolicLink())
  })

  it('a file that is no UTF-8, for it could not be written back whole', async () => {
    const {app, at} = open({
      ...PIP,
      ...VENV,
      '.gitignore': Buffer.from('caf\u00E9/\n', 'latin1'),
      '.python-version': Buffer.from('# caf\u00E9\n3.13.5\n', 'latin1'),
    })
    const before = snapshotFolder(app.folder)
    const {edits} = await app.fix()
    assert.deepEqual(edits, [])
    assert.deepEqual(snapshotFolder(app.folder), before)
    assert.ok(existsSync(at('venv/pyvenv.cfg')))
  })

  it('everything, in a folder that is no git repository but for the files it fixes', async () => {
    const folder = folders.make({...PIP, ...VENV, '.python-version': '3.13.5\n'})
    mkdirSync(path.join(folder, 'data'))
    symlinkSync('data', path.join(folder, 'link'))
    const app = new AppOnDisk(folders, PIP)
    Object.defineProperty(app, 'folder', {value: folder})
    const before = snapshotFolder(folder)
    const {fixedIds} = await app.fix()
    assert.deepEqual(fixedIds, ['version/patch-pinned'])
    assert.deepEqual(snapshotFolder(folder), {...before, '.python-version': before['.python-version']!.replace('3.13.5', '3.13')})
  })
})
