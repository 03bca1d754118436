import assert from 'node:assert/strict'
import path from 'node:path'

import BuildLocal from '../../src/commands/python/build-local.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'
import {snapshotFolder} from '../support/snapshot-folder.js'

/** The command as a user types it, up to where a build begins. Builds are in test/local-build/ and test/e2e/. */
describe('python:build-local', () => {
  const TOKEN = 'canary-token-1234'
  const DATABASE = 'postgres://user:canary-password@db.example.com:5432/main'
  const HEALTHY: TestFiles = {
    '.python-version': '3.13\n',
    Procfile: 'web: gunicorn app:app\n',
    'requirements.txt': 'flask==3.1.2\n',
  }
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let cache: string

  /** With a cache folder of its own. */
  class TestBuild extends BuildLocal {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: cache}
    }
  }

  beforeEach(async () => {
    api = await FakePlatformApi.start({
      apps: [
        {
          addons: [{configVars: {DATABASE_URL: DATABASE}, name: 'postgresql-cubed-1', plan: 'heroku-postgresql:essential-0'}],
          configVars: {PIP_EXTRA_INDEX_URL: 'https://user:canary-index@example.com/simple', SECRET_KEY: 'canary-key'},
          name: 'example',
          stack: 'heroku-22',
        },
      ],
      token: TOKEN,
    })
    cache = folders.make()
  })

  afterEach(async () => {
    await api.stop()
    folders.remove()
  })

  const build = async (source: string, ...argv: string[]) => {
    const result = await runCommand(TestBuild, ['--source', source, ...argv], {
      ...api.env,
      CI: '1',
      HEROKU_API_KEY: TOKEN,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
    })
    assert.doesNotMatch(result.stdout + result.stderr, /canary|\n\s+at /)
    return result
  }

  interface Plan {
    app: null | string
    build: {failure: null | {reason: string}; python_version: string}
    cache: {status: string}
    ci: boolean
    configVars: {mode: string; names: string[]; withheld: {name: string}[]}
    stack: string
    steps: {commands: {argv: string[]}[]; configVars: string[]; id: string; reason: string; status: string}[]
  }

  const planOf = async (source: string, ...argv: string[]): Promise<Plan> => {
    const {exitCode, stdout} = await build(source, '--plan', '--json', ...argv)
    assert.equal(exitCode, 0)
    return JSON.parse(stdout) as Plan
  }

  describe('--plan', () => {
    it('shows every step, and runs and writes nothing', async () => {
      const source = folders.make({...HEALTHY, 'bin/pre_compile': '#!/bin/sh\ntouch ran\n'})
      const before = snapshotFolder(source)
      const {exitCode, stderr, stdout} = await build(source, '--plan')
      assert.equal(exitCode, 0)
      assert.match(stderr, /Not a git repository[\s\S]*No app given: building without config vars, on heroku-26\. Use --app/)
      assert.match(
        stdout,
        /^Build {12}classic build on heroku-\d+\nPackage manager {2}pip\nPython {11}3\.13\.\d+ \(3\.13 in \.python-version\)/,
      )
      assert.match(stdout, /Cache {12}none yet/)
      assert.match(stdout, /\$ pip install -r requirements\.txt --exists-action=w/)
      assert.match(stdout, /Nothing was run\.\n$/)
      assert.deepEqual(snapshotFolder(source), before)
    })

    it('is JSON too, with names of config vars and no values, each only where it is seen', async () => {
      const source = folders.make({...HEALTHY, 'bin/post_compile': 'true\n'})
      const plan = await planOf(source, '--app', 'example')
      assert.deepEqual([plan.app, plan.stack, plan.ci, plan.cache.status], ['example', 'heroku-22', false, 'empty'])
      assert.deepEqual(plan.configVars.names, ['PIP_EXTRA_INDEX_URL', 'SECRET_KEY'])
      assert.deepEqual(plan.configVars.withheld, [{addon: 'postgresql-cubed-1', name: 'DATABASE_URL', reason: 'add-on'}])
      const seen = Object.fromEntries(plan.steps.map(({configVars, id}) => [id, configVars]))
      assert.deepEqual(seen.dependencies, ['PIP_EXTRA_INDEX_URL'])
      assert.deepEqual(seen['post-compile'], ['PIP_EXTRA_INDEX_URL', 'SECRET_KEY'])
      assert.deepEqual(seen.source, [])
    })

    it('with --config-vars all asks nobody: nothing is handed out', async () => {
      const plan = await planOf(folders.make(HEALTHY), '--app', 'example', '--config-vars', 'all')
      assert.deepEqual(plan.configVars.names, ['DATABASE_URL', 'PIP_EXTRA_INDEX_URL', 'SECRET_KEY'])
    })

    it('with --config-vars none does not ask the app for them', async () => {
      const plan = await planOf(folders.make(HEALTHY), '--app', 'example', '--config-vars', 'none')
      assert.deepEqual([plan.configVars.mode, plan.configVars.names], ['none', []])
      assert.ok(api.calls.length > 0 && !api.calls.some((call) => /config-vars|addons/.test(call)), String(api.calls))
    })

    it('says where the build would end', async () => {
      const source = folders.make({'.python-version': '3.9\n', 'requirements.txt': ''})
      const plan = await planOf(source)
      assert.equal(plan.build.failure?.reason, 'python-version::eol')
      assert.equal(plan.steps.at(-1)?.status, 'not-reached')
      assert.match((await build(source, '--plan')).stdout, /The build would fail: .* \(python-version::eol: 3\.9\)/)
    })

    it('takes --stack before the one of the app, --ci, and cnb for a Fir build', async () => {
      const source = folders.make(HEALTHY)
      assert.equal((await planOf(source, '--app', 'example', '--stack', 'heroku-26')).stack, 'heroku-26')
      const ci = await planOf(source, '--ci')
      assert.match(ci.steps.find(({id}) => id === 'collectstatic')!.reason, /CI/)
      const fir = await planOf(source, '--stack', 'cnb')
      assert.ok(!fir.steps.some(({id}) => id === 'pre-compile'))
    })

    it('shows what --boot would start, and with which variables, by their names', async () => {
      const source = folders.make({...HEALTHY, Procfile: 'web: gunicorn app:app\nrelease: python migrate.py\nworker: celery\n'})
      const {stdout} = await build(source, '--plan', '--app', 'example', '--boot')
      assert.match(stdout, /Boot release\n {4}not run: [\s\S]*Boot web\n {4}\$ bash -c "gunicorn app:app"\n {4}sees: DYNO, /)
      assert.match(stdout, /PORT,\s+(?:PYTHONHOME,\s+)?PYTHONPATH, [\s\S]*SECRET_KEY,\s+WEB_CONCURRENCY/)
      assert.doesNotMatch(stdout, /Boot worker/)
      interface Planned {
        boot: {runs: boolean; type: string; variables: string[]}[]
      }
      const planned = async (...argv: string[]) => {
        const plan = (await planOf(source, '--app', 'example', ...argv)) as unknown as Planned
        assert.ok(plan.boot.every(({variables}) => variables.includes('SECRET_KEY') && !variables.includes('DATABASE_URL')))
        return plan.boot.map(({runs, type}) => (runs ? type : `(${type})`))
      }

      assert.deepEqual(await planned(), [])
      assert.deepEqual(await planned('--boot'), ['(release)', 'web'])
      assert.deepEqual(await planned('--boot', 'all'), ['(release)', 'web', 'worker'])
      assert.deepEqual(await planned('--boot', 'worker', '--boot', 'release'), ['release', 'worker'])
    })

    it('needs no interpreter', async () => {
      const source = folders.make({...HEALTHY, '.python-version': '3.14\n'})
      const {exitCode, stdout} = await build(source, '--plan')
      assert.equal(exitCode, 0)
      assert.match(stdout, /On this machine/)
    })
  })

  describe('--to', () => {
    it('plans the build of the moved app, with a first build of its own', async () => {
      const source = folders.make(HEALTHY)
      const before = await snapshotFolder(source)
      const {stdout} = await build(source, '--app', 'example', '--to', 'heroku-26', '--to', '3.12', '--plan', '--json')
      const plan = JSON.parse(stdout) as Plan
      assert.equal(plan.stack, 'heroku-26')
      assert.match(plan.build.python_version, /^3\.12\./)
      assert.equal(plan.cache.status, 'empty')
      assert.deepEqual(await snapshotFolder(source), before)
    })

    it('foretells where a Fir app would not build', async () => {
      const source = folders.make({...HEALTHY, 'runtime.txt': 'python-3.13.15\n'})
      const {stdout} = await build(source, '--to', 'fir', '--plan', '--json')
      assert.equal((JSON.parse(stdout) as Plan).build.failure, null, 'runtime.txt is replaced on the way')
    })

    for (const [name, argv] of Object.entries({
      'no target': ['--to', 'nowhere'],
      'what a date forces': ['--to', 'next'],
      'with --stack': ['--to', 'heroku-26', '--stack', 'heroku-24'],
    }))
      it(`ends with 2: ${name}`, async () => {
        assert.equal((await build(folders.make(HEALTHY), ...argv, '--plan')).exitCode, 2)
      })
  })

  describe('what it can not do ends with 2, in text and JSON, and changes nothing', () => {
    const table: [id: string, argv: (source: string) => string[], message: RegExp][] = [
      ['env-file-invalid', (source) => ['--env-file', path.join(source, 'bad.env')], /bad\.env, line 2: expected NAME=VALUE/],
      ['env-file-unreadable', () => ['--env-file', 'nowhere.env'], /nowhere\.env: not found/],
      ['no-app', () => ['--config-vars', 'all'], /Use --app NAME/],
      ['config-vars-need-confirm', () => ['--app', 'example', '--config-vars', 'all'], /--config-vars all --confirm example/],
      [
        'config-vars-need-confirm',
        () => ['--app', 'example', '--config-vars', 'all', '--confirm', 'other'],
        /--confirm says other, not example/,
      ],
      ['app-not-readable', () => ['--app', 'no-such-app'], /no-such-app can't be read/],
      ['output-in-the-way', (source) => ['--output', source], /is the source folder, or contains it/],
      ['python-not-usable', () => ['--python', '/nowhere/python'], /nowhere/],
      ['process-type-missing', () => ['--boot', 'worker'], /no process type worker[\s\S]*The Procfile has web/],
      ['dyno-size-unknown', () => ['--boot', '--dyno-size', 'huge'], /huge is not a dyno size/],
      ['usage', () => ['--path', '/health'], /boot/],
      ['usage', () => ['--boot', '--boot-timeout=0'], /boot-timeout/],
      ['usage', () => ['--timeout=-1'], /timeout/],
      ['usage', () => ['--no-cache', '--clear-cache'], /clear-cache/],
      ['usage', () => ['--plan', '--output', 'x'], /plan/],
      ['usage', () => ['--dirty', '--ref', 'HEAD'], /ref/],
    ]
    for (const [id, argv, message] of table) {
      it(`${id}: ${argv('SOURCE').join(' ')}`, async () => {
        const source = folders.make({...HEALTHY, 'bad.env': 'A=1\ncanary without an equals sign\n'})
        const before = snapshotFolder(source)
        const text = await build(source, ...argv(source))
        assert.equal(text.exitCode, 2)
        assert.match(text.stderr, message)
        assert.equal(text.stdout, '')
        const json = await build(source, ...argv(source), '--json')
        assert.equal(json.exitCode, 2)
        assert.equal((JSON.parse(json.stdout) as {error: {id: string}}).error.id, id)
        assert.deepEqual(snapshotFolder(source), before)
      })
    }
  })

  it('a build that fails before it needs Python: exit code 1, the reason, and the whole log on disk', async () => {
    const source = folders.make({Pipfile: '', 'app.py': ''})
    const text = await build(source)
    assert.equal(text.exitCode, 1)
    assert.match(
      text.stdout,
      /^-----> Python app detected\n\n ! {5}Error: .*\n[\s\S]* ! {5}failure_reason: package-manager::pipenv-missing-lockfile\n/,
    )
    assert.match(text.stdout, /Build failed: .* \(package-manager::pipenv-missing-lockfile\)\.\n\nFull log: \S+\.log\n$/)
    const json = await build(source, '--json')
    assert.equal(json.exitCode, 1)
    const document = JSON.parse(json.stdout) as {
      failure: {reason: string}
      failure_reason: string
      schemaVersion: number
      status: string
    }
    assert.deepEqual(
      [document.schemaVersion, document.status, document.failure_reason, document.failure.reason],
      [1, 'failed', 'package-manager::pipenv-missing-lockfile', 'package-manager::pipenv-missing-lockfile'],
    )
  })
})
