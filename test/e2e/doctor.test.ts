import assert from 'node:assert/strict'
import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'

/** The plugin as a user has it: packed, installed into the released Heroku CLI, run as a program. Slow, so only what needs it. */
describe('heroku python:doctor, in the real Heroku CLI', () => {
  let cli: HerokuCli

  before(async () => {
    cli = await installHerokuCli()
  })

  after(async () => {
    await cli.remove()
  })

  const example = (name: string) => path.join(PROJECT, 'examples', name)

  it('diagnoses a healthy app: one line, exit code 0', async () => {
    const {exitCode, stdout} = await cli.run(['python:doctor', '--dirty', '--source', example('flask-pip'), '--offline'])
    assert.match(stdout, /Heroku would build this app with Python 3\.\d+\.\d+ \(\.python-version\), pip [\d.]+, `pip install/)
    assert.match(stdout, /No problems found/)
    assert.equal(exitCode, 0)
  })

  it('diagnoses a broken app: the failure, the findings, exit code 1', async () => {
    const {exitCode, stdout} = await cli.run([
      'python:doctor',
      '--dirty',
      '--source',
      example('broken-two-managers'),
      '--offline',
    ])
    assert.match(stdout, /The build would fail: there are files of several package managers/)
    assert.match(stdout, /✖ error {2}source\/multiple-package-managers/)
    assert.equal(exitCode, 1)
  })

  it('prints one JSON document with --json, and exits as in text', async () => {
    const {exitCode, stdout} = await cli.run([
      'python:doctor',
      '--dirty',
      '--source',
      example('broken-two-managers'),
      '--offline',
      '--json',
    ])
    const report = JSON.parse(stdout) as {schemaVersion: number; build: {failure: {reason: string}}}
    assert.equal(report.schemaVersion, 1)
    assert.equal(report.build.failure.reason, 'package-manager::multiple-found')
    assert.equal(exitCode, 1)
  })

  it("says which flags exclude each other, without the parser's colors and heading", async () => {
    const color = {FORCE_COLOR: '1', NO_COLOR: ''}
    const {exitCode, stderr} = await cli.run(['python:doctor', '--staged', '--dirty'], {env: color})
    assert.match(stderr, /--staged=true cannot also be provided when using --dirty/)
    assert.doesNotMatch(stderr, /U\+001B|occurred/)
    assert.equal(exitCode, 2)
  })

  it('reads an app over the Platform API, and shows no secret', async () => {
    const api = await FakePlatformApi.start({
      apps: [{configVars: {SECRET_KEY: 'canary-value'}, name: 'example-app', stack: 'heroku-22'}],
    })
    try {
      const env = {...api.env, HEROKU_API_KEY: 'canary-token'}
      const {exitCode, stderr, stdout} = await cli.run(
        ['python:doctor', '--app', 'example-app', '--dirty', '--source', example('flask-pip')],
        {env},
      )
      assert.match(stdout, /Heroku would build (⬢ )?example-app with Python/)
      assert.match(stdout, /support for heroku-22 on 2027/)
      assert.doesNotMatch(stdout + stderr, /canary/)
      assert.ok(api.calls.includes('GET /apps/example-app'), 'the fake API was asked, not the real one')
      assert.equal(exitCode, 0)
    } finally {
      await api.stop()
    }
  })

  it('says in its own words that an app is not there, with exit code 2, and leaks no token', async () => {
    const api = await FakePlatformApi.start({apps: []})
    try {
      for (const json of [[], ['--json']]) {
        const env = {...api.env, DEBUG: '*', HEROKU_API_KEY: 'canary-token'}
        const {exitCode, stderr, stdout} = await cli.run(
          ['python:doctor', '--app', 'no-such-app', '--source', example('flask-pip'), ...json],
          {env},
        )
        assert.equal(exitCode, 2)
        assert.match(json.length > 0 ? stdout : stderr, /no-such-app can't be read/)
        assert.doesNotMatch(stdout + stderr, /canary/)
        if (json.length > 0) assert.equal((JSON.parse(stdout) as {error: {id: string}}).error.id, 'app-not-readable')
      }
    } finally {
      await api.stop()
    }
  })

  it('works in a git repository without a Heroku account', async () => {
    const folder = path.join(cli.home, 'app')
    await mkdir(folder)
    await writeFile(path.join(folder, 'Requirements.txt'), 'flask==3.1.0\n')
    const {exitCode, stdout} = await cli.run(['python:doctor', '--offline'], {cwd: folder})
    assert.match(stdout, /source\/requirements-misspelled/)
    assert.equal(exitCode, 1)
  })

  it('has a topic page and a help page', async () => {
    const topic = await cli.run(['python'])
    assert.match(
      topic.stdout.replaceAll(/\s+/g, ' '),
      /python:doctor find out why a Python app will fail to build or boot on Heroku/,
    )
    const help = await cli.run(['help', 'python:doctor'])
    for (const section of ['USAGE', 'FLAGS', 'DESCRIPTION', 'EXAMPLES', '--fail-level'])
      assert.ok(help.stdout.includes(section), section)
  })
})
