import assert from 'node:assert/strict'

import {Harness, NEW, OLD, REPO} from './harness.js'
import {SOURCES} from './support.js'

const POETRY = 'https://github.com/moneymeets/python-poetry-buildpack'
const lines = (text: string) => text.split('\n').map((line) => line.trimEnd())

describe('python:migrate-buildpack', () => {
  const harness = new Harness()

  afterEach(async () => harness.stop())

  it('shows the list before and after, side by side, in a pipe, unwrapped', async () => {
    await harness.start()
    const {exitCode, stdout} = await harness.run(['--dry-run'])
    assert.equal(exitCode, 0)
    assert.deepEqual(lines(stdout), [
      'Buildpacks of example',
      '',
      '   Before                                             After',
      ' 1 https://github.com/heroku/                       1 heroku/python',
      '   heroku-buildpack-python.git',
      '   ~ Replaced: the same buildpack by URL; by name, it uses tested releases.',
      ' 2 heroku/nodejs                                    2 heroku/nodejs',
      '   = Kept: not a Python buildpack.',
      '',
      'Recommended order:',
      '  1. heroku/nodejs',
      '  2. heroku/python',
      '  - heroku/python goes last: the last buildpack sets WEB_CONCURRENCY, and nodejs would set it for Node.js.',
      '  heroku python:migrate-buildpack --app example --order heroku/nodejs,heroku/python',
      '',
      'Dry run: nothing changed.',
      '',
      '',
    ])
    assert.deepEqual(harness.list, OLD)
    assert.equal(harness.puts, 0)
    assert.deepEqual(harness.saved, [])
  })

  it('suggests no command in which a buildpack of another would run something', async () => {
    await harness.start({buildpacks: [REPO, 'heroku/nodejs', 'https://github.com/a/b$(id)']})
    const {stdout} = await harness.run(['--dry-run'])
    assert.match(stdout, / --order 'heroku\/nodejs,heroku\/python,https:\/\/github\.com\/a\/b\$\(id\)'\n/)
  })

  it('changes the list in one request with --yes, saves the old one, and prints the way back', async () => {
    await harness.start()
    const {exitCode, stdout} = await harness.run(['--yes'])
    assert.equal(exitCode, 0)
    assert.match(
      stdout,
      /Buildpacks changed\. Next release on example will use:\n {2}1\. heroku\/python\n {2}2\. heroku\/nodejs\nRun git push heroku main/,
    )
    assert.match(stdout, /To restore the old list:\n {2}heroku python:migrate-buildpack --app example --undo/)
    assert.deepEqual(harness.list, NEW)
    assert.equal(harness.puts, 1)
    const put = harness.api.requests.find(({method}) => method === 'PUT')!
    assert.deepEqual(put.body, {updates: [{buildpack: 'heroku/python'}, {buildpack: 'urn:buildpack:heroku/nodejs'}]})
    assert.equal(harness.saved.length, 1)
  })

  it('prints the contract’s JSON', async () => {
    await harness.start()
    assert.deepEqual(await harness.json(['--yes']), {
      advice: {
        command: 'heroku python:migrate-buildpack --app example --order heroku/nodejs,heroku/python',
        order: ['heroku/nodejs', 'heroku/python'],
        reasons: ['heroku/python goes last: the last buildpack sets WEB_CONCURRENCY, and nodejs would set it for Node.js'],
      },
      after: ['heroku/python', 'heroku/nodejs'],
      app: 'example',
      applied: true,
      before: [REPO, 'heroku/nodejs'],
      blockers: [],
      byHand: [],
      changes: [
        {
          action: 'replace',
          from: REPO,
          reason: 'the same buildpack by URL; by name, it uses tested releases',
          to: 'heroku/python',
        },
        {action: 'keep', from: 'heroku/nodejs', reason: 'not a Python buildpack', to: 'heroku/nodejs'},
      ],
      schemaVersion: 1,
      undo: 'heroku python:migrate-buildpack --app example --undo',
    })
  })

  it('is done at once the second time', async () => {
    await harness.start()
    await harness.run(['--yes'])
    const {exitCode, stdout} = await harness.run(['--yes'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /example already uses the official buildpacks\. Nothing to migrate\./)
    assert.equal(harness.puts, 1)
  })

  it('changes nothing without a terminal and without --yes: exit code 2', async () => {
    await harness.start()
    const text = await harness.run([])
    assert.equal(text.exitCode, 2)
    assert.match(text.stdout, /Before/)
    assert.match(text.stderr, /there is no terminal; nothing changed/)
    const json = await harness.run(['--json'])
    assert.equal(json.exitCode, 2)
    assert.equal((JSON.parse(json.stdout) as {error: {id: string}}).error.id, 'needs-yes')
    assert.deepEqual(harness.list, OLD)
  })

  it('ends with 1 where something must be settled first, and changes nothing', async () => {
    await harness.start({buildpacks: [POETRY, REPO]}, SOURCES.pip)
    const {exitCode, stdout} = await harness.run(['--yes'])
    assert.equal(exitCode, 1)
    assert.match(
      stdout,
      /Fix this first:\n {2}- https:\/\/github\.com\/moneymeets\/python-poetry-buildpack: heroku\/python needs poetry\.lock/,
    )
    const json = await harness.json(['--yes'])
    assert.equal(json.blockers[0]!.buildpack, POETRY)
    assert.equal(json.applied, false)
    assert.deepEqual(json.after, json.before)
    assert.equal(harness.puts, 0)
  })

  it('derives the version that is missing', async () => {
    const files = Object.fromEntries(Object.entries(SOURCES.poetry).filter(([name]) => name !== '.python-version'))
    await harness.start({buildpacks: [POETRY, REPO], configVars: {PYTHON_RUNTIME_VERSION: '3.12.4'}}, files)
    const first = await harness.json([])
    assert.match(
      first.blockers[0]!.reason,
      /To use 3\.12 from the config var PYTHON_RUNTIME_VERSION, run echo 3\.12 > \.python-version/,
    )
    harness.api.app('example').configVars = {PYTHON_RUNTIME_VERSION: 'canary'}
    const second = await harness.json([])
    assert.match(second.blockers[0]!.reason, /Write a version that poetry\.lock allows \(3\.14, 3\.13, 3\.12\)/)
  })

  it('answers for apps that have no list to change', async () => {
    await harness.start({generation: 'fir'})
    harness.api.addApp({name: 'docker', stack: 'container'})
    harness.api.addApp({buildpacks: [], name: 'empty'})
    harness.api.addApp({buildpacks: ['heroku/ruby'], name: 'ruby'})
    const answers = {
      docker: [2, /container stack/],
      empty: [0, /has no buildpacks set: each build detects them from the source\. Nothing to migrate/],
      example: [2, /is a Fir app: its buildpacks are set in its source/],
      ruby: [0, /has no Python buildpack \(heroku\/ruby\)\. Nothing to migrate/],
    } as const
    for (const [app, [code, words]] of Object.entries(answers)) {
      const {exitCode, stderr, stdout} = await harness.run(['--yes'], {app})
      assert.equal(exitCode, code, app)
      assert.match(stdout + stderr, words)
      const json = await harness.run(['--yes', '--json'], {app})
      assert.equal(json.exitCode, code, `${app} --json`)
      JSON.parse(json.stdout)
    }

    assert.equal(harness.puts, 0)
  })

  it('says who may not change the app', async () => {
    await harness.start({access: 'view'})
    const {exitCode, stderr} = await harness.run(['--yes'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /example's buildpacks were not changed/)
    assert.match(stderr, /deploy permission/)
    assert.deepEqual(harness.saved, [], 'nothing to go back from')
    harness.api.app('example').access = 'none'
    assert.match((await harness.run(['--yes'])).stderr, /example can't be read[^]*Ask an owner of the app for access\.\n/)
  })

  it('has a clear answer for an app that is not there, and for no app', async () => {
    await harness.start()
    const gone = await harness.run([], {app: 'gone'})
    assert.equal(gone.exitCode, 2)
    assert.doesNotMatch(gone.stderr, /--offline/)
    const none = await harness.run(['--json'], {app: ''})
    assert.equal((JSON.parse(none.stdout) as {error: {id: string}}).error.id, 'no-app')
  })

  describe('--order', () => {
    it('sets the order of the plan', async () => {
      await harness.start()
      const json = await harness.json(['--yes', '--order', 'heroku/nodejs,heroku/python'])
      assert.deepEqual(json.after, ['heroku/nodejs', 'heroku/python'])
      assert.deepEqual(
        json.changes.map(({action}) => action),
        ['move', 'replace'],
      )
      assert.deepEqual(harness.list, [...NEW].reverse())
    })

    it('keeps a copy that it names', async () => {
      await harness.start({buildpacks: ['https://github.com/acme/heroku-buildpack-python', 'heroku/nodejs']})
      const json = await harness.json(['--yes', '--order', 'heroku/nodejs,https://github.com/acme/heroku-buildpack-python'])
      assert.deepEqual(json.after, ['heroku/nodejs', 'https://github.com/acme/heroku-buildpack-python'])
    })

    it('refuses another list than the plan’s', async () => {
      await harness.start()
      const {exitCode, stderr} = await harness.run(['--yes', '--order', 'heroku/python,heroku/ruby'])
      assert.equal(exitCode, 2)
      assert.match(stderr, /Missing: heroku\/nodejs\n {2}Not in the plan: heroku\/ruby/)
      assert.deepEqual(harness.list, OLD)
    })
  })

  describe('--config', () => {
    const configVars = {BUILDPACK_URL: 'https://example.com/canary', PYTHON_RUNTIME_VERSION: '3.12.1', SECRET_KEY: 'canary'}

    it('unsets what nothing reads any more, if the app is named', async () => {
      await harness.start({configVars})
      const refused = await harness.run(['--config', '--yes'])
      assert.equal(refused.exitCode, 2)
      assert.match(
        refused.stderr,
        /PYTHON_RUNTIME_VERSION, BUILDPACK_URL: the values are not saved, so --undo can't restore them/,
      )
      assert.deepEqual(harness.list, OLD)
      const {exitCode, stdout} = await harness.run(['--config', '--confirm', 'example'])
      assert.equal(exitCode, 0)
      assert.match(stdout, /Config vars unset: PYTHON_RUNTIME_VERSION, BUILDPACK_URL\./)
      assert.deepEqual(harness.api.app('example').configVars, {SECRET_KEY: 'canary'})
    })

    it('works where the list is in order, too', async () => {
      await harness.start({buildpacks: ['heroku/python'], configVars})
      assert.equal((await harness.run(['--config'])).exitCode, 2)
      const json = await harness.json(['--config', '--confirm', 'example'])
      assert.equal(json.applied, true)
      assert.equal(json.undo, null)
      assert.equal(harness.puts, 0)
      assert.deepEqual(harness.api.app('example').configVars, {SECRET_KEY: 'canary'})
    })
  })

  it('refuses --confirm with another app’s name', async () => {
    await harness.start()
    const {exitCode, stderr} = await harness.run(['--confirm', 'exmaple'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /--confirm says exmaple, but the app is example; nothing changed/)
    assert.deepEqual(harness.list, OLD)
  })

  describe('while somebody else works on the app', () => {
    const ruby = ['urn:buildpack:heroku/ruby']
    /** Changes the list just before the request of that number is answered. */
    const meanwhile = (method: string, number: number) => {
      let seen = 0
      harness.api.onRequest((request) => {
        if (request.method === method && request.path.endsWith('buildpack-installations') && ++seen === number)
          harness.api.app('example').buildpacks = ruby
      })
    }

    it('refuses a list that changed after the plan was made', async () => {
      await harness.start()
      meanwhile('GET', 2)
      const {exitCode, stderr} = await harness.run(['--yes'])
      assert.equal(exitCode, 2)
      assert.match(
        stderr,
        /Someone changed example's buildpacks while you reviewed the plan, so nothing was written\.\n {2}Its list now:\n {4}1\. heroku\/ruby/,
      )
      assert.equal(harness.puts, 0)
      assert.deepEqual(harness.saved, [])
    })

    it('says what the app has where it changed after the write', async () => {
      await harness.start()
      meanwhile('GET', 3)
      const {exitCode, stderr} = await harness.run(['--yes'])
      assert.equal(exitCode, 2)
      assert.match(stderr, /someone else changed example's list at the same time\.\n {2}Its list now:\n {4}1\. heroku\/ruby/)
      assert.equal(harness.saved.length, 1)
    })

    it('says what the app has where it changed and the write failed', async () => {
      await harness.start()
      meanwhile('PUT', 1)
      harness.api.fault({method: 'PUT', path: /installations/}, {drop: 'before'})
      const {stderr} = await harness.run(['--yes'])
      assert.match(stderr, /The change failed, and someone else changed example's buildpacks/)
    })
  })

  it('changes nothing where the old list can’t be saved', async () => {
    await harness.start()
    harness.data = `${harness.folder}/requirements.txt`
    const {exitCode, stderr} = await harness.run(['--yes'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /The old buildpack list can't be saved, so nothing changed/)
    assert.deepEqual(harness.list, OLD)
  })
})
