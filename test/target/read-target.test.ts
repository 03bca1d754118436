import assert from 'node:assert/strict'
import path from 'node:path'

import type {App} from '../../src/platform/app.js'
import type {Project} from '../../src/project/project.js'

import {ProblemError} from '../../src/common/problem.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {readTarget} from '../../src/target/read-target.js'
import {appOf} from '../support/checks.js'
import {TemporaryFolders} from '../support/repository.js'

const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'
const OFFLINE = {baseUrl: '', cacheFolder: null, offline: true}

describe('reading a target', () => {
  const folders = new TemporaryFolders()
  const monorepo = appOf({buildpacks: [SUBDIR, 'heroku/python'], configVars: {PROJECT_PATH: 'backend'}})

  afterEach(() => folders.remove())

  const read = async (source: string, found: Promise<{app: App | null; reason?: string}>) => {
    const options = {cwd: source, dirty: true, source}
    return readTarget({found, reading: readProject(options, realSystem), releaseData: OFFLINE, source: options}, realSystem)
  }

  it('reads below the folder that a buildpack of the app makes the root', async () => {
    const {folder} = folders.repository({'backend/requirements.txt': 'idna\n', 'requirements.txt': 'flask\n'})
    const target = await read(folder, Promise.resolve({app: monorepo}))
    assert.equal(target.project.source.path, path.join(folder, 'backend'))
    assert.equal(String(Buffer.from(target.project.tree.read('requirements.txt')!)), 'idna\n')
  })

  it('takes a folder that the user named for that folder', async () => {
    const {folder} = folders.repository({'backend/backend/other.txt': '', 'backend/requirements.txt': 'idna\n'})
    const target = await read(path.join(folder, 'backend'), Promise.resolve({app: monorepo}))
    assert.ok(target.project.tree.isFile('requirements.txt'))
  })

  it('reads the same again, as it is on disk by then, with the app as it was', async () => {
    const repository = folders.repository({'backend/requirements.txt': 'idna\n'})
    const target = await read(repository.folder, Promise.resolve({app: monorepo}))
    repository.write({'backend/.python-version': '3.13\n'})
    const again = await target.again()
    assert.ok(!target.project.tree.isFile('.python-version'))
    assert.ok(again.project.tree.isFile('.python-version'))
    const {project} = target
    assert.deepEqual({...again, again: target.again, at: target.at, project}, target)
    repository.write({'backend/.python-version': '3.12\n'})
    assert.equal(String(Buffer.from((await again.again()).project.tree.read('.python-version')!)), '3.12\n')
  })

  it('reads an earlier commit in the same folder, with the app as it is', async () => {
    const repository = folders.repository({'backend/requirements.txt': 'idna\n'})
    repository.commit({'backend/requirements.txt': 'flask\n'})
    const target = await read(repository.folder, Promise.resolve({app: monorepo}))
    const earlier = await target.at('HEAD~1')
    assert.equal(String(Buffer.from(earlier.project.tree.read('requirements.txt')!)), 'idna\n')
    assert.equal(earlier.app, target.app)
    assert.equal(earlier.releases, target.releases)
    assert.ok(earlier.project.source.madeAt instanceof Date)
  })

  it('tells why there is no app, and nothing where there is one', async () => {
    const {folder} = folders.repository({'requirements.txt': ''})
    assert.deepEqual((await read(folder, Promise.resolve({app: null, reason: '--offline'}))).skipped, {app: '--offline'})
    assert.deepEqual((await read(folder, Promise.resolve({app: appOf()}))).skipped, {})
  })

  it('ends with the first failure of source and app, and hears the other', async () => {
    const unheard: unknown[] = []
    const listener = (reason: unknown) => unheard.push(reason)
    process.on('unhandledRejection', listener)
    try {
      const found = Promise.reject(new ProblemError({app: 'shop', id: 'not-logged-in'}))
      let fail: (error: Error) => void = () => assert.fail('too early')
      const reading = new Promise<Project>((_resolve, reject) => {
        fail = reject
      })
      const options = {found, reading, releaseData: OFFLINE, source: {cwd: process.cwd()}}
      const problem = await readTarget(options, realSystem).catch((error: unknown) => error)
      assert.ok(problem instanceof ProblemError)
      assert.equal(problem.problem.id, 'not-logged-in')
      fail(new Error('the source is gone'))
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      assert.deepEqual(unheard, [])
    } finally {
      process.off('unhandledRejection', listener)
    }
  })
})
