import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'

describe('git', () => {
  it('is started in one place, which gives every call its safe options, its environment and its deadline', () => {
    const sources = readdirSync(path.join(PROJECT, 'src'), {encoding: 'utf8', recursive: true}).filter((name) =>
      name.endsWith('.ts'),
    )
    const starts = /(?:run|stream|spawn|spawnSync|execFile|execFileSync|execa)\(\s*['"`]git['"`]/
    const found = sources.filter((name) => starts.test(readFileSync(path.join(PROJECT, 'src', name), 'utf8')))
    assert.deepEqual(
      found.map((name) => name.split(path.sep).join('/')),
      ['project/git/run-git.ts'],
    )
  })
})
