import assert from 'node:assert/strict'

import {nearest} from '../../src/common/near.js'

describe('the word that was meant', () => {
  const FLAGS = ['app', 'dirty', 'dry-run', 'fail-level', 'fix', 'json', 'offline', 'online', 'source', 'verbose']

  for (const [typed, meant] of [
    ['--dryrun', 'dry-run'],
    ['--dry_run', 'dry-run'],
    ['--ofline', 'offline'],
    ['--sorce', 'source'],
    ['--jsno', 'json'],
    ['--fial-level', 'fail-level'],
    ['--Verbose', 'verbose'],
  ] as const)
    it(`${typed}: ${meant}`, () => assert.equal(nearest(typed, FLAGS), meant))

  for (const typed of ['--release', '--x', '--', '--everything'])
    it(`${typed}: none`, () => assert.equal(nearest(typed, FLAGS), undefined))
})
