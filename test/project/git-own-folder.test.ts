import assert from 'node:assert/strict'
import {mkdtempSync, readdirSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {ProblemError} from '../../src/common/problem.js'
import {OwnFolder} from '../../src/project/git/own-folder.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'

describe('the git folder in which a repository is read', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  for (const step of ['makeFolder', 'writeNew'] as const)
    it(`leaves nothing in the temporary folder where that is full (${step})`, async () => {
      const place = folders.make()
      const files = {
        ...realFileSystem,
        makeTemporaryFolder: async (prefix: string) => mkdtempSync(path.join(place, prefix)),
        async [step]() {
          throw Object.assign(new Error('full'), {code: 'ENOSPC'})
        },
      }
      await assert.rejects(OwnFolder.make(files), (error) => {
        assert.ok(error instanceof ProblemError)
        assert.deepEqual(error.problem, {code: 'ENOSPC', id: 'system-error', path: tmpdir()})
        return true
      })
      assert.deepEqual(readdirSync(place), [])
    })
})
