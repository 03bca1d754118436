import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'

import type {Case} from './case.js'

import {TemporaryFolders} from '../support/repository.js'
import {recreate} from './recreate.js'

describe("recreating a case's app", () => {
  const folders = new TemporaryFolders()
  const COMMIT = '0123456789abcdef0123456789abcdef01234567'

  afterEach(() => folders.remove())

  const made = (changes: Pick<Case, 'files' | 'git'>) => {
    const repository = recreate({command: '', essence: '', id: 'x', right: '', today: '', ...changes}, folders)
    const committed = repository.git('ls-tree', '-r', 'HEAD').split('\n')
    const modes = Object.fromEntries(committed.map((line) => [line.split('\t')[1], line.slice(0, 6)]))
    return {committed, has: (file: string) => existsSync(path.join(repository.folder, file)), modes, repository}
  }

  it('commits files of every form', () => {
    const {committed, modes, repository} = made({
      files: {
        'bin/run': {executable: 'true\n'},
        'data.bin': {base64: '//4A'},
        'deep/app.py': '',
        lib: {gitlink: COMMIT},
        'now.py': {link: 'deep/app.py'},
      },
    })
    const expected = {'bin/run': '100755', 'data.bin': '100644', 'deep/app.py': '100644', lib: '160000', 'now.py': '120000'}
    assert.deepEqual(modes, expected)
    assert.ok(committed.includes(`160000 commit ${COMMIT}\tlib`), committed.join('\n'))
    assert.equal(repository.git('cat-file', '-s', 'HEAD:data.bin'), '3')
  })

  it('commits what .gitignore names, unless it is told to respect it', () => {
    const files = {'.gitignore': 'local.py\n', 'local.py': '', 'app.py': ''}
    assert.ok('local.py' in made({files}).modes)
    const respected = made({files, git: {respectIgnore: true}})
    assert.deepEqual(Object.keys(respected.modes), ['.gitignore', 'app.py'])
    assert.ok(respected.has('local.py'))
  })

  it('leaves on disk what is not committed', () => {
    const {has, modes} = made({files: {'app.py': '', 'new/one.py': ''}, git: {uncommitted: ['new']}})
    assert.deepEqual(Object.keys(modes), ['app.py'])
    assert.ok(has('new/one.py'))
  })

  it('refuses what it does not know', () => {
    const files = {'app.py': {unknown: 'x'}} as unknown as Case['files']
    assert.throws(() => made({files}), /unknown form: unknown/)
  })
})
