import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'
const MONOREPO = 'https://github.com/lstoll/heroku-buildpack-monorepo'

interface Report {
  build: {detected: boolean; package_manager: string | null}
  findings: {id: string; file: string | null; severity: string}[]
  source: {path: string}
}

/** Buildpacks that make a folder the root of the app, before any check looks at it. */
describe('an app in a subfolder', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi

  beforeEach(async () => {
    api = await FakePlatformApi.start({apps: []})
  })

  afterEach(async () => {
    await api.stop()
    folders.remove()
  })

  const table: [name: string, buildpacks: string[], configVars: Record<string, string>, findings: string[]][] = [
    [
      'PROJECT_PATH with a subdir buildpack',
      [SUBDIR, 'heroku/python'],
      {PROJECT_PATH: 'backend'},
      ['version/patch-pinned .python-version'],
    ],
    [
      'a path with slashes around',
      [SUBDIR, 'heroku/python'],
      {PROJECT_PATH: './backend/'},
      ['version/patch-pinned .python-version'],
    ],
    [
      'APP_BASE with a monorepo buildpack',
      [MONOREPO, 'heroku/python'],
      {APP_BASE: 'backend'},
      ['version/patch-pinned .python-version'],
    ],
    [
      'the buildpack without its config var',
      [SUBDIR, 'heroku/python'],
      {},
      ['source/package-manager-in-subdir backend/requirements.txt'],
    ],
    [
      'the config var without the buildpack',
      ['heroku/python'],
      {PROJECT_PATH: 'backend'},
      ['source/package-manager-in-subdir backend/requirements.txt'],
    ],
    [
      'the buildpack after heroku/python',
      ['heroku/python', SUBDIR],
      {PROJECT_PATH: 'backend'},
      // buildpacks/order-subdir tells of it: one fix.
      [],
    ],
    [
      'a path that leads out of the source',
      [SUBDIR, 'heroku/python'],
      {PROJECT_PATH: '../../etc'},
      ['source/package-manager-in-subdir backend/requirements.txt'],
    ],
  ]
  for (const [name, buildpacks, configVars, findings] of table) {
    it(name, async () => {
      api.addApp({buildpacks, configVars, name: 'example-app'})
      const repository = folders.repository({'backend/.python-version': '3.13.5\n', 'backend/requirements.txt': 'idna==3.11\n'})
      const env = {...api.env, HEROKU_API_KEY: 'token', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'}
      const {stdout} = await runCommand(Doctor, ['--source', repository.folder, '--app', 'example-app', '--json'], env)
      const report = JSON.parse(stdout) as Report
      const aboutFiles = report.findings.filter(({id}) => /^(?:source|version)\//.test(id))
      assert.deepEqual(
        aboutFiles.map(({file, id}) => `${id} ${file}`),
        findings,
      )
    })
  }

  it('is where python:pin works too, by the root or from inside', async () => {
    api.addApp({buildpacks: [SUBDIR, 'heroku/python'], configVars: {PROJECT_PATH: 'backend'}, name: 'example-app'})
    const repository = folders.repository({'backend/.python-version': '3.13\n', 'backend/requirements.txt': 'idna==3.11\n'})
    const env = {...api.env, HEROKU_API_KEY: 'token', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'}
    for (const source of [repository.folder, `${repository.folder}/backend`]) {
      const {stdout} = await runCommand(Pin, ['--source', source, '--app', 'example-app', '--check'], env)
      assert.match(stdout, /^Python 3\.13: set in \.python-version\.\n\nAlready pinned/, source)
    }
  })

  it('is no doubt to mention where the app itself says so', async () => {
    api.addApp({buildpacks: [SUBDIR, 'heroku/python'], configVars: {PROJECT_PATH: 'backend'}, name: 'example-app'})
    const repository = folders.repository({'backend/.python-version': '3.13\n', 'backend/requirements.txt': 'idna==3.11\n'})
    const env = {...api.env, HEROKU_API_KEY: 'token', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'}
    const {stdout} = await runCommand(Doctor, ['--source', repository.folder, '--app', 'example-app'], env)
    assert.match(stdout, /^Heroku would build example-app with Python 3\.13/)
    const github = await runCommand(Doctor, ['--source', `${repository.folder}/backend`, '--offline', '--format', 'text'], env)
    assert.match(github.stdout, /^Treating backend as the app root\./)
  })

  it('is where the text means files and commands', async () => {
    api.addApp({buildpacks: [SUBDIR, 'heroku/python'], configVars: {PROJECT_PATH: 'backend'}, name: 'example-app'})
    const repository = folders.repository({'backend/.python-version': '3.13.5\n', 'backend/requirements.txt': 'idna==3.11\n'})
    const env = {...api.env, HEROKU_API_KEY: 'token', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'}
    const {stdout} = await runCommand(Doctor, ['--source', repository.folder, '--app', 'example-app'], env)
    assert.match(stdout, /\n\nFiles and commands below are relative to backend\.\n\n▲ warning[^]*--> \.python-version:1/)
    const own = await runCommand(Doctor, ['--source', `${repository.folder}/backend`, '--offline'], env)
    assert.doesNotMatch(own.stdout, /Files and commands below/)
  })
})
