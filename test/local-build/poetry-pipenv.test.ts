import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {realpathSync} from 'node:fs'
import path from 'node:path'

import type {FolderViews} from '../../src/system/folder-view.js'

import {predict} from '../../src/buildpack/predict.js'
import {readProject} from '../../src/project/read-project.js'
import {findFolderViews} from '../../src/system/folder-view.js'
import {realSystem} from '../../src/system/real-system.js'
import {tool} from '../support/python-tools.js'
import {TemporaryFolders} from '../support/repository.js'
import {bootBuilt} from './boot/booting.js'
import {installedByHand, packageIndex, packagesOf} from './by-hand.js'
import {anyInterpreter, type Built, TestApp} from './test-machine.js'

/** Real builds with Poetry and Pipenv and the real index, whose address the lock files would hold: they are made here. */
describe('build-local: Poetry and Pipenv', () => {
  const folders = new TemporaryFolders()
  let views: FolderViews | null
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    views = await findFolderViews('/app', path.join(folders.make(), 'trial'), realSystem)
    console.log(`      on CPython ${python.version} (${python.origin})${views ? ', as /app' : ''}`)
  })

  afterEach(() => app.remove())

  after(() => folders.remove())

  /** As a user's build: with the app seen as /app, where this machine lets it. */
  const build = async () => app.build(views ? {views} : {})

  const viewOf = async ({buildFolder}: Built) =>
    (await views?.open({as: '/app', folder: buildFolder, room: path.join(realpathSync(folders.make()), 'view')})) ?? null

  const steps = async () => {
    const {tree} = await readProject({cwd: app.source, source: app.source, wholeFolder: true}, realSystem)
    return ['-----> Python app detected', ...predict(tree, {stack: 'heroku-24'}).steps]
  }

  it('Poetry: cold, warm, out of date; the interpreter of the machine stays as it is', async () => {
    const project = (version: string) =>
      `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10,<4.0"\ndependencies = ["idna==${version}"]\n\n[tool.poetry]\npackage-mode = false\n\n[tool.poetry.group.dev.dependencies]\nsix = "*"\n\n[[tool.poetry.source]]\nname = "pip"\nurl = "${packageIndex(python.program)}"\npriority = "primary"\n`
    app = TestApp.make('poetry', {'.python-version': `${python.major}\n`, 'pyproject.toml': project('3.4')})
    const {args, program: poetry} = await tool('poetry')
    execFileSync(poetry, [...args, 'lock', '--quiet'], {cwd: app.source, stdio: 'pipe'})
    const before = packagesOf(python.program)
    const first = await build()
    assert.equal(first.status, 'succeeded', first.log)
    assert.equal(await bootBuilt(first, await viewOf(first)), 'healthy')
    assert.deepEqual(
      first.stepLines.map((line) => line.replace('Using cached Poetry', 'Installing Poetry')),
      await steps(),
    )
    assert.doesNotMatch(first.log, /virtualenv/)
    const home = path.join(app.pythonHome, 'bin/python')
    assert.deepEqual(
      packagesOf(home),
      installedByHand(python.program, app.source, [[poetry, ...args, 'sync', '-q', '--only', 'main']]),
    )
    assert.deepEqual(packagesOf(python.program), before)

    const second = await build()
    assert.deepEqual(second.stepLines.slice(2, 5), [
      '-----> Restoring cache',
      `-----> Using cached install of Python ${second.buildData.python_version}`,
      `-----> Using cached Poetry ${second.buildData.poetry_version}`,
    ])
    assert.match(second.output, /No dependencies to install or update/)

    app.write({'pyproject.toml': project('3.7')})
    const stale = await build()
    assert.equal(stale.failure?.reason, 'install-dependencies::poetry')
    assert.match(stale.output, /pyproject\.toml changed significantly since poetry\.lock was last generated/)
  })

  it('Pipenv: cold, warm, with the lock changed, out of date', async () => {
    const pipfile = (version: string) =>
      `[[source]]\nurl = "${packageIndex(python.program)}"\nverify_ssl = true\nname = "pip"\n\n[packages]\nidna = "==${version}"\n\n[dev-packages]\nsix = "*"\n\n[requires]\npython_version = "${python.major}"\n`
    app = TestApp.make('pipenv', {Pipfile: pipfile('3.4')})
    const pipenv = await tool('pipenv')
    const lock = () =>
      execFileSync(pipenv.program, [...pipenv.args, 'lock', '--python', python.program], {
        cwd: app.source,
        env: {
          ...process.env,
          PIPENV_IGNORE_VIRTUALENVS: '1',
          PIPENV_VENV_IN_PROJECT: '1',
          VIRTUAL_ENV: pipenv.venv,
        },
        stdio: 'pipe',
      })
    lock()
    app.delete('.venv')
    const first = await build()
    assert.equal(first.status, 'succeeded', first.log)
    assert.equal(await bootBuilt(first, await viewOf(first)), 'healthy')
    assert.deepEqual(first.stepLines, await steps())
    const home = path.join(app.pythonHome, 'bin/python')
    assert.deepEqual(packagesOf(home), ['idna==3.4'])

    const second = await build()
    assert.equal(second.buildData.cache_status, 'reused')
    assert.ok(second.stepLines.includes(`-----> Using cached Pipenv ${second.buildData.pipenv_version}`))

    app.write({Pipfile: pipfile('3.7')})
    const stale = await build()
    assert.equal(stale.failure?.reason, 'install-dependencies::pipenv')
    assert.match(stale.output, /is out of\s+date/)

    lock()
    app.delete('.venv')
    const changed = await build()
    assert.deepEqual(changed.stepLines.slice(2, 4), [
      '-----> Discarding cache since:',
      '       - The contents of Pipfile.lock changed',
    ])
    assert.deepEqual(packagesOf(home), ['idna==3.7'])
  })
})
