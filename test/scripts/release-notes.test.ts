import {execa} from 'execa'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'

const SCRIPT = path.join(PROJECT, 'scripts/release-notes.js')
const CHANGELOG = '# Changelog\n\n## 1.10.0\n\n- Ten.\n\n## 1.1.0 (yesterday)\n\n- One.\n\n### More\n\n- Two.\n\n## 1.0.0\n\n'

describe('release notes', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const notes = async (version: string, file?: string) =>
    execa(process.execPath, [SCRIPT, version, ...(file === undefined ? [] : [file])], {cwd: PROJECT, reject: false})

  it("are the version's own section", async () => {
    const file = path.join(folders.make({'CHANGELOG.md': CHANGELOG}), 'CHANGELOG.md')
    assert.equal((await notes('1.10.0', file)).stdout, '- Ten.')
    assert.equal((await notes('1.1.0', file)).stdout, '- One.\n\n### More\n\n- Two.')
  })

  it('of a version without words are refused', async () => {
    const file = path.join(folders.make({'CHANGELOG.md': CHANGELOG}), 'CHANGELOG.md')
    for (const version of ['1.0.0', '1.1', '2.0.0', '']) assert.equal((await notes(version, file)).exitCode, 1, version)
  })

  it('of this version are there', async () => {
    const {version} = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {version: string}
    assert.equal((await notes(version)).exitCode, 0)
  })
})
