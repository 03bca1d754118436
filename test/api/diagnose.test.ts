import assert from 'node:assert/strict'

import type {DiagnoseOptions} from '../../src/api/diagnose.js'
import type {DoctorJson} from '../../src/doctor/json.js'

import {CHECKS} from '../../src/checks/index.js'
import Doctor from '../../src/commands/python/doctor.js'
import {checks, diagnose} from '../../src/index.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'
import {SMALL_APP, TemporaryFolders, WITHOUT_GUNICORN} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

describe('diagnose, for use in code', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('gives the document that the command prints', async () => {
    const repository = folders.repository({...SMALL_APP, ...WITHOUT_GUNICORN})
    const {stdout} = await runCommand(Doctor, ['--offline', '--json', '--source', repository.folder])
    const {skipped, ...told} = JSON.parse(stdout) as DoctorJson
    const {skipped: skippedHere, ...document} = await diagnose(repository.folder)
    assert.deepEqual(printed(document), told)
    assertDocument('doctor', printed({...document, skipped: skippedHere}))
    assert.deepEqual(
      skippedHere.map(({id}) => id),
      skipped.map(({id}) => id),
    )
  })

  it('reads a commit, the index or the disk', async () => {
    const repository = folders.repository(SMALL_APP)
    const ids = async (options: DiagnoseOptions) => (await diagnose(repository.folder, options)).findings.map(({id}) => id)
    repository.write(WITHOUT_GUNICORN).git('add', '--all')
    repository.write({'requirements.txt': 'gunicorn==23.0.0\n'})
    assert.deepEqual(await ids({only: ['procfile']}), [])
    assert.deepEqual(await ids({only: ['procfile'], staged: true}), ['procfile/server-not-in-deps'])
    assert.deepEqual(await ids({dirty: true, only: ['procfile']}), [])
    assert.deepEqual(await ids({baseline: 'HEAD', staged: true}), ['procfile/server-not-in-deps'])
    assert.deepEqual(await ids({baseline: 'HEAD', skip: ['procfile'], staged: true}), [])
  })

  it('builds on the stack that is asked for', async () => {
    const folder = folders.make(SMALL_APP)
    assert.equal((await diagnose(folder, {stack: 'heroku-20'})).build.failure?.reason, 'checks::stack::eol')
    assert.equal((await diagnose(folder, {stack: 'cnb'})).buildpack.kind, 'cnb')
  })

  it('says why it could not', async () => {
    const folder = folders.make(SMALL_APP)
    for (const [options, id] of [
      [{baseline: 'main'}, 'not-a-git-repository'],
      [{staged: true}, 'not-a-git-repository'],
      [{only: ['no/such-check']}, 'unknown-check'],
    ] as const)
      await assert.rejects(diagnose(folder, options), {id, name: 'ProblemError'})
  })

  describe('the checks as metadata', () => {
    it('are data, which nobody can change for the next one', async () => {
      const [first, ...others] = await checks()
      assert.equal(others.length, CHECKS.length - 1)
      assert.deepEqual(printed(first), first)
      Object.assign(first!.docs, {why: 'changed'})
      assert.notEqual((await checks())[0]!.docs.why, 'changed')
    })
  })
})
