import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'
import path from 'node:path'

import {CHECKS} from '../../src/checks/index.js'
import BuildLocal from '../../src/commands/python/build-local.js'
import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {widthOf} from '../../src/render/terminal/width.js'
import {Harness} from '../migrate/harness.js'
import {setColumns} from '../support/columns.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {PROJECT} from '../support/heroku-cli.js'
import {type CommandResult, runCommand} from '../support/run-command.js'

const WIDTH = 80

/** Every screen of every command, at 80 columns: no word may be broken, by us or by the terminal. */
describe('the screens at 80 columns', () => {
  let putBack: () => void

  beforeEach(() => {
    putBack = setColumns(WIDTH)
  })

  afterEach(() => putBack())

  /** A line that is too wide must be one word; a file's own lines, in a diff, are left as they are, and Node's own warnings. */
  function assertFits({stderr, stdout}: CommandResult): void {
    for (const line of `${stdout}\n${stderr}`.split('\n')) {
      if (/^[+-]|^\(node:/.test(line)) continue
      assert.ok(widthOf(line) <= WIDTH || !line.trim().includes(' '), `${widthOf(line)} columns: ${line}`)
    }

    assert.ok(stdout.length + stderr.length > 0, 'nothing was printed')
  }

  const OFFLINE = {HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9', HEROKU_API_KEY: undefined}
  const examples = readdirSync(path.join(PROJECT, 'examples'), {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .map(({name}) => name)

  for (const name of examples) {
    const source = ['--source', path.join(PROJECT, 'examples', name)]
    it(`of ${name}`, async () => {
      for (const more of [[], ['--verbose'], ['--fix', '--dry-run']])
        assertFits(await runCommand(Doctor, [...source, '--offline', ...more], OFFLINE))
      for (const argv of [['--dry-run'], ['3.10', '--dry-run'], ['3.8', '--dry-run'], ['--check']])
        assertFits(await runCommand(Pin, [...argv, ...source, '--offline'], OFFLINE))
      assertFits(await runCommand(BuildLocal, ['--plan', ...source, '--offline'], OFFLINE))
    })
  }

  it('of every check', async () => {
    assertFits(await runCommand(Doctor, ['--list'], OFFLINE))
    for (const {id} of CHECKS) assertFits(await runCommand(Doctor, ['--explain', id], OFFLINE))
  })

  it('of errors', async () => {
    const source = ['--source', path.join(PROJECT, 'examples/flask-pip')]
    for (const argv of [
      ['--source', '/no/such/folder/that/is/long/enough/to/need/more/than/one/line/of/the/screen'],
      ['--app', 'an-app-with-a-long-name', ...source],
      ['--explain', 'version/end-of-life-of-it'],
      ['--only', 'no-such-check', ...source],
      ['--dryrun'],
      ['--team', 'acme', '--offline'],
      ['--ref', 'no-such-ref', ...source],
    ])
      assertFits(await runCommand(Doctor, argv, OFFLINE))
    assertFits(await runCommand(BuildLocal, [...source, '--offline', '--python', '/no/such/python'], OFFLINE))
    assertFits(await runCommand(BuildLocal, [...source, '--offline', '--env-file', '/no/such/file'], OFFLINE))
  })

  it('of a team', async () => {
    const old = 'https://github.com/heroku/heroku-buildpack-python#v200'
    const api = await FakePlatformApi.start({
      apps: [
        {buildpacks: ['heroku/nodejs', old], name: 'example-app-production-europe', stack: 'heroku-22', team: 'acme'},
        {name: 'example-app-staging', stack: 'heroku-22', team: 'acme'},
        {name: 'fine', team: 'acme'},
      ],
    })
    try {
      for (const more of [[], ['--verbose']])
        assertFits(await runCommand(Doctor, ['--team', 'acme', ...more], {...OFFLINE, ...api.env}))
    } finally {
      await api.stop()
    }
  })

  describe('of a migration', () => {
    const harness = new Harness()

    afterEach(async () => harness.stop())

    const LISTS = {
      'an old list': ['https://github.com/heroku/heroku-buildpack-python#v190', 'heroku/nodejs', 'heroku/nodejs'],
      'a copy': ['https://github.com/acme/heroku-buildpack-python', 'https://github.com/heroku/heroku-geo-buildpack.git'],
      'an exporter in the way': ['https://github.com/moneymeets/python-poetry-buildpack', 'heroku/python'],
      'nothing to do': ['heroku/python'],
      'no Python': ['heroku/nodejs'],
    }
    for (const [name, buildpacks] of Object.entries(LISTS)) {
      it(name, async () => {
        await harness.start({buildpacks, configVars: {BUILDPACK_URL: 'x', PYTHON_RUNTIME_VERSION: '3.12.1'}})
        for (const argv of [['--dry-run'], [], ['--order', 'heroku/python,heroku/nodejs'], ['--yes'], ['--undo', '--yes']])
          assertFits(await harness.run(argv))
      })
    }
  })
})
