import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {runCommand} from '../support/run-command.js'
import {removeFolder} from '../support/remove-folder.js'

/** What the doctor says of an app on Heroku, against a local Platform API over real HTTP. */
describe('python:doctor --app', () => {
  const TOKEN = 'canary-token-1234'
  const VALUE = 'canary-config-value'
  let api: FakePlatformApi
  let folder: string

  beforeEach(async () => {
    api = await FakePlatformApi.start({apps: [{configVars: {SECRET_KEY: VALUE}, name: 'example'}], token: TOKEN})
    folder = await mkdtemp(path.join(tmpdir(), 'doctor-app-'))
    await writeFile(path.join(folder, '.python-version'), '3.14\n')
    await writeFile(path.join(folder, 'requirements.txt'), 'idna==3.11\n')
  })

  afterEach(async () => {
    await api.stop()
    removeFolder(folder)
  })

  const doctor = async (argv: string[], env: Record<string, string | undefined> = {}) =>
    runCommand(Doctor, ['--source', folder, ...argv], {
      ...api.env,
      HEROKU_API_KEY: TOKEN,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      ...env,
    })

  it('reads the app with seven calls, where its last build succeeded, and its build cache', async () => {
    const {exitCode, stdout} = await doctor(['--app', 'example'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /Heroku would build example with Python 3\.14\.\d+/)
    assert.deepEqual([...api.calls].sort(), [
      'GET /apps/example',
      'GET /apps/example/build-metadata',
      'GET /apps/example/buildpack-installations',
      'GET /apps/example/builds',
      'GET /apps/example/config-vars',
      'GET /apps/example/formation',
      'GET /apps/example/releases',
      `GET /caches/${api.app('example').id}`,
    ])
  })

  it('says that --offline leaves a named app out', async () => {
    const {exitCode, stdout} = await doctor(['--app', 'example', '--offline'])
    assert.equal(exitCode, 0)
    assert.match(stdout.replaceAll(/\s+/g, ' '), /example not read because of --offline/)
    assert.deepEqual(api.calls, [])
  })

  for (const host of ['http://localhost:99999', 'http://[localhost']) {
    it(`says that HEROKU_HOST is no address: ${host}`, async () => {
      const {exitCode, stderr} = await doctor(['--app', 'example'], {HEROKU_HOST: host})
      assert.equal(exitCode, 2)
      assert.match(stderr, /HEROKU_HOST is not a valid address\.\n {2}HEROKU_HOST=http/)
      assert.doesNotMatch(stderr, /unexpected|mistake|bug/)
    })
  }

  it("takes the stack of the app's next build", async () => {
    api.addApp({buildStack: 'heroku-20', name: 'old', stack: 'heroku-20'})
    const {exitCode, stdout} = await doctor(['--app', 'old'])
    assert.equal(exitCode, 1)
    assert.match(stdout, /The build would fail: the stack has reached its end of life \(checks::stack::eol: heroku-20\)/)
    assert.match(stdout, /heroku stack:set heroku-\d+ --app old/)
  })

  it('predicts the Cloud Native build of a Fir app', async () => {
    api.addApp({generation: 'fir', name: 'fir-app'})
    await writeFile(path.join(folder, 'runtime.txt'), 'python-3.14.1\n')
    const {stdout} = await doctor(['--app', 'fir-app', '--json'])
    const report = JSON.parse(stdout) as {build: {failure: {reason: string}}; buildpack: {kind: string}}
    assert.equal(report.buildpack.kind, 'cnb')
    assert.equal(report.build.failure.reason, 'runtime-txt::not-supported')
  })

  it('makes the folder that a monorepo buildpack builds the root', async () => {
    api.addApp({
      buildpacks: ['https://github.com/lstoll/heroku-buildpack-monorepo', 'heroku/python'],
      configVars: {APP_BASE: 'backend'},
      name: 'mono',
    })
    const {exitCode, stdout} = await doctor(['--app', 'mono'])
    assert.equal(exitCode, 2, stdout)
  })

  it('finds the app in HEROKU_APP and in the git remotes, as every Heroku command', async () => {
    await doctor([], {HEROKU_APP: 'example'})
    assert.ok(api.calls.includes('GET /apps/example'))
    repository({heroku: 'https://git.heroku.com/example.git'})
    const before = api.calls.length
    await doctor(['--dirty'], {HEROKU_GIT_HOST: 'git.heroku.com'})
    assert.ok(api.calls.slice(before).includes('GET /apps/example'))
  })

  it('goes on without an app when the remotes name several, and says so', async () => {
    repository({production: 'https://git.heroku.com/example.git', staging: 'https://git.heroku.com/example-staging.git'})
    const {exitCode, stdout} = await doctor(['--dirty'], {HEROKU_GIT_HOST: 'git.heroku.com'})
    assert.equal(exitCode, 0)
    assert.match(stdout, /the git remotes point to several apps \(example, example-staging\)/)
    assert.deepEqual(api.calls, [])
  })

  it('uses no network with --offline', async () => {
    await doctor(['--app', 'example', '--offline'])
    assert.deepEqual(api.calls, [])
  })

  describe('when the app can not be read: exit code 2, the reason, what to do, no secret', () => {
    const table: [name: string, effect: Parameters<FakePlatformApi['fault']>[1], message: RegExp][] = [
      ['401', {status: 401}, /heroku login/],
      ['403', {status: 403}, /Ask an owner/],
      ['404', {status: 404}, /Check the app's name/],
      ['429', {status: 429}, /Wait a few minutes/],
      ['503', {status: 503}, /status\.heroku\.com/],
      ['no JSON', {garbage: true}, /answer can't be read/],
      ['a dropped connection', {drop: 'before'}, /can't be reached/],
    ]
    for (const [name, effect, message] of table) {
      it(name, async () => {
        api.fault({path: '/apps/example'}, effect)
        for (const argv of [[], ['--json']]) {
          const {exitCode, stderr, stdout} = await doctor(['--app', 'example', ...argv])
          assert.equal(exitCode, 2)
          assert.match(argv.length > 0 ? stdout : stderr, message)
          assert.doesNotMatch(stdout + stderr, /canary|\n\s+at /)
        }
      })
    }

    it('a guessed app is a reason to skip, no error', async () => {
      repository({heroku: 'https://git.heroku.com/gone.git'})
      const {exitCode, stdout} = await doctor(['--dirty'], {HEROKU_GIT_HOST: 'git.heroku.com'})
      assert.equal(exitCode, 0)
      assert.match(stdout, /skipped: .*gone couldn't be read: Couldn.t find that app/)
    })
  })

  it('goes on when only the config vars can not be read', async () => {
    api.fault({path: '/apps/example/config-vars'}, {status: 403})
    const {exitCode, stdout} = await doctor(['--app', 'example'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /Heroku would build example/)
  })

  function repository(remotes: Record<string, string>): void {
    const git = (...args: string[]) => execFileSync('git', args, {cwd: folder, stdio: 'ignore'})
    git('init')
    for (const [name, url] of Object.entries(remotes)) git('remote', 'add', name, url)
  }
})
