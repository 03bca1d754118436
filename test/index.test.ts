import assert from 'node:assert/strict'
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {predict} from '../src/buildpack/predict.js'
import {predictBuild, ProblemError} from '../src/index.js'
import {type CorpusCase, type CorpusFile, corpusTree, readCorpus} from './support/corpus.js'
import {TemporaryFolders} from './support/repository.js'

describe('predictBuild', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('predicts from the files on disk, with or without git', async () => {
    const files = {'.gitignore': '*', '.python-version': '3.13\n', 'uv.lock': 'version = 1\n'}
    const repository = folders.repository({'requirements.txt': 'flask\n'})
    const prediction = await predictBuild(folders.make(files))
    assert.equal(prediction.package_manager, 'uv')
    assert.equal(prediction.python_version_requested, '3.13')
    assert.equal(prediction.failure, null)

    repository.write(files)
    const both = await predictBuild(repository.folder)
    assert.equal(both.failure?.detail, 'pip,uv', 'uncommitted and ignored files are on disk too')
    assert.equal((await predictBuild(repository.folder, {ref: 'HEAD'})).package_manager, 'pip')
  })

  it('predicts from the folder that is asked for, in a repository or not', async () => {
    const repository = folders.repository({'backend/requirements.txt': '', 'uv.lock': ''})
    const backend = path.join(repository.folder, 'backend')
    assert.equal((await predictBuild(backend)).package_manager, 'pip')
    assert.equal((await predictBuild(backend, {ref: 'main'})).package_manager, 'pip')
    assert.equal((await predictBuild(path.relative(process.cwd(), backend))).package_manager, 'pip')
  })

  it('predicts for the other buildpack, stack and cache', async () => {
    const folder = folders.make({'requirements.txt': '', 'runtime.txt': 'python-3.13.1\n'})
    assert.equal((await predictBuild(folder)).python_version, '3.13.1')
    assert.equal((await predictBuild(folder, {kind: 'cnb'})).failure?.reason, 'runtime-txt::not-supported')
    assert.equal((await predictBuild(folder, {stack: 'heroku-20'})).failure?.reason, 'checks::stack::eol')
    const sticky = await predictBuild(folders.make({'requirements.txt': ''}), {cachedPythonVersion: '3.12.1'})
    assert.equal(sticky.python_version_origin, 'cached')
    assert.equal((await predictBuild(folders.make())).detected, false)
  })

  it('says in words, and as data, why it could not read', async () => {
    const folder = folders.make({file: ''})
    for (const [source, options, id, message] of [
      ['missing', {}, 'source-not-found', /^The source folder doesn't exist: .*missing doesn't exist\.$/],
      ['file', {}, 'source-not-a-folder', /^The source isn't a folder: /],
      ['nul\0', {}, 'unreadable', /^A file can't be read: .*nul<U\+0000>/],
      ['.', {ref: 'HEAD'}, 'not-a-git-repository', /^--ref can't be used here: /],
    ] as const) {
      await assert.rejects(predictBuild(path.join(folder, source), options), (error) => {
        assert.ok(error instanceof ProblemError)
        assert.equal(error.id, id)
        assert.match(error.message, message)
        assert.notEqual(error.fix, '')
        assert.equal(error.transient, false)
        return true
      })
    }
  })

  // test/conformance compares all of them with the real buildpack; here every tenth makes the way over the disk.
  const examples = readCorpus().filter((_, index) => index % 10 === 0)

  it(`says of ${examples.length} trees on disk what it says of them in memory`, async () => {
    for (const example of examples) await compare(folders.make(), example)
  })
})

async function compare(folder: string, {cached_python: cachedPythonVersion, files, id, stack}: CorpusCase): Promise<void> {
  for (const [name, file] of Object.entries(files)) writeCorpusFile(path.join(folder, name), file)
  const options = {cachedPythonVersion, stack}
  assert.deepEqual(await predictBuild(folder, options), predict(corpusTree(files), options), id)
}

function writeCorpusFile(place: string, file: CorpusFile): void {
  mkdirSync(path.dirname(place), {recursive: true})
  if (typeof file === 'string') writeFileSync(place, Buffer.from(file, 'base64'))
  else if ('symlink' in file) symlinkSync(file.symlink, place)
  else mkdirSync(place, {recursive: true})
}
