import {execa} from 'execa'
import assert from 'node:assert/strict'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

import {PROJECT} from '../support/heroku-cli.js'
import {GIT_ENVIRONMENT, SMALL_APP, TemporaryFolders, WITHOUT_GUNICORN} from '../support/repository.js'

const PROGRAM = path.join(PROJECT, 'bin/run.js')
const RECORDER = pathToFileURL(path.join(PROJECT, 'test/support/record-modules.mjs')).href
/** oclif reads it, so it runs the command; `text` changes nothing. */
const BY_OCLIF = {HEROKU_CONTENT_TYPE: 'text'}
const OCLIF = /@oclif[/\\]|@heroku-cli[/\\]/

/** What is printed has to be the same, byte by byte, whoever runs the command. */
const SAME = [
  'doctor --offline',
  'doctor',
  'doctor --offline --json',
  'doctor --offline --format json',
  'doctor --offline --format=github',
  'doctor --offline --format markdown',
  'doctor --offline --format sarif',
  'doctor --offline --verbose',
  'doctor --staged --offline',
  'doctor --dirty --only procfile,version --fail-level warning',
  'doctor --baseline HEAD --offline',
  'doctor --fix --dry-run --offline --json',
  'doctor --list',
  'doctor --explain version/eol',
  'doctor --explain version/eol --json',
  'doctor --schema',
  'doctor --only no-such-check --json',
  'doctor --ref nowhere',
  'doctor --source missing-folder',
  'doctor --source missing-folder --json',
  'doctor --no-color --offline',
  'pin --check --offline',
  'pin 3.13 --dry-run --offline --json',
  'pin nonsense',
  'build-local --plan --offline',
  'build-local --plan --offline --json --timeout 5',
] as const

/** What only oclif answers. */
const REFUSED = [
  'doctor --ofline',
  'doctor --fail-level never-ever --json',
  'doctor --dirty --staged',
  'doctor extra',
  'doctor --format',
  'doctor --dry-run',
  'build-local --timeout soon',
  'pin 3.13 3.14',
] as const

describe('our own bin', () => {
  const folders = new TemporaryFolders()
  let home: string
  let app: string

  before(async () => {
    home = folders.make()
    const repository = folders.repository(SMALL_APP)
    repository.write(WITHOUT_GUNICORN).git('add', '--all')
    repository.commit()
    app = repository.folder
    // The age of the buildpack's data is told once in a while: this once.
    await run('doctor')
  })

  after(() => folders.remove())

  const run = async (command: string, env: Record<string, string> = {}, options: string[] = []) => {
    const {exitCode, stderr, stdout} = await execa(process.execPath, [...options, PROGRAM, ...command.split(' ')], {
      cwd: app,
      env: {...GIT_ENVIRONMENT, HOME: home, PATH: process.env.PATH!, ...env},
      extendEnv: false,
      reject: false,
      stripFinalNewline: false,
    })
    return {exitCode, stderr, stdout}
  }

  /** What is loaded by a run. */
  const loadedBy = async (command: string, env: Record<string, string> = {}) => {
    const record = path.join(folders.make(), 'modules')
    const {exitCode} = await run(command, {...env, RECORD_MODULES: record}, ['--import', RECORDER])
    return {exitCode, loaded: readFileSync(record, 'utf8').split('\n')}
  }

  for (const command of SAME)
    it(`${command}: prints what oclif's run of it prints, and loads no oclif`, async () => {
      const whole = await run(command, BY_OCLIF)
      assert.deepEqual(await run(command), whole)
      assert.notEqual(whole.stdout + whole.stderr, '')
      const {exitCode, loaded} = await loadedBy(command)
      assert.equal(exitCode, whole.exitCode)
      assert.ok(loaded.length > 5, 'modules are recorded')
      assert.deepEqual(
        loaded.filter((name) => OCLIF.test(name)),
        [],
      )
    })

  for (const command of REFUSED)
    it(`${command}: is refused in oclif's words`, async () => {
      const whole = await run(command, BY_OCLIF)
      assert.equal(whole.exitCode, 2)
      assert.deepEqual(await run(command), whole)
    })

  for (const command of [
    'doctor --app example-app',
    'doctor --all',
    'doctor --team t',
    'doctor --remote heroku',
    'doctor --help',
  ])
    it(`${command}: is oclif's`, async () => {
      const {loaded} = await loadedBy(command)
      assert.ok(loaded.some((name) => OCLIF.test(name)))
    })

  it("HEROKU_APP makes it oclif's too, but not with --offline", async () => {
    const env = {HEROKU_APP: 'example-app'}
    const uses = async (command: string) => (await loadedBy(command, env)).loaded.some((name) => OCLIF.test(name))
    assert.deepEqual([await uses('doctor'), await uses('doctor --offline')], [true, false])
  })

  it("an app that a git remote names is asked for through the Heroku CLI's library, loaded for it alone", async () => {
    const repository = folders.repository(SMALL_APP)
    repository.git('remote', 'add', 'heroku', 'https://git.heroku.com/example-app.git')
    const source = ['--source', repository.folder].join(' ')
    const whole = await run(`doctor ${source} --json`, BY_OCLIF)
    assert.match(whole.stdout, /not logged in/)
    assert.deepEqual(await run(`doctor ${source} --json`), whole)
  })

  it('takes the name with and without its topic', async () => {
    assert.deepEqual(await run('python:doctor --offline'), await run('doctor --offline'))
  })

  it("keeps compiled code in the user's own cache folder, and nothing in the app", async () => {
    const cache = path.join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'heroku/heroku-python/compiled')
    const before = readdirSync(app)
    const first = await run('doctor --offline')
    const kept = readdirSync(cache).find((name) => name.endsWith('.bin'))
    const {ino, mtimeMs} = statSync(path.join(cache, kept!))
    assert.deepEqual(await run('doctor --offline'), first)
    assert.deepEqual([statSync(path.join(cache, kept!)).ino, statSync(path.join(cache, kept!)).mtimeMs], [ino, mtimeMs])
    assert.deepEqual(readdirSync(app), before)
  })
})
