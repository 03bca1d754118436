import assert from 'node:assert/strict'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'

/** From the old list to the new one and back, as a user does it with the released Heroku CLI. */
describe('heroku python:migrate-buildpack, in the real Heroku CLI', () => {
  const EXPORTER = 'https://github.com/moneymeets/python-poetry-buildpack'
  const TAG = 'https://github.com/heroku/heroku-buildpack-python.git#v200'
  let cli: HerokuCli
  let api: FakePlatformApi

  before(async () => {
    cli = await installHerokuCli()
  })

  after(async () => {
    await cli.remove()
  })

  beforeEach(async () => {
    api = await FakePlatformApi.start({
      apps: [{buildpacks: [EXPORTER, TAG], configVars: {SECRET: 'canary-value'}, name: 'example-app'}],
      token: 'canary-token',
    })
  })

  afterEach(async () => {
    await api.stop()
  })

  const migrate = async (...argv: string[]) => {
    const source = path.join(PROJECT, 'examples/fastapi-poetry')
    const result = await cli.run(['python:migrate-buildpack', '--app', 'example-app', '--source', source, ...argv], {
      env: {...api.env, DEBUG: '*'},
    })
    assert.doesNotMatch(result.stdout + result.stderr, /canary/)
    return result
  }

  it('changes nothing unasked, then migrates, then undoes it', async () => {
    const {buildpacks} = api.app('example-app')
    const unasked = await migrate()
    assert.equal(unasked.exitCode, 2)
    assert.match(unasked.stderr, /there is no terminal; nothing changed/)
    assert.deepEqual(api.app('example-app').buildpacks, buildpacks)

    const migrated = await migrate('--yes', '--json')
    assert.equal(migrated.exitCode, 0)
    const report = JSON.parse(migrated.stdout) as {after: string[]; undo: string}
    assert.deepEqual(report.after, ['heroku/python'])
    assert.equal(report.undo, 'heroku python:migrate-buildpack --app example-app --undo')
    assert.deepEqual(api.app('example-app').buildpacks, ['urn:buildpack:heroku/python'])

    const undone = await migrate('--undo', '--yes')
    assert.equal(undone.exitCode, 0)
    assert.match(undone.stdout, /Next release on (⬢ )?example-app will use:\n {2}1\. https:\/\/github\.com\/moneymeets/)
    assert.deepEqual(api.app('example-app').buildpacks, buildpacks)
  })

  it('says in one JSON document what is wrong', async () => {
    const {exitCode, stdout} = await migrate('--order', 'heroku/ruby', '--json')
    assert.equal(exitCode, 2)
    assert.equal((JSON.parse(stdout) as {error: {id: string}}).error.id, 'order-mismatch')
  })
})
