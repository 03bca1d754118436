import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import type {AppSeed} from '../support/fake-platform-api/seeds.js'
import {FakePlatformApi, type FakePlatformApiOptions} from '../support/fake-platform-api/server.js'
import {assertDocument} from '../support/json-schema.js'
import {type CommandResult, runCommand} from '../support/run-command.js'

interface FleetJson {
  team: null | string
  apps: {app: string; error: null | string; findings: {id: string; severity: string}[]; python: null | string; stack: string}[]
  summary: Record<string, number>
}

const NODE: Partial<AppSeed> = {buildpacks: ['heroku/nodejs'], fields: {buildpack_provided_description: 'Node.js'}}
const OLD: Partial<AppSeed> = {builds: [{pythonVersion: '3.9.7'}], stack: 'heroku-20'}
const FAILED: Partial<AppSeed> = {
  builds: [{pythonVersion: '3.12.1'}, {log: ' !     Error: No luck at all.\n', status: 'failed'}],
}

/** Every Python app of a team or an account, against a local Platform API over real HTTP. */
describe('python:doctor --team and --all', () => {
  let api: FakePlatformApi

  afterEach(() => api.stop())

  const start = async (apps: AppSeed[], options: FakePlatformApiOptions = {}) => {
    api = await FakePlatformApi.start({apps, ...options})
  }

  const doctor = async (argv: string[], env: Record<string, string | undefined> = {}): Promise<CommandResult> =>
    runCommand(Doctor, argv, {...api.env, HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9', ...env})
  const json = async (argv: string[]): Promise<FleetJson> => JSON.parse((await doctor([...argv, '--json'])).stdout) as FleetJson

  it('tells of each Python app, worst first, and of no other', async () => {
    await start([
      {name: 'fine'},
      {name: 'old', ...OLD},
      {name: 'site', ...NODE},
      {name: 'both', ...NODE, buildpacks: ['heroku/nodejs', 'heroku/python']},
      {generation: 'fir', name: 'fir-app', team: 'acme'},
      {builds: [], generation: 'fir', name: 'fir-new', team: 'acme'},
      {builds: [], name: 'new'},
    ])
    const {apps, summary, team} = await json(['--all'])
    assert.equal(team, null)
    assert.deepEqual(
      apps.map(({app, python, stack}) => [app, stack, python]),
      [
        ['old', 'heroku-20', '3.9.7'],
        ['both', 'heroku-26', '3.13.15'],
        ['fine', 'heroku-26', '3.13.15'],
        ['fir-app', 'cnb', '3.13.15'],
        ['new', 'heroku-26', null],
      ],
    )
    assert.deepEqual(
      apps[0]!.findings.map(({id}) => id),
      ['stack/eol'],
    )
    assert.equal(summary.otherApps, 2)
  })

  it('is of one team with --team', async () => {
    await start([{name: 'mine'}, {name: 'ours', team: 'acme'}])
    const {apps, team} = await json(['--team', 'acme'])
    assert.equal(team, 'acme')
    assert.deepEqual(
      apps.map(({app}) => app),
      ['ours'],
    )
    assert.equal(api.calls[0], 'GET /teams/acme/apps')
  })

  it('is of the form that the contract gives', async () => {
    await start([
      {name: 'fine'},
      {name: 'old', ...OLD},
      {name: 'failed', ...FAILED},
      {name: 'broken'},
      {access: 'view', name: 'seen'},
    ])
    api.fault({path: /^\/apps\/broken\//}, {status: 403})
    assertDocument('doctor-fleet', await json(['--all']))
  })

  it('takes one call for each page of the list, and at most six for an app', async () => {
    const apps = Array.from({length: 25}, (_, index) => ({name: `app-${index}`, ...(index % 2 === 0 && FAILED)}))
    await start(apps)
    api.onRequest((request) => {
      if (request.path === '/apps') request.headers.range = String(request.headers.range).replace('max=200', 'max=10')
    })
    await doctor(['--all'])
    assert.equal(api.calls.filter((call) => call === 'GET /apps').length, 3)
    for (const {name} of apps) {
      const logs = new Set(api.app(name).builds.map(({id}) => `GET /streams/${id}`))
      const calls = api.calls.filter((call) => call.startsWith(`GET /apps/${name}/`) || logs.has(call))
      assert.ok(calls.length <= 6, calls.join('\n'))
      assert.equal(new Set(calls).size, calls.length, 'nothing is asked twice')
    }
  })

  it('makes a failure of one app a row, and goes on', async () => {
    await start([{name: 'alpha'}, {name: 'beta', ...OLD}, {name: 'gamma'}])
    api.fault({path: /^\/apps\/alpha\//}, {status: 403})
    api.fault({path: '/apps/gamma/config-vars'}, {status: 404})
    const {exitCode, stderr, stdout} = await doctor(['--all'])
    assert.equal(exitCode, 1)
    assert.equal(stderr, '')
    assert.match(stdout, /^alpha +- +- +not read +- +-$/m)
    assert.match(stdout, /^Not read\n {2}alpha: You do not have access to this resource\.$/m)
    assert.match(stdout, /^Found 1 error in 2 apps\. 1 app could not be read\. 1 app could only be partly read/m)
    const row = (await json(['--all'])).apps.at(-1)
    assert.deepEqual(row, {app: 'alpha', error: 'You do not have access to this resource.'})
  })

  it('asks again where the API is busy', async () => {
    await start([{name: 'alpha'}])
    const fault = api.fault({path: /^\/apps/, times: 3}, {headers: {'Retry-After': '0'}, status: 429})
    const {apps} = await json(['--all'])
    assert.equal(fault.hits, 3)
    assert.equal(apps[0]!.error, null)
  })

  for (const [what, path, status] of [
    ['no such team', ['--team', 'nothing'], null],
    ['a wrong token', ['--all'], 401],
    ['no right to see the team', ['--team', 'acme'], 403],
  ] as const) {
    it(`ends with 2 for ${what}`, async () => {
      await start([{name: 'ours', team: 'acme'}])
      if (status !== null) api.fault({path: /apps$/}, {status})
      const {exitCode, stderr, stdout} = await doctor([...path])
      assert.equal(exitCode, 2)
      assert.equal(stdout, '')
      assert.match(stderr, /^Error: (?:The apps of team \w+|Your apps) can't be listed\.$/m)
      const asJson = await doctor([...path, '--json'])
      assert.equal(asJson.exitCode, 2)
      assert.equal((JSON.parse(asJson.stdout) as {error: {id: string}}).error.id, 'apps-not-readable')
    })
  }

  it('ends with 2 when no app at all could be read', async () => {
    await start([{name: 'alpha'}, {name: 'beta'}])
    api.fault({path: /^\/apps\/(?:alpha|beta)\//}, {status: 403})
    assert.equal((await doctor(['--all'])).exitCode, 2)
    assert.equal((await doctor(['--all', '--json'])).exitCode, 2)
  })

  it('ends with 0 where nothing is at the fail level', async () => {
    await start([{name: 'old', ...OLD}])
    assert.equal((await doctor(['--all', '--json'])).exitCode, 1)
    assert.equal((await doctor(['--all', '--fail-level', 'never'])).exitCode, 0)
    assert.equal((await doctor(['--all', '--skip', 'stack'])).exitCode, 0)
  })

  it('says so where there is none', async () => {
    await start([{name: 'site', ...NODE}], {teams: ['empty']})
    assert.deepEqual(await doctor(['--all']), {
      exitCode: 0,
      stderr: '',
      stdout: 'No Python apps in the account (1 other app).\n',
    })
    assert.match((await doctor(['--team', 'empty'])).stdout, /^The team empty has no apps\.$/m)
  })

  it('needs a login', async () => {
    await start([])
    const {exitCode, stderr} = await doctor(['--all'], {HEROKU_API_KEY: undefined, HOME: '/nonexistent'})
    assert.equal(exitCode, 2)
    assert.match(stderr, /^Error: You are not logged in, so your apps can't be listed\.$/m)
  })

  for (const [argv, message] of [
    [['--all', '--team', 'acme'], /cannot also be provided|--team/],
    [['--all', '--app', 'x'], /--app/],
    [['--all', '--fix'], /--fix/],
    [['--all', '--online'], /--online/],
    [['--all', '--format', 'sarif'], /--format sarif needs source code, so it can't be used with/],
    [['--all', '--format', 'github'], /--format github needs source code, so it can't be used with/],
    [['--all', '--only', 'source'], /need source code/],
  ] as const) {
    it(`refuses ${argv.join(' ')}`, async () => {
      await start([])
      const {exitCode, stderr, stdout} = await doctor([...argv])
      assert.deepEqual([exitCode, stdout], [2, ''])
      assert.match(stderr, message)
      assert.deepEqual(api.calls, [])
    })
  }

  it('gives no control character of a name to a terminal', async () => {
    await start([{name: 'alpha', ...NODE, buildpacks: ['https://example.com/python\u001B]0;x\u0007.git']}])
    const {stdout} = await doctor(['--all', '--verbose'])
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
  })
})
