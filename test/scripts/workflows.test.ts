import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'

describe('the workflows', () => {
  it('use actions by their commit, with the version beside it', () => {
    for (const name of ['ci', 'nightly', 'release']) {
      const text = readFileSync(path.join(PROJECT, `.github/workflows/${name}.yml`), 'utf8')
      const used = text.split('\n').filter((line) => line.includes('uses:'))
      assert.notEqual(used.length, 0)
      for (const line of used) assert.match(line, /uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/, name)
    }
  })
})
