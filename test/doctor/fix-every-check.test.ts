import assert from 'node:assert/strict'

import {CHECKS} from '../../src/checks/index.js'
import {appFor, type Case, findingsOf} from '../checks/case.js'
import {CASES} from '../checks/cases.js'
import {AppOnDisk} from '../support/fixing.js'
import {TemporaryFolders} from '../support/repository.js'
import {snapshotFolder} from '../support/snapshot-folder.js'

/** Checks that fix themselves; the others must not touch a thing. */
const AUTOMATIC = new Set([
  'deps/pkg-resources-zero',
  'deps/requirements-encoding',
  'build/hook-broken',
  'build/nltk',
  'buildpacks/detect-fails',
  'procfile/celery-arguments',
  'procfile/invalid',
  'procfile/misnamed',
  'procfile/shell-syntax',
  'procfile/tool-not-at-runtime',
  'procfile/type-name',
  'source/requirements-misspelled',
  'source/setup-py-only',
  'source/venv-committed',
  'version/file-encoding',
  'version/file-invalid',
  'version/file-misspelled',
  'version/patch-pinned',
  'version/runtime-txt',
  'version/unavailable',
  'version/uv-needs-file',
])

async function automaticCases(id: string): Promise<Case[]> {
  const cases: Case[] = []
  for (const example of CASES.filter(({findings}) => findings.some((found) => found.startsWith(`${id} `)))) {
    const findings = await findingsOf(example)
    if (findings.some((finding) => finding.id === id && finding.fix.kind === 'auto')) cases.push(example)
  }

  return cases
}

describe('--fix, check by check, on a real repository', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  for (const {id} of CHECKS) {
    if (!AUTOMATIC.has(id)) {
      it(`${id} never fixedIds itself`, async () => assert.deepEqual(await automaticCases(id), []))
      continue
    }

    it(`${id}: after the fix the check passes, and a second --fix changes nothing`, async () => {
      const cases = await automaticCases(id)
      const fixed: boolean[] = []
      for (const example of cases) fixed.push(await fix(example, id, folders))
      assert.ok(fixed.includes(true))
    })
  }
})

async function fix(example: Case, id: string, folders: TemporaryFolders): Promise<boolean> {
  const app = new AppOnDisk(folders, example.source, appFor(example))
  const head = app.repository.git('rev-parse', 'HEAD')
  const before = snapshotFolder(app.around)
  const found = await app.report()
  // In the case itself a finding may need what is on disk beside the commit; here the disk is what is read.
  if (!found.findings.some((finding) => finding.id === id && finding.fix.kind === 'auto')) return false
  const {fixedIds, refused} = await app.fix(id)
  assert.deepEqual(refused, [], example.name)
  assert.deepEqual(fixedIds, [id], example.name)

  // git's index is what the next commit holds: a virtual environment stays on disk.
  const report = await app.report()
  assert.deepEqual(
    report.findings.filter((finding) => finding.id === id).map(({fix}) => fix.kind),
    found.findings.filter((finding) => finding.id === id && finding.fix.kind !== 'auto').map(({fix}) => fix.kind),
    `${example.name} is fixed`,
  )
  assert.equal(app.repository.git('rev-parse', 'HEAD'), head, 'nothing is committed')

  const after = snapshotFolder(app.around)
  for (const [file, held] of Object.entries(before)) if (!file.startsWith('app/')) assert.equal(after[file], held, file)
  assert.equal((await app.fix(id)).edits.length, 0, example.name)
  assert.deepEqual(snapshotFolder(app.around), after, `${example.name}, a second time`)
  return true
}
