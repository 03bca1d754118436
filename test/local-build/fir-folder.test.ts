import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {chmodSync, realpathSync} from 'node:fs'
import path from 'node:path'

import type {FolderViews} from '../../src/system/folder-view.js'

import {runScript} from '../../src/local-build/output/run-script.js'
import {findFolderViews} from '../../src/system/folder-view.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {bootOne} from './boot/booting.js'
import {anyInterpreter, TestApp} from './test-machine.js'

/** Where a Fir app is built and run, and what its processes see. */
describe('build-local: the folder and the processes of Fir', () => {
  const folders = new TemporaryFolders()
  let app: TestApp | undefined

  afterEach(() => app?.remove())

  after(() => folders.remove())

  /** A build that says where it is, and ends there. */
  const FILES = {
    'requirements.txt': './shows\n',
    'shows/setup.py': `import os\nprint("in", os.getcwd(), "at home", os.environ["HOME"])\nraise SystemExit(1)\n`,
  }

  describe('where this machine lets its users have /workspace', () => {
    let views: FolderViews

    before(async function () {
      const found = await findFolderViews('/workspace', path.join(folders.make(), 'trial'), realSystem)
      if (found === null) skip(this, 'this machine has a /workspace of its own, or no user namespaces for its users')
      views = found
    })

    it('builds there, with another home, and with the same Python in each build', async () => {
      const python = await anyInterpreter()
      app = TestApp.make('fir-folder', {...FILES, '.python-version': `${python.major}\n`})
      const built = await app.build({kind: 'cnb', views})
      assert.equal(built.failure?.reason, 'install-dependencies::pip', built.log)
      assert.match(built.output, /^\s*in \/workspace\/shows at home \/.+\/app$/m)
      assert.ok(!built.differences.some(({id}) => id === 'build-folder'))

      app.write({'local/pyproject.toml': LOCAL, 'local/local_part.py': 'WHERE = __file__\n', 'requirements.txt': '-e ./local\n'})
      const editable = await app.build({kind: 'cnb', views})
      assert.equal(editable.status, 'succeeded', editable.log)
      const room = path.join(realpathSync(folders.make()), 'view')
      const view = await views.open({as: '/workspace', folder: editable.buildFolder, room})
      const command = 'python -c "import local_part, os; print(os.getcwd(), local_part.WHERE)"; exit 3'
      const {lastLines} = await bootOne(editable.buildFolder, command, {kind: 'cnb', type: 'worker', view})
      assert.ok(lastLines.includes('/workspace /workspace/local/local_part.py'), lastLines.join('\n'))
    })
  })

  it('says where the machine has no such folder', async () => {
    const python = await anyInterpreter()
    app = TestApp.make('fir-no-folder', {...FILES, '.python-version': `${python.major}\n`})
    const built = await app.build({kind: 'cnb'})
    assert.ok(built.differences.some(({id}) => id === 'build-folder'))
  })

  describe('a process type is started without a shell of the launcher', () => {
    const SCRIPTS = {
      '.profile': 'export FROM_PROFILE=1\n',
      '.profile.d/own.sh': 'export FROM_FOLDER=1\n',
      '.profile.d/python.sh': 'export VIRTUAL_ENV=/of-the-app\n',
    }
    const SHOW = 'echo "sees ${FROM_PROFILE-none} ${FROM_FOLDER-none} $VIRTUAL_ENV ${PATH%%:*} $PYTHONUNBUFFERED"'

    it('--boot', async () => {
      const folder = realpathSync(folders.make(SCRIPTS))
      const boot = async (kind: 'classic' | 'cnb') =>
        (await bootOne(folder, `${SHOW}; exit 3`, {kind, type: 'worker'})).lastLines.find((line) => line.startsWith('sees'))
      assert.equal(await boot('cnb'), 'sees none none /workspace/.heroku/python /workspace/.heroku/python/bin 1')
      assert.match((await boot('classic'))!, /^sees 1 1 \/of-the-app \S* $/)
    })

    it('./run', () => {
      const folder = realpathSync(folders.make({...SCRIPTS, run: runScript([{command: SHOW, type: 'worker'}], 'cnb')}))
      chmodSync(path.join(folder, 'run'), 0o755)
      const run = (...argv: string[]) => String(execFileSync(path.join(folder, 'run'), argv)).trim()
      const seen = `sees none none ${folder}/.heroku/python ${folder}/.heroku/python/bin 1`
      assert.equal(run('worker'), seen)
      assert.equal(run('--', 'bash', '-c', SHOW), seen)
    })
  })
})

const LOCAL = `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "local-part"
version = "1"
[tool.setuptools]
py-modules = ["local_part"]
`
