import assert from 'node:assert/strict'

import Pin from '../../src/commands/python/pin.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {cacheOf, packedByTar} from '../support/tar-archive.js'
import {runCommand} from '../support/run-command.js'
import {TestFolder} from '../pin/folder.js'

/** The command with an app on Heroku, against a local Platform API over real HTTP. The version's rules are in test/pin/. */
describe('python:pin --app', () => {
  const TOKEN = 'canary-token-1234'
  let api: FakePlatformApi
  let folder: TestFolder

  beforeEach(async () => {
    api = await FakePlatformApi.start({token: TOKEN})
    folder = await TestFolder.make({'requirements.txt': 'flask==3.1.2\n'})
  })

  afterEach(async () => {
    await api.stop()
    await folder.remove()
  })

  const pin = async (argv: string[], env: Record<string, string | undefined> = {}) =>
    runCommand(Pin, ['--source', folder.path, ...argv], {
      ...api.env,
      HEROKU_API_KEY: TOKEN,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      ...env,
    })

  it('pins the Python of the last successful build, which its log names', async () => {
    api.addApp({
      builds: [{pythonVersion: '3.11.4'}, {pythonVersion: '3.12.3'}, {pythonVersion: '3.13.1', status: 'failed'}],
      name: 'example',
    })
    const {exitCode, stdout} = await pin(['--app', 'example'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /^Python 3\.12: the last successful build of example used Python 3\.12\.3\.\n/)
    assert.equal(await folder.read('.python-version'), '3.12\n')
  })

  it('never sends the token to the log, whose URL is signed by itself', async () => {
    api.addApp({builds: [{pythonVersion: '3.12.3'}], name: 'example'})
    const {stderr, stdout} = await pin(['--app', 'example', '--json'])
    const log = api.requests.find(({path}) => path.startsWith('/streams/'))
    assert.ok(log, 'the log was read')
    assert.equal(log.headers.authorization, undefined)
    assert.doesNotMatch(stdout + stderr, /canary|Signature/)
    assert.deepEqual(JSON.parse(stdout), {
      applied: true,
      edits: [{action: 'write', path: '.python-version'}],
      origin: 'last-build',
      reason: 'the last successful build of example used Python 3.12.3',
      schemaVersion: 1,
      version: '3.12',
    })
  })

  it("takes the last build's Python from the app's build cache, where its log is gone", async () => {
    api.addApp({builds: [{log: null}], cache: packedByTar(cacheOf('3.12.11')), name: 'example'})
    const {stderr, stdout} = await pin(['--app', 'example', '--json'])
    const {origin, reason, version} = JSON.parse(stdout) as Record<string, string>
    const expected = ['last-build', 'the last successful build of example used Python 3.12.11', '3.12']
    assert.deepEqual([origin, reason, version], expected)
    const storage = api.requests.find(({path}) => path.startsWith('/caches/'))
    assert.equal(storage?.headers.authorization, undefined)
    assert.doesNotMatch(stdout + stderr, /canary|planted-|Signature|caches/)
  })

  it('takes it from the log, where the cache can not be read', async () => {
    api.addApp({builds: [{pythonVersion: '3.12.3'}], cache: Buffer.from('no archive'), name: 'example'})
    await pin(['--app', 'example', '--exact'])
    assert.equal(await folder.read('.python-version'), '3.12.3\n')
  })

  it('asks for no cache of a Fir app', async () => {
    api.addApp({generation: 'fir', name: 'example'})
    await pin(['--app', 'example', '--dry-run'])
    assert.doesNotMatch(api.calls.join('\n'), /build-metadata|caches/)
  })

  it('keeps the patch release of the last build with --exact', async () => {
    api.addApp({builds: [{pythonVersion: '3.12.3'}], name: 'example'})
    await pin(['--app', 'example', '--exact'])
    assert.equal(await folder.read('.python-version'), '3.12.3\n')
  })

  it('takes the last build before runtime.txt, and a .python-version in force before both', async () => {
    api.addApp({builds: [{pythonVersion: '3.12.3'}], name: 'example'})
    await folder.write({'runtime.txt': 'python-3.11.2\n'})
    assert.equal(
      (JSON.parse((await pin(['--app', 'example', '--dry-run', '--json'])).stdout) as {version: string}).version,
      '3.12',
    )
    await pin(['--app', 'example'])
    assert.deepEqual(await folder.tree(), {'.python-version': '3.12\n', 'requirements.txt': 'flask==3.1.2\n'})
    await folder.write({'.python-version': '3.13\n'})
    assert.equal((await pin(['--app', 'example', '--check'])).exitCode, 0)
  })

  it('refuses a downgrade from what the last build used', async () => {
    api.addApp({builds: [{pythonVersion: '3.13.1'}], name: 'example'})
    const {exitCode, stdout} = await pin(['3.12', '--app', 'example'])
    assert.equal(exitCode, 1)
    assert.match(stdout, /Refused: 3\.12 is a downgrade: the last successful build used 3\.13\.1/)
  })

  it('refuses the version of a last build that Heroku has dropped since', async () => {
    api.addApp({builds: [{pythonVersion: '3.9.18'}], name: 'example'})
    const {exitCode, stdout} = await pin(['--app', 'example'])
    assert.equal(exitCode, 1)
    assert.match(
      stdout,
      /Refused: Heroku no longer supports Python 3\.9[\s\S]*the last successful build of example used Python 3\.9\.18[\s\S]*heroku python:pin 3\.14/,
    )
  })

  const logs: [name: string, log: null | string, version: string][] = [
    ['an old log', '-----> Installing python-3.12.1\n', '3.12'],
    ['a cached Python', '\u001B[1;34m----->\u001B[0m Using cached install of Python 3.12.1\r\n', '3.12'],
    ['a Cloud Native build', '[Installing Python]\nInstalling Python 3.12.1\n', '3.12'],
    ['only what was asked for', '-----> Using Python 3.12 specified in runtime.txt\n', '3.12'],
    ['no Python at all', '-----> Node.js app detected\n', '3.14'],
    ['a log that is gone', null, '3.14'],
  ]
  for (const [name, log, version] of logs) {
    it(`reads the log of the last build: ${name}`, async () => {
      api.addApp({builds: [{log}], name: 'example'})
      const {exitCode, stdout} = await pin(['--app', 'example'])
      assert.equal(exitCode, 0)
      assert.equal(await folder.read('.python-version'), `${version}\n`)
      if (version === '3.14') assert.match(stdout, /^Last build of example not used: /)
    })
  }

  it('goes on without the builds where they can not be read, and says so', async () => {
    api.addApp({name: 'example'})
    api.fault({path: '/apps/example/builds'}, {status: 403})
    const {exitCode, stdout} = await pin(['--app', 'example'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /^Last build of example not used: its builds can't be read/)
  })

  for (const argv of [[], ['--json']]) {
    it(`an app that is not there: exit code 2, no secret ${argv.join('')}`, async () => {
      const {exitCode, stderr, stdout} = await pin(['--app', 'no-such-app', ...argv])
      assert.equal(exitCode, 2)
      assert.match(argv.length > 0 ? stdout : stderr, /no-such-app can't be read/)
      assert.doesNotMatch(stdout + stderr, /canary|\n\s+at /)
      assert.deepEqual(Object.keys(await folder.tree()), ['requirements.txt'])
    })
  }

  it('knows the Cloud Native buildpack of a Fir app', async () => {
    api.addApp({builds: [], generation: 'fir', name: 'fir-app'})
    await folder.write({'runtime.txt': 'python-3.13.1\n'})
    const {exitCode} = await pin(['--app', 'fir-app'])
    assert.equal(exitCode, 0)
    assert.deepEqual(await folder.tree(), {'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'})
  })

  it('uses no network with --offline', async () => {
    api.addApp({name: 'example'})
    await pin(['--app', 'example', '--offline'])
    assert.deepEqual(api.calls, [])
  })
})
