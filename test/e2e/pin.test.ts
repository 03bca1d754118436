import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {cp, mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'

/** The plugin as a user has it: packed, installed into the released Heroku CLI, run as a program. */
describe('heroku python:pin, in the real Heroku CLI', () => {
  let cli: HerokuCli
  let folder: string
  let count = 0

  before(async () => {
    cli = await installHerokuCli()
  })

  after(async () => {
    await cli.remove()
  })

  beforeEach(async () => {
    folder = path.join(cli.home, `app-${++count}`)
    await mkdir(folder)
  })

  const example = async (name: string) => cp(path.join(PROJECT, 'examples', name), folder, {recursive: true})
  const read = async (name: string) => readFile(path.join(folder, name), 'utf8')
  const git = (...args: string[]) => execFileSync('git', args, {cwd: folder, encoding: 'utf8', env: {...process.env, ...cli.env}})

  it('takes no version from standard input', async () => {
    await writeFile(path.join(folder, '.python-version'), '3.13\n')
    await writeFile(path.join(folder, 'requirements.txt'), '')
    const args = ['--no-deprecation', cli.program, 'python:pin', '--check', '--source', folder]
    const stdout = execFileSync(process.execPath, args, {cwd: folder, encoding: 'utf8', env: cli.env, input: '3.12\n'})
    assert.match(stdout, /3\.13/)
    assert.doesNotMatch(stdout, /3\.12/)
  })

  it('pins what the app builds with now, from a subfolder of a fresh repository', async () => {
    const api = await FakePlatformApi.start({
      apps: [{builds: [{pythonVersion: '3.12.4'}], name: 'example-app'}],
      token: 'canary-token',
    })
    try {
      await writeFile(path.join(folder, 'requirements.txt'), 'flask==3.1.2\n')
      await writeFile(path.join(folder, 'runtime.txt'), '# why\npython-3.12.4\n')
      await mkdir(path.join(folder, 'sub'))
      git('init', '--quiet')
      const {exitCode, stderr, stdout} = await cli.run(['python:pin', '--app', 'example-app'], {
        cwd: path.join(folder, 'sub'),
        env: api.env,
      })
      assert.match(stdout, /Python 3\.12: the last successful build of example-app used Python 3\.12\.4\./)
      assert.match(stdout, /git add \.\.\/\.python-version\n {2}git rm --cached --ignore-unmatch \.\.\/runtime\.txt/)
      assert.doesNotMatch(stdout + stderr, /canary/)
      assert.equal(exitCode, 0)
      assert.deepEqual((await readdir(folder)).sort(), ['.git', '.python-version', 'requirements.txt', 'sub'])
      assert.equal(await read('.python-version'), '# why\n3.12\n')
    } finally {
      await api.stop()
    }
  })

  it('--check, in text and in JSON: 1 where a change is missing, 0 afterwards', async () => {
    await example('flask-pip')
    const argv = ['python:pin', '3.13', '--source', folder, '--offline']
    await cli.run([...argv, '--yes'])
    await writeFile(path.join(folder, '.python-version'), '3.13.1\n')
    for (const json of [[], ['--json']]) assert.equal((await cli.run([...argv, '--check', ...json])).exitCode, 1)
    assert.equal((await cli.run(argv)).exitCode, 0)
    for (const json of [[], ['--json']]) assert.equal((await cli.run([...argv, '--check', ...json])).exitCode, 0)
  })

  it('pins the dependencies, and asks nobody where there is no terminal', async () => {
    await writeFile(path.join(folder, '.python-version'), '3.13\n')
    await writeFile(path.join(folder, 'requirements.txt'), 'idna\nsix\n')
    const argv = ['python:pin', '--dependencies', '--source', folder]
    const {exitCode, stderr, stdout} = await cli.run(argv)
    assert.equal(exitCode, 0, stdout + stderr)
    assert.match(stdout, /\+ idna \d[\s\S]*rename requirements\.txt → requirements\.in/)
    assert.match(await read('requirements.txt'), /^idna==\S+\n {4}# via -r requirements\.in\nsix==/m)

    await writeFile(path.join(folder, 'requirements.in'), 'idna\n')
    const refused = await cli.run([...argv, '--json'])
    assert.equal(refused.exitCode, 1)
    const document = JSON.parse(refused.stdout) as {applied: boolean; refusal: {id: string}}
    assert.deepEqual([document.applied, document.refusal.id], [false, 'dependencies-change'])
    assert.match(await read('requirements.txt'), /six/)
  })

  it('has a help page', async () => {
    const {stdout} = await cli.run(['help', 'python:pin'])
    for (const part of ['USAGE', 'ARGUMENTS', 'FLAGS', 'EXAMPLES', '--dependencies', '--exact'])
      assert.ok(stdout.includes(part), part)
  })
})
