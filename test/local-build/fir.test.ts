import assert from 'node:assert/strict'
import {rmSync} from 'node:fs'
import path from 'node:path'

import {predict} from '../../src/buildpack/predict.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {packagesOf} from './by-hand.js'
import {anyInterpreter, TestApp} from './test-machine.js'
import {lockWithUv} from './tools.js'

const DJANGO = {
  'bin/post_compile': '#!/usr/bin/env bash\nexit 1\n',
  'manage.py':
    'import sys\nfrom django.core.management import execute_from_command_line\nimport os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\nexecute_from_command_line(sys.argv)\n',
  'settings.py':
    'SECRET_KEY = "x"\nINSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_URL = "static/"\nSTATIC_ROOT = "collected"\n',
}

/** Builds as heroku/buildpacks-python makes them, for Fir apps. */
describe('build-local: Fir', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  afterEach(() => app.remove())

  const steps = async () => {
    const {tree} = await readProject({cwd: app.source, source: app.source, wholeFolder: true}, realSystem)
    return predict(tree, {kind: 'cnb'}).steps
  }

  it('pip: cold and warm, without hooks; all config vars reach the tools', async () => {
    app = TestApp.make('fir-pip', {
      '.python-version': `${python.major}\n`,
      'bin/post_compile': '#!/usr/bin/env bash\nexit 1\n',
      '.heroku/python/bin/python': 'of the app\n',
      'requirements.txt': 'idna==${IDNA_VERSION}\n',
    })
    const options = {configVars: {IDNA_VERSION: '3.4'}, kind: 'cnb'} as const
    const first = await app.build(options)
    assert.equal(first.status, 'succeeded', first.log)
    assert.deepEqual(first.stepLines, await steps())
    assert.deepEqual(packagesOf(path.join(app.pythonHome, 'bin/python')), ['idna==3.4'])
    assert.equal(first.buildData.pip_version, builtInReleases.cnb.tools.pip)

    const second = await app.build(options)
    assert.deepEqual(second.stepLines.slice(2), [
      '[Installing Python]',
      `Using cached Python ${second.buildData.python_version}`,
      '[Installing pip]',
      `Using cached pip ${second.buildData.pip_version}`,
      '[Installing dependencies using pip]',
      'Using cached pip download/wheel cache',
      'Creating virtual environment',
      "Running 'pip install -r requirements.txt'",
    ])
  })

  it('sees the layers of Python and of its tool as on Fir, and no stack', async () => {
    const names = ['CPATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH', 'PYTHONUSERBASE', 'STACK']
    app = TestApp.make('fir-environment', {
      '.heroku': 'a file of the app\n',
      '.python-version': `${python.major}\n`,
      'requirements.txt': './shows\n',
      'shows/setup.py': `import os, shutil\nfor name in ${JSON.stringify(names)}: print("sees", name, os.environ.get(name))\nprint("sees python", shutil.which("python${python.major}"))\nraise SystemExit(1)\n`,
    })
    const built = await app.build({kind: 'cnb'})
    assert.equal(built.failure?.reason, 'install-dependencies::pip', built.log)
    const seen = new Map([...built.log.matchAll(/sees (\w+) (.*)/g)].map((match) => [match[1]!, match[2]!]))
    assert.equal(seen.get('STACK'), 'None')
    const tool = seen.get('PYTHONUSERBASE')!
    assert.match(tool, /python-pip$/)
    for (const name of ['LD_LIBRARY_PATH', 'LIBRARY_PATH']) {
      const [environment, ofTool, ...rest] = seen.get(name)!.split(':')
      assert.deepEqual([environment, ofTool, rest.length], [path.join(app.pythonHome, 'lib'), path.join(tool, 'lib'), 1])
    }

    assert.ok(built.differences.some(({id}) => id === 'committed-python-home'))
    if (python.home !== null) assert.match(seen.get('PATH')!, /python-pip\/bin:[^:]+\/python\/bin:/)
  })

  it('ends at the link that the buildpack cannot follow, before it has detected the app', async () => {
    const version = {link: 'x'.repeat(256)}
    app = TestApp.make('fir-links', {'.python-version': version, 'requirements.txt': '', 'runtime.txt': {link: 'runtime.txt'}})
    const detected = await app.build({kind: 'cnb'})
    const detail = (file: string) => `Unable to check if ${file} exists`
    assert.deepEqual([detected.failure?.step, detected.failure?.detail], ['detect', detail('.python-version')], detected.log)
    assert.deepEqual(detected.stepLines, [])

    rmSync(path.join(app.source, '.python-version'))
    const decided = await app.build({kind: 'cnb'})
    assert.deepEqual([decided.failure?.step, decided.failure?.detail], ['python-version', detail('runtime.txt')], decided.log)
    assert.deepEqual(decided.stepLines, await steps())
  })

  it('uv finds the interpreter as on Fir, and says so as there', async () => {
    const project = '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.99"\n'
    app = TestApp.make('fir-uv-finds', {
      '.python-version': `${python.major}\n`,
      'pyproject.toml': project,
      'uv.lock': 'version = 1\nrequires-python = ">=3.99"\n',
    })
    const built = await app.build({kind: 'cnb'})
    assert.equal(built.failure?.reason, 'install-dependencies::uv', built.log)
    if (python.home !== null) assert.match(built.output, /The Python request from `\.python-version` resolved to/)
  })

  it('uv with Django: static files, a cached environment, and names of variables that are forbidden', async () => {
    app = TestApp.make('fir-uv', {
      ...DJANGO,
      '.python-version': `${python.major}\n`,
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ["django>=5.1,<5.3"]\n',
    })
    await lockWithUv(app, python)
    const first = await app.build({kind: 'cnb'})
    assert.equal(first.status, 'succeeded', first.log)
    assert.deepEqual(first.stepLines, await steps())
    assert.match(first.output, /0 static files copied/)

    const second = await app.build({kind: 'cnb'})
    assert.ok(second.stepLines.includes('Using cached virtual environment'), second.log)

    app.write({'settings.py': 'SECRET_KEY = "x"\n'})
    const without = await app.build({kind: 'cnb'})
    assert.ok(without.stepLines.includes("feature isn't enabled in your app's Django configuration."), without.log)

    app.write({'settings.py': 'import nowhere\n'})
    const broken = await app.build({kind: 'cnb'})
    assert.equal(broken.failure?.reason, 'collectstatic-inspect-configuration')
    assert.match(broken.output, /No module named 'nowhere'/)
    assert.doesNotMatch(broken.failure.explanation.join('\n'), /DISABLE_COLLECTSTATIC/)

    app.write({'assets/a.css': '', 'settings.py': `${DJANGO['settings.py']}STATIC_ROOT = None\nSTATICFILES_DIRS = ["assets"]\n`})
    const uncollected = await app.build({kind: 'cnb'})
    assert.equal(uncollected.failure?.reason, 'collectstatic-generate-files')
    assert.match(uncollected.log, /^\[Error: Django couldn't collect the static files]$/m)

    // The CNB goes by what is printed to stderr.
    app.write({'manage.py': 'import sys\nprint("Unknown command")\nprint("broken", file=sys.stderr)\nsys.exit(1)\n'})
    const said = await app.build({kind: 'cnb'})
    assert.equal(said.failure?.reason, 'collectstatic-inspect-configuration')
    assert.match(said.output, /^broken$/m)
    assert.doesNotMatch(said.output, /Unknown command/)

    rmSync(path.join(app.source, 'manage.py'))
    app.write({'manage.py': {link: 'manage.py'}})
    const circle = await app.build({kind: 'cnb'})
    assert.deepEqual([circle.failure?.reason, circle.failure?.step], ['internal-error', 'collectstatic'], circle.log)

    const forbidden = await app.build({configVars: {PYTHONHOME: '/x', UV_PYTHON: '/x'}, kind: 'cnb'})
    assert.deepEqual(
      [forbidden.failure?.reason, forbidden.failure?.detail, forbidden.failure?.step],
      ['checks::forbidden-env-vars', 'PYTHONHOME,UV_PYTHON', 'checks'],
    )
  })
})
