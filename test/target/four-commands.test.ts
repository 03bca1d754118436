import assert from 'node:assert/strict'
import path from 'node:path'

import type {AppFinder} from '../../src/platform/find-app.js'

import {createPlatformClient} from '../../src/cli/heroku-client.js'
import {CHECKS} from '../../src/checks/index.js'
import {examine} from '../../src/doctor/examine.js'
import {readBuildInput} from '../../src/local-build/read-input.js'
import {readMigrationTarget} from '../../src/migrate/read-target.js'
import {readPinInput} from '../../src/pin/read-input.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import {ConnectedApi} from '../platform/connected-api.js'
import {TemporaryFolders} from '../support/repository.js'

const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'

describe('the four commands', () => {
  const server = new ConnectedApi()
  const folders = new TemporaryFolders()

  afterEach(async () => {
    folders.remove()
    await server.stop()
  })

  const finder: AppFinder = {
    connect: async () => createPlatformClient(new APIClient(await Config.load(import.meta.url))),
    resolveApp: async () => ({app: 'shop', asked: true}),
  }

  it('read the same target: folder, kind, architecture, stack, releases', async () => {
    const app = {
      buildpacks: [SUBDIR, 'heroku/python'],
      buildStack: 'heroku-26',
      configVars: {PROJECT_PATH: 'backend'},
      name: 'shop',
      stack: 'heroku-24',
    }
    const client = await server.connect({apps: [app]})
    const {folder} = folders.repository({'backend/.python-version': '3.13\n', 'backend/requirements.txt': 'idna==3.11\n'})
    const source = {cwd: folder}
    const input = () => ({
      ...finder,
      reading: readProject(source, realSystem),
      releaseData: {baseUrl: '', cacheFolder: null, offline: true},
      source,
    })
    const pin = await readPinInput(input(), realSystem)
    const build = await readBuildInput(
      {...input(), boots: false, configVars: undefined, envFile: undefined, fromHeroku: false, stack: undefined},
      realSystem,
    )
    const migration = await readMigrationTarget('shop', client, input(), realSystem)
    const facts = [pin, build, migration].map(({architecture, kind, project, releases, stack}) => ({
      architecture,
      folder: project.source.path,
      kind,
      releases,
      stack,
    }))
    assert.deepEqual(facts[1], facts[0])
    assert.deepEqual(facts[2], facts[0])
    assert.deepEqual([facts[0]!.folder, facts[0]!.stack], [path.join(folder, 'backend'), 'heroku-26'])
    const {report} = await examine({...input(), checks: CHECKS, known: new Set()}, realSystem)
    assert.deepEqual(
      {folder: report.source.path, kind: report.buildpack.kind, stack: report.app?.stack},
      {folder: facts[0]!.folder, kind: facts[0]!.kind, stack: facts[0]!.stack},
    )
  })
})
