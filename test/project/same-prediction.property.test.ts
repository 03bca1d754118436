import * as fc from 'fast-check'
import assert from 'node:assert/strict'
import {readdirSync, rmSync} from 'node:fs'
import path from 'node:path'

import {createFileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import {predict} from '../../src/buildpack/predict.js'
import {predictBuild, type Prediction} from '../../src/index.js'
import {slugignored} from '../../src/project/slugignore.js'
import {TemporaryFolders, type TestFile, type TestFiles} from '../support/repository.js'

/** More runs: PROPERTY_RUNS=5000. Another course: PROPERTY_SEED=1. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 150)
const SEED = Number(process.env.PROPERTY_SEED ?? 20_260_818)

const KNOWN = [
  '.python-version',
  'requirements.txt',
  'runtime.txt',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'pyproject.toml',
  'uv.lock',
  'setup.py',
  'manage.py',
  'nltk.txt',
  'bin/pre_compile',
  'bin/post_compile',
  '.heroku/python/x',
  '.venv/pyvenv.cfg',
  '.python_version',
  'requirement.txt',
  'app/manage.py',
  'deps/base.txt',
]

const LINES = [
  '3.13',
  '3.12.4',
  'python-3.11.9',
  ' 3.14\t',
  '3.9',
  '3.99',
  '# 3.13',
  'three',
  '\u{FEFF}3.13',
  '3.13\0',
  'django==5.0',
  'nltk',
  '-r deps/base.txt',
  '-r app',
  '{"_meta": {"requires": {"python_version": "3.12"}}}',
  '[[package]]',
  'name = "django"',
]

const name = fc.oneof(
  {arbitrary: fc.constantFrom(...KNOWN), weight: 6},
  fc.string({maxLength: 12, minLength: 1, unit: 'grapheme'}).filter((text) => !/[\0/\\]|^\.{1,2}$|^\.git/i.test(text)),
)
const contents: fc.Arbitrary<TestFile> = fc.oneof(
  {arbitrary: fc.array(fc.constantFrom(...LINES), {maxLength: 3}).map((lines) => lines.join('\n')), weight: 5},
  fc.uint8Array({maxLength: 60}),
)
const link = fc
  .constantFrom(...KNOWN, '.', '..', 'app', 'missing', '/etc/passwd', 'deps/../uv.lock')
  .map((target) => ({link: target}))
const slugignore = fc.array(fc.oneof(fc.constantFrom('*.txt', '/app', '!*.txt', 'deps/', '.python-version', '['), fc.string()))

const trees: fc.Arbitrary<TestFiles> = fc
  .tuple(
    fc.array(fc.tuple(name, fc.oneof({arbitrary: contents, weight: 8}, link)), {maxLength: 8}),
    fc.option(slugignore.map((lines) => lines.join('\n'))),
  )
  .map(([files, ignored]) => compatible(ignored === null ? files : [...files, ['.slugignore', ignored]]))

/** What a disk can hold: no path twice, whatever its case or its Unicode form, and no file where another needs a folder. */
function compatible(files: [name: string, file: TestFile][]): TestFiles {
  const taken = new Map<string, string>()
  const result: TestFiles = {}
  for (const [path, file] of files) {
    const key = path.normalize('NFD').toLowerCase()
    const clash = [...taken.keys()].some((other) => other === key || other.startsWith(`${key}/`) || key.startsWith(`${other}/`))
    if (clash) continue
    taken.set(key, path)
    result[path] = file
  }

  return result
}

function inMemory(files: TestFiles): Prediction {
  const entries = new Map(Object.entries(files).map(([path, file]) => [path, toEntry(file)]))
  const rules = entries.get('.slugignore')
  if (rules?.kind === 'file' && rules.contents)
    for (const path of slugignored(new TextDecoder().decode(rules.contents), [...entries])) entries.delete(path)
  return predict(createFileTree(entries))
}

function toEntry(file: TestFile): TreeEntry {
  if (typeof file === 'string') return {contents: Buffer.from(file), kind: 'file'}
  if (file instanceof Uint8Array) return {contents: file, kind: 'file'}
  return 'link' in file ? {kind: 'symlink', target: file.link} : {kind: 'directory'}
}

describe('the same source, the same prediction', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it(`in memory, on disk and in a commit (${RUNS} random trees)`, async () => {
    const repository = folders.repository()
    const property = fc.asyncProperty(trees, async (files) => {
      for (const name of readdirSync(repository.folder))
        if (name !== '.git') rmSync(path.join(repository.folder, name), {recursive: true})
      repository.write(files)
      repository.git('add', '--all', '--force')
      repository.git('commit', '--quiet', '--allow-empty', '--message=test')
      const expected = inMemory(files)
      assert.deepEqual(await predictBuild(repository.folder, {ref: 'HEAD'}), expected, 'in a commit')
      // .gitattributes and their like are not among the names: the disk holds what the commit does.
      assert.deepEqual(await predictBuild(repository.folder), expected, 'on disk')
    })
    await fc.assert(property, {numRuns: RUNS, seed: SEED})
  })
})
