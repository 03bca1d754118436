import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import path from 'node:path'

import {predict} from '../../src/buildpack/predict.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {bootBuilt} from './boot/booting.js'
import {installedByHand, packagesOf} from './by-hand.js'
import {anyInterpreter, TestApp} from './test-machine.js'
import {lockWithUv} from './tools.js'

/** Real builds with uv and the real index. */
describe('build-local: uv', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  const folders = new TemporaryFolders()

  afterEach(() => {
    app.remove()
    folders.remove()
  })

  /** Where a package is imported from when the built app has moved, in the environment of its processes; relative to it. */
  function importedElsewhere(folder: string, script: string): string {
    const home = folders.make()
    execFileSync('cp', ['-a', `${folder}/.`, home])
    const run = `for script in .profile.d/*.sh; do source "$script"; done; exec python -c '${script}'`
    const where = execFileSync('bash', ['-c', run], {cwd: home, encoding: 'utf8', env: {HOME: home, PATH: '/usr/bin:/bin'}})
    return path.relative(home, where.trim())
  }

  const project = (dependencies: string[], more = '') =>
    `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ${JSON.stringify(dependencies)}\n${more}`

  it('cold, warm, with the lock changed, out of date, and for Heroku CI', async () => {
    app = TestApp.make('uv', {
      '.python-version': `${python.major}\n`,
      'pyproject.toml': project(['idna==3.4', 'six'], '\n[dependency-groups]\ndev = ["packaging==24.2"]\n'),
    })
    const uv = await lockWithUv(app, python)
    const first = await app.build()
    assert.equal(first.status, 'succeeded', first.log)
    assert.equal(await bootBuilt(first), 'healthy')
    const {tree} = await readProject({cwd: app.source, source: app.source, wholeFolder: true}, realSystem)
    assert.deepEqual(
      first.stepLines.map((line) => line.replace('Using cached uv', 'Installing uv')),
      ['-----> Python app detected', ...predict(tree, {stack: 'heroku-24'}).steps],
    )
    const home = path.join(app.pythonHome, 'bin/python')
    assert.deepEqual(
      packagesOf(home),
      installedByHand(python.program, app.source, [[uv, 'sync', '-q', '--locked', '--no-default-groups']]),
    )

    const second = await app.build()
    assert.deepEqual(second.stepLines.slice(2), [
      '-----> Restoring cache',
      `-----> Using cached install of Python ${second.buildData.python_version}`,
      `-----> Using cached uv ${second.buildData.uv_version}`,
      "-----> Installing dependencies using 'uv sync --locked --no-default-groups'",
      '-----> Saving cache',
    ])
    assert.equal(second.buildData.cache_status, 'reused')

    app.write({'pyproject.toml': project(['idna==3.4'])})
    await lockWithUv(app, python)
    const third = await app.build()
    assert.match(third.output, / - six==/, 'uv takes out what the lock no longer has: the cache is kept')
    assert.deepEqual(packagesOf(home), ['idna==3.4'])

    const ci = await app.build({ci: true})
    assert.ok(ci.stepLines.includes("-----> Installing dependencies using 'uv sync --locked'"))
    assert.ok(existsSync(path.join(ci.buildFolder, '.cache/uv')), "on CI, uv's cache is in the app, which is its home")

    app.write({'pyproject.toml': project(['idna==3.7'])})
    const stale = await app.build()
    assert.equal(stale.failure?.reason, 'install-dependencies::uv')
    assert.match(stale.output, /The lockfile at `uv\.lock` needs to be updated/)
    assert.match(stale.failure.explanation.join('\n'), /uv lock/)
  })

  it('a hook sees a Python that is no virtual environment, as on Heroku', async function () {
    if (python.home === null) skip(this, "this machine's interpreter can't be moved")
    app = TestApp.make('uv', {
      '.python-version': `${python.major}\n`,
      'bin/post_compile': [
        'uv pip install six',
        'echo "uv pip install: $?"',
        'echo "UV_PYTHON: ${UV_PYTHON-unset}, VIRTUAL_ENV: ${VIRTUAL_ENV-unset}"',
        'python -c "import os, sys, sysconfig; print(sys.prefix == sys.base_prefix, os.listdir(sysconfig.get_path(\'include\'))[0:1] != [])"',
        'ls -a .heroku/python',
      ].join('\n'),
      'pyproject.toml': project(['idna==3.4']),
    })
    await lockWithUv(app, python)
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    assert.match(built.output, /No virtual environment found/)
    assert.match(built.output, /^uv pip install: 2$/m)
    assert.match(built.output, /^UV_PYTHON: unset, VIRTUAL_ENV: unset\nTrue True$/m)
    assert.match(built.output, /True True\n\.\n\.\.\nbin\ninclude\nlib$/m)
    assert.ok(!built.differences.some(({id}) => id === 'python-home'))
  })

  it('an editable app and an editable local package; their paths follow the app at run time', async () => {
    app = TestApp.make('uv', {
      '.python-version': `${python.major}\n`,
      'packages/library/library/__init__.py': 'NAME = "library"\n',
      'packages/library/pyproject.toml':
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "library"\nversion = "1"\n',
      'pyproject.toml': project(['library'], '\n[tool.uv.sources]\nlibrary = { path = "packages/library", editable = true }\n'),
    })
    await lockWithUv(app, python)
    for (let turn = 1; turn <= 2; turn++) {
      const built = await app.build()
      assert.equal(built.status, 'succeeded', `build ${turn}\n${built.log}`)
      const script = 'import library; print(library.__file__)'
      const where = () =>
        execFileSync(path.join(app.pythonHome, 'bin/python'), ['-c', script], {cwd: '/', encoding: 'utf8'}).trim()
      assert.equal(where(), path.join(built.buildFolder!, 'packages/library/library/__init__.py'))
      if (turn === 2) assert.equal(importedElsewhere(built.buildFolder!, script), 'packages/library/library/__init__.py')
    }
  })

  it('a cache of another stack, Python or package manager is discarded, and says why', async () => {
    app = TestApp.make('uv', {'.python-version': `${python.major}\n`, 'pyproject.toml': project(['six'])})
    await lockWithUv(app, python)
    const {buildData} = await app.build()
    const reasons = async (stack?: string) => {
      const {log, status, stepLines} = await app.build(stack === undefined ? {} : {stack})
      assert.equal(status, 'succeeded', log)
      return stepLines.filter((line) => line.startsWith('       - ')).map((line) => line.slice(9))
    }

    assert.deepEqual(await reasons('heroku-26'), ['The stack has changed from heroku-24 to heroku-26'])
    app.delete('uv.lock', 'pyproject.toml')
    app.write({'requirements.txt': 'six\n'})
    assert.deepEqual(await reasons(), [
      'The stack has changed from heroku-26 to heroku-24',
      'The package manager has changed from uv to pip',
    ])
    app.write({'.python-version': `${python.major}.0\n`})
    assert.deepEqual(await reasons(), [`The Python version has changed from ${buildData.python_version} to ${python.major}.0`])
  })

  it('a patch release that this machine lacks: it builds with the nearest one, and says so', async function () {
    const patch = `${python.major}.1`
    if (python.version === patch) skip(this, `this machine has Python ${patch} itself`)
    app = TestApp.make('uv', {'.python-version': `${patch}\n`, 'pyproject.toml': project(['idna==3.4'])})
    await lockWithUv(app, python)
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    assert.equal(built.buildData.python_version, patch)
    assert.equal(built.buildData.python_version_outdated, true)
    assert.ok(built.differences.some(({id, message}) => id === 'python-patch' && message.includes(python.version)))
    assert.match(built.log, /Warning: A Python patch update is available!/)
  })

  it('requires-python that shuts the version out', async () => {
    app = TestApp.make('uv', {'.python-version': `${python.major}\n`, 'pyproject.toml': project([])})
    await lockWithUv(app, python)
    app.write({'pyproject.toml': project([]).replace('>=3.10', '>=3.99')})
    const built = await app.build()
    assert.equal(built.failure?.reason, 'install-dependencies::uv')
    assert.match(built.output, /incompatible with the project's Python requirement/)
  })
})
