import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {assertDocument} from '../support/json-schema.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'
import {snapshotFolder} from '../support/snapshot-folder.js'

interface ForecastJson {
  app: null | string
  breaks: {id: string}[]
  calendar: {date: string; event: string; what: string}[]
  heals: {id: string}[]
  matters: {id: string}[]
  move: null | {from: Standing; to: Standing}
  steps: {commands: string[]; id: string}[]
}

interface Standing {
  architecture: string
  kind: string
  packageManager: string
  python: string
  stack: string
}

/** The command as a user types it. What each move brings is in test/move/. */
describe('python:doctor --to', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi

  beforeEach(async () => {
    api = await FakePlatformApi.start({
      apps: [
        {builds: [{pythonVersion: '3.10.4'}], configVars: {SECRET_KEY: 'canary-key'}, name: 'shop', stack: 'heroku-22'},
        {builds: [{pythonVersion: '3.14.1'}], name: 'fresh', stack: 'heroku-26', team: 'acme'},
        {builds: [{pythonVersion: '3.9.7'}], name: 'old', stack: 'heroku-20'},
        {buildpacks: ['heroku/nodejs', 'heroku/python'], name: 'mixed', stack: 'heroku-24', team: 'acme'},
        {builds: [{pythonVersion: '3.14.1'}], generation: 'fir', name: 'forest', team: 'acme'},
      ],
    })
  })

  afterEach(async () => {
    await api.stop()
    folders.remove()
  })

  const FILES: TestFiles = {
    '.python-version': '3.12\n',
    Procfile: 'web: python app.py\n',
    'app.py': '',
    'requirements.txt': 'six==1.17.0\n',
  }
  const BREAKS: TestFiles = {...FILES, 'app.py': 'import telnetlib\n'}

  async function doctor(files: TestFiles, ...argv: string[]) {
    const source = folders.make(files)
    const before = await snapshotFolder(source)
    const result = await runCommand(Doctor, ['--source', source, ...argv], {
      ...api.env,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
    })
    assert.deepEqual(await snapshotFolder(source), before, 'the source is as it was')
    assert.doesNotMatch(result.stdout + result.stderr, /canary|\n\s+at /)
    return result
  }

  async function json(files: TestFiles, ...argv: string[]): Promise<ForecastJson> {
    const {stdout} = await doctor(files, ...argv, '--json')
    const document = JSON.parse(stdout) as ForecastJson
    assertDocument('doctor-forecast', document)
    return document
  }

  const table: [name: string, files: TestFiles, argv: string[], exitCode: number][] = [
    ['a move that breaks nothing', FILES, ['--to', '3.13', '--offline'], 0],
    ['a move that breaks the boot', BREAKS, ['--to', '3.13', '--offline'], 1],
    ['one that breaks, with --fail-level never', BREAKS, ['--to', '3.13', '--offline', '--fail-level', 'never'], 0],
    [
      'a warning, with --fail-level warning',
      {...FILES, 'x.py': 'import cgi\n'},
      ['--to', '3.13', '--offline', '--fail-level', 'warning'],
      1,
    ],
    ['nothing that a date forces', FILES, ['--to', 'next', '--offline'], 0],
    ['no target', FILES, ['--offline', '--to'], 0],
    ['no such target', FILES, ['--to', 'heroku-99'], 2],
    ['no stack any more', FILES, ['--to', 'heroku-20'], 2],
    ['another implementation', FILES, ['--to', 'pypy3.10'], 2],
    ['a Python that Heroku no longer has', FILES, ['--to', '3.8'], 2],
    ['a Python that nobody knows', FILES, ['--to', '3.99'], 2],
    ['two stacks', FILES, ['--to', 'heroku-24', '--to', 'heroku-26'], 2],
    ['a stack and Fir', FILES, ['--to', 'heroku-24', '--to', 'fir'], 2],
    ['next and something else', FILES, ['--to', 'next', '--to', 'uv'], 2],
    ['with --fix', FILES, ['--to', 'uv', '--fix'], 2],
    ['with a format that has no forecast', FILES, ['--to', 'uv', '--format', 'sarif'], 2],
  ]

  describe('exit codes, the same in text and JSON', () => {
    for (const [name, files, argv, exitCode] of table) {
      it(name, async () => {
        const text = await doctor(files, ...argv)
        assert.equal(text.exitCode, exitCode, text.stderr)
        assert.equal((await doctor(files, ...argv, ...(argv.includes('sarif') ? [] : ['--json']))).exitCode, exitCode)
      })
    }
  })

  it("takes the app's own stack and Python, and orders the steps", async () => {
    const {app, breaks, heals, move, steps} = await json(
      {'app.py': '', 'requirements.txt': 'six==1.17.0\n'},
      '--app',
      'shop',
      '--to',
      'heroku-26',
      '--to',
      '3.13',
    )
    assert.equal(app, 'shop')
    assert.deepEqual([move!.from.stack, move!.from.python], ['heroku-22', '3.10'])
    assert.deepEqual([move!.to.stack, move!.to.python], ['heroku-26', '3.13'])
    assert.deepEqual(breaks, [])
    assert.ok(heals.some(({id}) => id === 'stack/deprecated'))
    assert.deepEqual(
      steps.map(({id}) => id),
      ['python', 'stack'],
    )
    assert.deepEqual(steps[1]!.commands, ['heroku stack:set heroku-26 --app shop', 'git push heroku HEAD:main'])
  })

  it('knows which moves a date forces, with the dates', async () => {
    const {calendar, move} = await json({'app.py': '', 'requirements.txt': 'six==1.17.0\n'}, '--app', 'shop', '--to')
    assert.deepEqual([move!.to.stack, move!.to.python], ['heroku-26', '3.14'])
    assert.deepEqual(
      calendar.filter(({event}) => event === 'removed').map(({date, what}) => `${date} ${what}`),
      ['2027-01-06 Python 3.10', '2027-04-30 heroku-22'],
    )
  })

  it('knows which dates have passed', async () => {
    const {calendar, move} = await json({...FILES, '.python-version': '3.9\n'}, '--to', 'next', '--offline')
    assert.equal(move!.to.python, '3.14')
    assert.deepEqual(calendar, [])
    const fleet = await runCommand(Doctor, ['--all', '--to', 'next', '--json'], api.env)
    const {apps} = JSON.parse(fleet.stdout) as {apps: {app: string; isThere: boolean}[]}
    assert.deepEqual(apps.map(({app, isThere}) => `${app} ${String(isThere)}`).sort(), [
      'forest true',
      'fresh true',
      'mixed true',
      'old false',
      'shop false',
    ])
  })

  it('knows no way back from Fir', async () => {
    const {exitCode, stderr} = await doctor(FILES, '--app', 'forest', '--to', 'heroku-26')
    assert.equal(exitCode, 2)
    assert.match(stderr, /forest is on Fir, which has no stacks/)
  })

  it('says so where it knows no app', async () => {
    const {stdout} = await doctor(FILES, '--to', 'heroku-26', '--offline')
    assert.match(stdout, /takes it to be on heroku-24/)
  })

  it('is for a fleet, too: what the platform tells, and which apps have moved', async () => {
    const {stdout} = await runCommand(Doctor, ['--all', '--to', 'heroku-26', '--to', '3.14', '--json'], api.env)
    const document = JSON.parse(stdout) as {apps: {app: string; isThere: boolean}[]; to: string[]}
    assertDocument('doctor-fleet', document)
    assert.deepEqual(document.to, ['heroku-26', '3.14'])
    assert.deepEqual(document.apps.map(({app, isThere}) => [app, isThere]).sort(), [
      ['forest', true],
      ['fresh', true],
      ['mixed', false],
      ['old', false],
      ['shop', false],
    ])
    const fir = await runCommand(Doctor, ['--all', '--to', 'fir'], api.env)
    assert.match(fir.stdout, /heroku\/nodejs is a classic buildpack/)
    assert.match(fir.stdout, /1 app is there already: forest/)
    assert.doesNotMatch(fir.stdout, /partly read/)
    assert.equal((await runCommand(Doctor, ['--all', '--to', 'nowhere'], api.env)).exitCode, 2)
  })
})
