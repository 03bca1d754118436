import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import type {Check} from '../../src/checks/check.js'
import {CHECKS} from '../../src/checks/index.js'
import {AppOnDisk} from '../support/fixing.js'
import {TemporaryFolders} from '../support/repository.js'

/** A check that wants a line at the end of requirements.txt. */
function wants(line: string): Check {
  return {
    docs: CHECKS[0]!.docs,
    id: `test/${line}`,
    run({project}) {
      const text = new TextDecoder().decode(project.tree.read('requirements.txt'))
      if (text.includes(line)) return []
      const edits = [{action: 'write' as const, contents: `${text}${line}\n`, path: 'requirements.txt'}]
      return [{fix: {command: null, edits, kind: 'auto'}, message: `${line} is missing.`}]
    },
    severity: 'warning',
    title: `${line} is missing`,
  }
}

describe('--fix where two fixes touch one file', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('makes the first, says so of the second, and makes that in the next run', async () => {
    const app = new AppOnDisk(folders, {'requirements.txt': 'flask\n'}, null, [wants('celery'), wants('redis')])
    const text = () => readFileSync(path.join(app.folder, 'requirements.txt'), 'utf8')

    const first = await app.fix()
    assert.deepEqual([first.fixedIds, first.postponed], [['test/celery'], ['test/redis']])
    assert.equal(text(), 'flask\ncelery\n')

    const second = await app.fix()
    assert.deepEqual([second.fixedIds, second.postponed], [['test/redis'], []])
    assert.equal(text(), 'flask\ncelery\nredis\n')
    assert.deepEqual((await app.fix()).edits, [])
  })

  it('makes the same edit of two checks once', async () => {
    const app = new AppOnDisk(folders, {'requirements.txt': 'flask\n'}, null, [
      wants('celery'),
      {...wants('celery'), id: 'test/other'},
    ])
    const {edits, fixedIds, postponed} = await app.fix()
    assert.equal(edits.length, 1)
    assert.deepEqual([fixedIds, postponed], [['test/celery', 'test/other'], []])
  })

  it('leaves out a fix as a whole where one of its edits is refused', async () => {
    const check = wants('celery')
    const twoEdits: Check = {
      ...check,
      run: (context) =>
        check.run(context, new Set()).map((finding) => ({
          ...finding,
          fix: {
            command: null,
            edits: [
              {action: 'write', contents: '', path: 'new.txt'},
              {action: 'delete', path: '../outside/.python-version'},
            ],
            kind: 'auto',
          },
        })),
    }
    const app = new AppOnDisk(folders, {'requirements.txt': 'flask\n'}, null, [twoEdits])
    const {edits, fixedIds, refused} = await app.fix()
    assert.deepEqual([edits, fixedIds], [[], []])
    assert.deepEqual(refused, [{id: 'test/celery', reason: '../outside/.python-version is outside the source'}])
  })
})
