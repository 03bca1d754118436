import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

/** A program that reads the report gets nothing else on stdout, also when something was fixed. */
describe('--fix in each report format', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const fix = async (format: string, files: Record<string, string>, ignored: Record<string, string> = {}) => {
    const {folder} = folders.repository(files)
    for (const [name, text] of Object.entries(ignored)) writeFileSync(path.join(folder, name), text)
    const result = await runCommand(Doctor, ['--source', folder, '--offline', '--fix', '--format', format])
    return {...result, text: (file: string) => readFileSync(path.join(folder, file), 'utf8')}
  }

  const PINNED = {'.python-version': '3.13.5\n', Procfile: 'web: python app.py\n', 'app.py': '', 'requirements.txt': ''}

  it('text: the diff, then the report', async () => {
    const {stdout, text} = await fix('text', PINNED)
    assert.match(stdout, /^--- \.python-version\n[\s\S]*\nFixed version\/patch-pinned\.[\s\S]*No\s+problems\s+found/)
    assert.equal(text('.python-version'), '3.13\n')
  })

  it('json', async () => {
    const {stdout} = await fix('json', PINNED)
    assert.equal((JSON.parse(stdout) as {fixes: {applied: boolean}}).fixes.applied, true)
  })

  it('sarif', async () => {
    const {stderr, stdout, text} = await fix('sarif', PINNED)
    assert.equal((JSON.parse(stdout) as {version: string}).version, '2.1.0')
    assert.match(stderr, /Fixed version\/patch-pinned/)
    assert.equal(text('.python-version'), '3.13\n')
  })

  it('github', async () => {
    const {stdout} = await fix('github', PINNED)
    assert.equal(stdout, '')
  })

  it('says what it must not fix, and why', async () => {
    const files = {'.gitignore': '.python-version\n', 'uv.lock': 'version = 1\n'}
    const {exitCode, stderr, text} = await fix('text', files, {'.python-version': '3.11\n'})
    assert.equal(exitCode, 1)
    assert.match(
      stderr.replaceAll(/\s+›?\s*/g, ' '),
      /version\/uv-needs-file can't be fixed automatically: \.python-version already exists on disk/,
    )
    assert.equal(text('.python-version'), '3.11\n')
  })
})
