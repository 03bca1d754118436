import assert from 'node:assert/strict'
import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'

import type {DoctorJson} from '../../src/doctor/json.js'

import {type HerokuCli, installHerokuCli} from '../support/heroku-cli.js'
import {GIT_ENVIRONMENT, SMALL_APP, TemporaryFolders, WITHOUT_GUNICORN} from '../support/repository.js'
import {until} from '../support/until.js'

/** As Heroku's own MCP server drives it: `heroku repl`, one command a line, results between marks. */
describe('in heroku repl', () => {
  const folders = new TemporaryFolders()
  let cli: HerokuCli
  let repl: ChildProcessWithoutNullStreams
  const printed = {stderr: '', stdout: ''}

  before(async () => {
    cli = await installHerokuCli()
    const repository = folders.repository(SMALL_APP)
    repository.write(WITHOUT_GUNICORN).git('add', '--all')
    repository.commit()
    // The CLI writes its credential helper into git's settings.
    const env = {...cli.env, ...GIT_ENVIRONMENT, GIT_CONFIG_GLOBAL: `${cli.home}/.gitconfig`, HEROKU_MCP_MODE: 'true'}
    repl = spawn(process.execPath, ['--no-deprecation', cli.program, 'repl'], {cwd: repository.folder, env})
    for (const name of ['stderr', 'stdout'] as const)
      repl[name].on('data', (chunk: Buffer) => {
        printed[name] += chunk.toString()
      })
    await until(() => printed.stdout.includes('heroku >'))
  })

  after(async () => {
    repl?.kill()
    folders.remove()
    await cli?.remove()
  })

  const run = async (command: string) => {
    Object.assign(printed, {stderr: '', stdout: ''})
    repl.stdin.write(`${command}\n`)
    // The prompt comes last.
    await until(() => /<<<END RESULTS>>>[^]*heroku >/.test(printed.stdout))
    const [, result = ''] = /<<<BEGIN RESULTS>>>\n([^]*?)<<<END RESULTS>>>/.exec(printed.stdout) ?? []
    return {failed: printed.stderr.includes('<<<ERROR>>>'), result, stderr: printed.stderr}
  }

  it('the doctor answers, again and again, as text and as JSON', async () => {
    for (let time = 0; time < 2; time++) {
      assert.match((await run('python:doctor --offline')).result, /procfile\/server-not-in-deps/)
      const {result} = await run('python:doctor --offline --json')
      assert.equal((JSON.parse(result) as DoctorJson).summary.error, 1)
    }
  })

  it('other commands answer too, and none fails', async () => {
    for (const [command, expected] of [
      ['python:doctor --list --schema', /"title": "heroku python:doctor --list --json"/],
      ['python:doctor --explain version/eol', /end of life/],
      ['python:pin --check --offline', /Already pinned/],
      ['python:build-local --plan --offline', /classic build/],
    ] as const) {
      const {failed, result} = await run(command)
      assert.match(result, expected)
      assert.equal(failed, false, command)
    }
  })

  it('an error is told, and the next command works', async () => {
    assert.match((await run('python:doctor --foo')).stderr, /Nonexistent flag: --foo/)
    assert.match((await run('python:doctor --source missing')).stderr, /doesn't exist/)
    assert.match((await run('python:mcp')).stderr, /can't run in heroku repl/)
    assert.match((await run('python:doctor --offline --only version')).result, /No problems found/)
  })
})
