import assert from 'node:assert/strict'

import type {Cause} from '../../../src/buildpack/causes/cause.js'

import {causesIn} from '../../../src/buildpack/causes/read-causes.js'

function installing(...lines: string[]): readonly Cause[] {
  return causesIn(lines, 'install')
}

describe('secrets in a log', () => {
  it('get into no cause', () => {
    const secret = 'sk_live_9f8e7d6c5b4a'
    const lines = [
      `Looking in indexes: https://user:${secret}@index.example/simple`,
      `ERROR: Invalid requirement: 'https://user:${secret}@index.example/x.whl: y' (from line 3 of requirements.txt)`,
      `ERROR: HTTP error 401 while getting https://user:${secret}@index.example/x.whl`,
      `fatal: Authentication failed for 'https://${secret}@github.com/a/b.git/'`,
      `error: command 'gcc -DKEY=${secret}' failed`,
    ]
    const found = installing(...lines)
    assert.deepEqual(
      found.map(({kind}) => kind),
      ['not-a-requirement', 'no-access'],
    )
    assert.ok(!JSON.stringify(found).includes(secret))
  })
})
