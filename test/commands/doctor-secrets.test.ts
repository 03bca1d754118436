import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {CommandProcess} from '../safety/support/command-process.js'
import {cacheOf, packedByTar} from '../support/tar-archive.js'
import {removeFolder} from '../support/remove-folder.js'

const TOKEN = 'HRKU-planted-token-0123456789'
/** Every form in which a value could be met. */
const SECRETS = {
  DATABASE_URL: 'postgres://planted-user:planted-password@planted-host.example.com:5432/planted-database',
  PATH: '/planted/path/of/the/app',
  PIP_EXTRA_INDEX_URL: 'https://planted-name:planted-key@index.example.com/simple',
  SECRET_KEY: 'planted-secret-key',
  SECRET_PEM: '-----BEGIN KEY-----\nplanted-line-of-a-key\n-----END KEY-----',
}
const BUILDPACK = 'https://planted-git-user:planted-git-password@github.com/acme/heroku-buildpack-python.git#main'
const LOG = [
  ' !     Error: Failed with planted-secret-key and planted-password at https://planted-x:planted-y@example.com/?token=planted-z.',
  ` !     ${SECRETS.DATABASE_URL}`,
  'planted-line-of-a-key',
].join('\n')

/** Nothing that gives access may leave the process, in any mode: in one of its own, with all debug output. */
describe('secrets and the doctor', () => {
  let api: FakePlatformApi
  let home: string
  let runs: CommandProcess

  before(() => {
    home = mkdtempSync(path.join(tmpdir(), 'doctor-secrets-'))
    mkdirSync(path.join(home, 'source'))
    writeFileSync(
      path.join(home, 'source/requirements.txt'),
      '--extra-index-url https://planted-a:planted-b@index.example.com/\nflask\n',
    )
    runs = CommandProcess.inHome(home, {
      DEBUG: '*',
      HEROKU_DEBUG: '1',
      HEROKU_DEBUG_HEADERS: '1',
      HTTP_CALL_REDACT: '0',
    })
  })

  after(async () => {
    await runs.end()
    removeFolder(home)
  })

  beforeEach(async () => {
    api = await FakePlatformApi.start({
      apps: [
        {
          builds: [{}, {log: LOG, status: 'failed'}],
          buildpacks: [BUILDPACK],
          cache: packedByTar(cacheOf('3.13.15', {data: {package_manager: SECRETS.SECRET_KEY}})),
          configVars: SECRETS,
          formation: [{command: 'gunicorn --planted-argument planted-secret-key', type: 'web'}],
          name: 'example',
          team: 'acme',
        },
        {configVars: {...SECRETS, PYTHONHOME: '/planted/python'}, generation: 'fir', name: 'fir-app', team: 'acme'},
      ],
      token: TOKEN,
    })
  })

  afterEach(async () => api.stop())

  const doctor = async (argv: string[]) => {
    const env = {...api.env, HEROKU_API_KEY: TOKEN}
    const {exitCode, stderr, stdout} = await runs.run('doctor', argv, {env})
    return {exitCode, output: stdout + stderr + runs.output}
  }

  const assertClean = (output: string) => {
    for (const [file, text] of [['the output', output], ...filesIn(home)] as [string, string][]) {
      if (file.endsWith('.netrc') || file.includes('/source/')) continue
      const at = text.search(/planted-|\/planted\//)
      assert.equal(at, -1, `${file}: ${text.slice(Math.max(0, at - 100), at + 60)}`)
      assert.ok(!text.includes(Buffer.from(`:${TOKEN}`).toString('base64')), file)
    }
  }

  const source = () => ['--source', path.join(home, 'source')]

  for (const argv of [
    ['--app', 'example', '--verbose'],
    ['--app', 'example', '--json'],
    ['--app', 'example', '--format', 'sarif'],
    ['--app', 'example', '--format', 'github'],
    ['--app', 'fir-app', '--verbose'],
  ]) {
    it(argv.join(' '), async () => {
      const {exitCode, output} = await doctor([...argv, '--fail-level', 'warning', ...source()])
      assert.equal(exitCode, 1, output)
      assert.match(output, /build\/last-failed|config\/hostile-var/)
      assertClean(output)
    })
  }

  for (const argv of [
    ['--team', 'acme'],
    ['--team', 'acme', '--verbose'],
    ['--all', '--json'],
  ]) {
    it(argv.join(' '), async () => {
      const {exitCode, output} = await doctor(argv)
      assert.equal(exitCode, 1, output)
      assert.match(output, /"\*{4}|Failed with \*{4} and \*{4}/)
      assertClean(output)
    })
  }

  it('in what the API says', async () => {
    const message = `No access for ${TOKEN} with planted-secret-key to https://planted-x:planted-y@api.example.com/apps?key=planted-z`
    const body = {id: 'forbidden', message}
    api.fault({path: /formation|builds|buildpack/}, {body, status: 403})
    const partly = await doctor(['--app', 'example', '--verbose', ...source()])
    assert.match(partly.output, /could not be read: No access for \*{4} with \*{4}/)
    assertClean(partly.output)
    api.clearFaults()
    api.fault({path: /^\/apps\/example$/}, {body: {...body, message: message.replace('planted-secret-key', 'x')}, status: 403})
    for (const mode of [[], ['--json']]) {
      const {exitCode, output} = await doctor(['--app', 'example', ...mode, ...source()])
      assert.equal(exitCode, 2)
      assert.match(output, /No access for \*{4}/)
      assertClean(output)
    }
  })

  it('in .netrc', async () => {
    const {host} = new URL(api.url)
    writeFileSync(path.join(home, '.netrc'), `machine ${host}\n  login me@example.com\n  password ${TOKEN}\n`, {mode: 0o600})
    const {stderr, stdout} = await runs.run('doctor', ['--app', 'example', '--verbose', ...source()], {
      env: {...api.env, HEROKU_API_KEY: ''},
    })
    assert.match(stdout, /build\/last-failed/, 'the token was found')
    assertClean(stdout + stderr + runs.output)
  })
})

function filesIn(folder: string): [file: string, text: string][] {
  return readdirSync(folder, {encoding: 'utf8', recursive: true})
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file, 'utf8')])
}
