import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {TestFiles} from '../support/repository.js'

import {anyInterpreter, TestApp} from './test-machine.js'
import {lockWithUv} from './tools.js'
import {collectGarbage} from '../support/collect-garbage.js'
import {TestClock} from '../support/test-clock.js'

/** Builds that don't come to their own end, or run where a user's settings would change them. */
describe('build-local: isolation and endings', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
  })

  afterEach(() => app.remove())

  async function makeApp(files: TestFiles = {}, name = 'hooks'): Promise<void> {
    app = TestApp.make(
      name,
      {
        '.python-version': `${python.major}\n`,
        'pyproject.toml': '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ["six"]\n',
        ...files,
      },
      true,
    )
    await lockWithUv(app, python)
  }

  const SLOW = {'bin/post_compile': '#!/usr/bin/env bash\necho started\nsleep 3600\n'}

  it('cancelled: the running program ends, and the next build finds the cache', async () => {
    await makeApp()
    await app.build()
    app.write(SLOW)
    const cancelled = await cancel()
    assert.deepEqual([cancelled.failure?.reason, cancelled.failure?.step], ['build-cancelled', 'post-compile'])
    assert.deepEqual(cancelled.failure?.explanation, ['The cache of the last successful build is kept.'])
    app.delete('bin')
    assert.equal((await app.build()).buildData.cache_status, 'reused')
  })

  /** Ctrl-C, while the app's slow script runs. */
  async function cancel(options: Parameters<TestApp['build']>[0] = {}) {
    const controller = new AbortController()
    return app.build({
      ...options,
      onEvent(event) {
        if (event.type === 'output' && event.line === 'started') controller.abort()
      },
      signal: controller.signal,
    })
  }

  it('cancelled: says what the next build finds of a cache, and no more', async () => {
    await makeApp(SLOW, 'never-built')
    const first = await cancel()
    assert.deepEqual(first.failure?.explanation, ['The next build starts without a cache.'])
    const without = await cancel({cache: 'disabled'})
    assert.deepEqual(without.failure?.explanation, [])
    app.delete('bin')
    await app.build()
    app.write(SLOW)
    const cleared = await cancel({cache: 'clear'})
    assert.deepEqual(cleared.failure?.explanation, ['--clear-cache deleted the old cache, so the next build starts without one.'])
  })

  it('out of time', async () => {
    await makeApp(SLOW)
    const clock = new TestClock()
    const late = await app.build({
      clock,
      onEvent(event) {
        // Node 20 loses some signals to its garbage collector.
        collectGarbage()
        if (event.type === 'output' && event.line === 'started') clock.pass(900_000)
      },
      timeoutMs: 900_000,
    })
    assert.equal(late.failure?.reason, 'build-timeout', late.log)
    assert.equal(late.failure.step, 'post-compile')
    assert.match(late.log, /failure_reason: build-timeout/)
  })

  it("nothing of the user's Python, pip, uv or Poetry settings gets in; an index's password stays hidden", async () => {
    await makeApp({
      'bin/post_compile':
        '#!/usr/bin/env bash\nenv | grep -E "^(PIP_|UV_|PYTHON|VIRTUAL_ENV|CONDA)" | sort\ncat "$PIP_CONFIG_FILE"; stat -c %a "$(dirname "$PIP_CONFIG_FILE")"\npython -c "import sys; print(sys.flags.no_user_site, [p for p in sys.path if not p.startswith((sys.prefix, sys.base_prefix))])"\n',
    })
    const built = await app.build({
      env: {
        ...process.env,
        CONDA_PREFIX: '/nowhere',
        PIP_INDEX_URL: 'https://user:opensesame@mirror.invalid/simple',
        PIP_REQUIRE_VIRTUALENV: '1',
        PYTHONHOME: '/nowhere',
        PYTHONPATH: '/nowhere',
        UV_INDEX_URL: 'https://mirror.invalid/simple',
        UV_PYTHON: '/nowhere',
        VIRTUAL_ENV: '/nowhere',
      },
    })
    assert.equal(built.status, 'succeeded', built.log)
    assert.doesNotMatch(built.output, /nowhere|REQUIRE_VIRTUALENV|UV_INDEX|PYTHONHOME|PYTHONPATH|CONDA/)
    assert.match(built.output, /index-url = https:\/\/\*\*\*\*@mirror\.invalid/)
    assert.match(built.output, /^700$/m)
    assert.doesNotMatch(JSON.stringify(built), /opensesame/)
    const settings = built.differences.find(({id}) => id === 'pip-settings')
    assert.match(settings!.message, /index-url = https:\/\/\*\*\*\*@mirror\.invalid/)
  })

  it("an index that is not there: the reason is the buildpack's, and the network is named", async () => {
    app = TestApp.make('pip', {'.python-version': `${python.major}\n`, 'requirements.txt': 'six\n'})
    const built = await app.build({env: {...process.env, PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_RETRIES: '0'}})
    assert.equal(built.failure?.reason, 'install-package-manager::pip')
    assert.match(built.failure.explanation.join('\n'), /package index/)
  })

  it('without a cache, and with a cleared one', async () => {
    await makeApp({'bin/post_compile': '#!/usr/bin/env bash\ncd "$CACHE_DIR"; ls; touch left\n'})
    await app.build()
    const without = await app.build({cache: 'clear'})
    assert.equal(without.buildData.cache_status, 'empty')
    assert.doesNotMatch(without.output, /^left$/m)
    assert.ok(without.stepLines.some((line) => line.startsWith('-----> Installing uv')))
    const next = await app.build()
    assert.equal(next.buildData.cache_status, 'reused')
    assert.match(next.output, /^left$/m)
  })

  it('a second Python buildpack, a stack without support, no Python app', async () => {
    await makeApp()
    const twice = await app.build({
      buildpacks: ['heroku/python', 'heroku/nodejs', 'https://github.com/heroku/heroku-buildpack-python#v300'],
    })
    assert.deepEqual([twice.failure?.reason, twice.failure?.step], ['checks::duplicate-python-buildpack', 'checks'])
    const old = await app.build({stack: 'heroku-20'})
    assert.deepEqual([old.failure?.reason, old.failure?.detail], ['checks::stack::eol', 'heroku-20'])
    app.rewrite({'README.md': ''})
    const none = await app.build()
    assert.deepEqual([none.failure?.reason, none.failure?.step], ['detect', 'detect'])
  })

  it('a file where the build needs a folder ends it as it ends the buildpack', async () => {
    await makeApp({'.heroku': 'a file'})
    const built = await app.build({cache: 'disabled'})
    assert.deepEqual([built.failure?.reason, built.failure?.step], ['internal-error::unhandled', 'python'])
    await makeApp({'.profile.d': 'a file'})
    const second = await app.build()
    assert.deepEqual([second.failure?.reason, second.failure?.step], ['internal-error::unhandled', 'restore-cache'])
    await makeApp({'.heroku': 'a file'})
    const cached = await app.build()
    assert.equal(cached.failure?.reason, 'internal-error::unhandled')
  })

  it('a python.sh of its own without a last line end goes on in the first line that is added', async () => {
    await makeApp({'.profile.d/python.sh': 'export MINE=kept; true'})
    const built = await app.build()
    const [first, second] = readFileSync(path.join(built.buildFolder!, '.profile.d/python.sh'), 'utf8').split('\n')
    assert.match(first!, /^export MINE=kept; trueexport /)
    assert.match(second!, /^export /)
  })

  it('run-time scripts: PATH, PYTHONPATH, gunicorn', async () => {
    await makeApp({'.profile.d/python.sh': 'export MINE=kept\n'})
    const built = await app.build()
    const {execFileSync} = await import('node:child_process')
    const home = built.buildFolder!
    const script =
      'for f in .profile.d/*.sh; do source "$f"; done; echo "$MINE $PYTHONPATH $GUNICORN_CMD_ARGS $FORWARDED_ALLOW_IPS"; command -v python; python -c "import six"; echo "${WEB_CONCURRENCY:-unset}"'
    const said = execFileSync('bash', ['-ec', script], {cwd: home, encoding: 'utf8', env: {HOME: home, PATH: '/usr/bin:/bin'}})
    assert.match(said, new RegExp(`^kept ${home} --access-logfile - \\*\n${path.join(home, '.heroku/python/bin/python')}\n`))
    assert.ok(existsSync(path.join(home, '.profile.d/WEB_CONCURRENCY.sh')))
  })
})
