import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import {predict} from '../../src/buildpack/predict.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {installedByHand, packagesOf} from './by-hand.js'
import {PrivateIndex} from './private-index.js'
import {anyInterpreter, TestApp} from './test-machine.js'

/** Real builds with pip and the real index. */
describe('build-local: pip', () => {
  const folders = new TemporaryFolders()
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  afterEach(() => {
    app.remove()
    folders.remove()
  })

  const LOCAL = {
    'packages/local/local_package/__init__.py': 'def hello(): print("hello from local")\n',
    'packages/local/pyproject.toml':
      '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "local_package"\nversion = "1"\n\n[project.scripts]\nlocal-hello = "local_package:hello"\n\n[tool.setuptools]\npackages = ["local_package"]\n',
  }

  it('cold, warm, and again after requirements.txt changed; includes, constraints and hashes', async () => {
    const hash = '--hash=sha256:90b77e79eaa3eba6de819a0c442c0b4ceefc341a7a2ab77d7562bf49f425c5c2'
    app = TestApp.make('pip', {
      '.python-version': `${python.major}\n`,
      Procfile: 'web: python -m http.server $PORT\n',
      'constraints.txt': 'packaging==24.2\n',
      'requirements.txt': '-r requirements/prod.txt\n-c constraints.txt\npackaging\n',
      'requirements/prod.txt': 'six==1.17.0\n',
    })
    const first = await app.build()
    assert.equal(first.status, 'succeeded', first.log)
    const {tree} = await readProject({cwd: app.source, source: app.source, wholeFolder: true}, realSystem)
    assert.deepEqual(first.stepLines, ['-----> Python app detected', ...predict(tree, {stack: 'heroku-24'}).steps])
    assert.deepEqual(first.processTypes, [{command: 'python -m http.server $PORT', type: 'web'}])
    assert.equal(first.buildData.cache_status, 'empty')
    const {classic} = (await import('../../src/buildpack/release.js')).builtInReleases
    const tools = [
      `pip==${classic.tools.pip}`,
      ...(classic.setuptoolsFor.includes(python.major) ? [`setuptools==${classic.tools.setuptools}`] : []),
    ]
    const home = path.join(app.pythonHome, 'bin/python')
    const byHand = installedByHand(python.program, app.source, [
      ['python', '-m', 'pip', 'install', '-q', ...tools],
      ['python', '-m', 'pip', 'install', '-q', '-r', 'requirements.txt'],
    ])
    assert.deepEqual(packagesOf(home), byHand)

    const second = await app.build()
    assert.equal(second.status, 'succeeded', second.log)
    assert.deepEqual(
      second.stepLines.filter((line) => /cache/i.test(line)),
      [
        '-----> Restoring cache',
        `-----> Using cached install of Python ${second.buildData.python_version}`,
        '-----> Saving cache',
      ],
    )
    assert.match(
      second.output,
      /^Requirement already satisfied: six==1\.17\.0 \(from -r/m,
      'where it is installed is cut, as by the buildpack',
    )

    app.write({'requirements.txt': `idna==3.4 ${hash}\n`})
    const third = await app.build()
    assert.equal(third.status, 'succeeded', third.log)
    assert.deepEqual(third.stepLines.slice(2, 5), [
      '-----> Discarding cache since:',
      '       - The contents of requirements.txt changed',
      `-----> Installing Python ${third.buildData.python_version}`,
    ])
    assert.deepEqual(packagesOf(home), [...tools, 'idna==3.4'].sort())
    app.write({'requirements.txt': `idna==3.4 ${hash.replace('90b7', 'ffff')}\n`})
    const fourth = await app.build()
    assert.equal(fourth.failure?.reason, 'install-dependencies::pip')
    assert.match(fourth.output, /THESE PACKAGES DO NOT MATCH THE HASHES/)
    assert.deepEqual(
      fourth.steps.filter(({status}) => status === 'not-reached').map(({id}) => id),
      ['nltk', 'collectstatic', 'profile-scripts', 'post-compile', 'save-cache', 'release', 'report'],
    )
  })

  it('editable packages, of the source and of a repository, live on in the next build; nothing of the interpreter changes', async () => {
    const repository = folders.repository({
      'pyproject.toml': LOCAL['packages/local/pyproject.toml'].replaceAll('local', 'vcs'),
      'vcs_package/__init__.py': 'def hello(): print("hello from vcs")\n',
    })
    const before = packagesOf(python.program)
    app = TestApp.make('pip', {
      ...LOCAL,
      '.python-version': `${python.major}\n`,
      'requirements.txt': `-e ./packages/local\n-e git+file://${repository.folder}#egg=vcs_package\n`,
    })
    for (let turn = 1; turn <= 2; turn++) {
      const built = await app.build()
      assert.equal(built.status, 'succeeded', `build ${turn}\n${built.log}`)
      for (const script of ['local', 'vcs']) {
        const said = execFileSync(path.join(app.pythonHome, `bin/${script}-hello`), {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        assert.match(said, new RegExp(`hello from ${script}`))
      }

      const where = execFileSync(
        path.join(app.pythonHome, 'bin/python'),
        ['-c', 'import vcs_package; print(vcs_package.__file__)'],
        {encoding: 'utf8'},
      )
      assert.equal(path.dirname(where.trim()), path.join(app.pythonHome, 'src/vcs-package/vcs_package'))
    }

    assert.deepEqual(packagesOf(python.program), before)
  })

  it('a package of the source that must be compiled', async () => {
    app = TestApp.make('pip', {
      '.python-version': `${python.major}\n`,
      'answer/answer.c':
        '#include <Python.h>\nstatic PyObject *get(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }\nstatic PyMethodDef methods[] = {{"get", get, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};\nstatic struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "answer", NULL, -1, methods};\nPyMODINIT_FUNC PyInit_answer(void) { return PyModule_Create(&module); }\n',
      'answer/setup.py':
        'from setuptools import Extension, setup\nsetup(name="answer", version="1", ext_modules=[Extension("answer", ["answer.c"])])\n',
      'requirements.txt': './answer\n',
    })
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    const answer = execFileSync(path.join(app.pythonHome, 'bin/python'), ['-c', 'import answer; print(answer.get())'], {
      encoding: 'utf8',
    })
    assert.equal(answer, '42\n')
  })

  it('PIP_EXTRA_INDEX_URL: a package of a private index, whose password nobody sees', async () => {
    const index = await PrivateIndex.start(python.program, folders.make())
    try {
      app = TestApp.make('pip', {'.python-version': `${python.major}\n`, 'requirements.txt': 'b1-private-package\n'})
      const url = `http://user:opensesame@127.0.0.1:${index.port}/simple`
      const built = await app.build({configVars: {OTHER: 'unseen-by-pip', PIP_EXTRA_INDEX_URL: url}})
      assert.equal(built.status, 'succeeded', built.log)
      assert.match(built.output, /Successfully installed b1-private-package-1/)
      assert.match(built.output, /Looking in indexes: .*\*\*\*\*/)
      assert.deepEqual(index.refused, [], 'pip knew the password')
      assert.doesNotMatch(JSON.stringify(built), /opensesame/)
    } finally {
      index.stop()
    }
  })

  it('an invalid requirement, and what a log tells of known failures', async () => {
    app = TestApp.make('pip', {'.python-version': `${python.major}\n`, 'requirements.txt': 'an-invalid-requirement!\n'})
    const invalid = await app.build()
    assert.equal(invalid.failure?.reason, 'install-dependencies::pip')
    assert.equal(invalid.failure.detail, null)
    assert.match(invalid.failure.lastLines.join('\n'), /Invalid requirement/)
    assert.match(readFileSync(invalid.logFile, 'utf8'), /failure_reason: install-dependencies::pip/)

    app.rewrite({
      '.python-version': `${python.major}\n`,
      'geo/setup.py': 'raise SystemExit("Could not find gdal-config. Make sure you have installed the GDAL native library")\n',
      'requirements.txt': './geo\n',
    })
    const gdal = await app.build()
    assert.equal(gdal.buildData.failure_reason, 'install-dependencies::pip')
    assert.equal(gdal.buildData.failure_detail, 'Could not find gdal-config')
    assert.match(gdal.failure!.explanation.join('\n'), /heroku-geo-buildpack/)
  })

  it('Heroku CI installs requirements-test.txt too, and collects no static files', async () => {
    app = TestApp.make('pip', {
      '.python-version': `${python.major}\n`,
      'bin/post_compile': '#!/usr/bin/env bash\nenv | grep -E "^(INSTALL_TEST|LC_ALL|DISABLE_COLLECTSTATIC)=" | sort\n',
      'requirements-test.txt': 'idna==3.4\n',
      'requirements.txt': 'six\n',
    })
    const built = await app.build({ci: true})
    assert.equal(built.status, 'succeeded', built.log)
    assert.ok(
      built.stepLines.includes("-----> Installing dependencies using 'pip install -r requirements.txt -r requirements-test.txt'"),
    )
    assert.ok(built.stepLines.includes('-----> Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.'))
    assert.match(built.output, /DISABLE_COLLECTSTATIC=1\nINSTALL_TEST=1\nLC_ALL=C\.UTF-8$/)
  })

  it('pip reads the settings in the home folder: on Heroku CI the app’s own, else what a hook writes there', async () => {
    const settings = '[global]\nno-index = true\n'
    const files = {'.python-version': `${python.major}\n`, 'requirements.txt': 'six\n'}
    app = TestApp.make('pip', {...files, '.config/pip/pip.conf': settings})
    const ofCi = await app.build({ci: true})
    assert.equal(ofCi.failure?.reason, 'install-dependencies::pip', ofCi.log)
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    app.remove()
    const hook = '#!/usr/bin/env bash\nmkdir -p ~/.pip && printf "[global]\\nno-index = true\\n" > ~/.pip/pip.conf\n'
    app = TestApp.make('pip', {...files, 'bin/pre_compile': hook})
    assert.equal((await app.build()).failure?.reason, 'install-dependencies::pip')
  })
})
