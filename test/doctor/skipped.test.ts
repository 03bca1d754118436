import assert from 'node:assert/strict'

import {committed, reportOf, treeOf} from '../support/checks.js'

const source = committed(treeOf({'requirements.txt': ''}))

describe('what a diagnosis has not looked at', () => {
  const skipped = (change: Partial<typeof source.source>, worktree = source.worktree) =>
    Object.fromEntries(
      reportOf({...source, source: {...source.source, ...change}, worktree}).skipped.map(({id, reason}) => [id, reason]),
    )
  const table: [name: string, change: Partial<typeof source.source>, withDisk: boolean, reason: string | undefined][] = [
    ['HEAD', {}, true, undefined],
    ['another commit', {ref: 'v1.0'}, true, 'the files on disk belong to HEAD, not to v1.0'],
    ['a bare repository', {}, false, 'a bare repository has no files on disk'],
    ['the files on disk', {commit: null, dirty: true, ref: null}, false, 'the check reads the files on disk, not a commit'],
    ['no repository', {commit: null, dirty: true, ref: null, repository: null}, false, 'not a git repository'],
  ]
  for (const [name, change, withDisk, reason] of table) {
    it(name, () => {
      const reasons = skipped(change, withDisk ? source.worktree : null)
      assert.equal(reasons['source/uncommitted-changes'], reason)
      assert.equal(reasons['stack/eol'], 'no app was named')
    })
  }
})
