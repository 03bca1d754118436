import assert from 'node:assert/strict'

import {makeTarget} from '../../src/target/target.js'
import {FRESH} from '../support/checks.js'
import {predictBuild} from '../../src/index.js'
import {read, TemporaryFolders, type TestFiles, textOf} from '../support/repository.js'

/** Source: Dev Center, "Slug Compiler", section "Ignoring files with .slugignore". */
describe('.slugignore', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  async function ignored(slugignore: string | Uint8Array, files: TestFiles): Promise<string[]> {
    const repository = folders.repository({'.slugignore': slugignore, ...files})
    const answers = []
    for (const options of [{}, {dirty: true}, {wholeFolder: true}]) {
      const project = await read(repository.folder, options)
      const paths = [...project.slugignored].filter((path) => typeof files[path] === 'string').sort()
      for (const path of paths) assert.equal(project.tree.exists(path), false)
      answers.push(paths)
    }

    assert.deepEqual(answers[1], answers[0])
    assert.deepEqual(answers[2], answers[0])
    return answers[0]!
  }

  const files = {'a.psd': '', 'docs/a.md': '', 'src/docs/b.md': '', 'src/a.psd': '', 'src/test/x.py': '', 'tests.py': ''}

  for (const [what, patterns, expected] of [
    ['globs, at any depth', '*.psd\n', ['a.psd', 'src/a.psd']],
    ['folders, at any depth', 'docs/\n', ['docs/a.md', 'src/docs/b.md']],
    ['a name, of a file or a folder', 'test\ntests.py\n', ['src/test/x.py', 'tests.py']],
    ['anchored patterns', '/docs\n/a.psd\n', ['a.psd', 'docs/a.md']],
    ['patterns with a slash', 'src/*.psd', ['src/a.psd']],
    ['two stars', '**/docs/*.md', ['docs/a.md', 'src/docs/b.md']],
    ['more stars than can be matched in time', '**/docs/**/**/*.md', []],
    ['comments and empty lines', '# *.psd\n\n   \n#tests.py\n', []],
    ['Windows line ends', 'docs/\r\n*.psd\r\n', ['a.psd', 'docs/a.md', 'src/a.psd', 'src/docs/b.md']],
    ['negated patterns, without effect', '*.psd\n!a.psd\n', ['a.psd', 'src/a.psd']],
    ['negated patterns only', '!a.psd\n', []],
    ['case', 'DOCS/\nA.PSD\n', []],
    ['an empty file', '', []],
    ['a byte order mark', '\u{FEFF}*.psd', ['a.psd', 'src/a.psd']],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x0a, 0x5b, 0x0a, 0x2a, 0x2e, 0x70, 0x73, 0x64]), ['a.psd', 'src/a.psd']],
  ] as const) {
    it(`understands ${what}`, async () => assert.deepEqual(await ignored(patterns, files), expected))
  }

  it('can name itself, and escaped characters', async () => {
    const project = await read(
      folders.repository({
        '!x': '',
        '#y': '',
        '.slugignore': String.raw`.slugignore
\!x
\#y`,
      }).folder,
    )
    assert.deepEqual([...project.slugignored].sort(), ['!x', '#y', '.slugignore'])
    assert.deepEqual([...project.tree.files()], [])
  })

  it('counts in the root only', async () => {
    assert.deepEqual(await ignored('', {'sub/.slugignore': '*', 'sub/x': ''}), [])
    const repository = folders.repository({'.slugignore': '*', 'sub/.slugignore': 'b', 'sub/a': '', 'sub/b': ''})
    assert.deepEqual([...(await read(repository.folder, {source: 'sub'})).tree.files()], ['.slugignore', 'a'])
  })

  it('takes folders away that have no files to know them by', async () => {
    const project = await read(folders.make({'.slugignore': '.heroku/\n', '.heroku/python': {folder: true}}))
    assert.equal(project.tree.exists('.heroku/python'), false)
    assert.equal(project.tree.exists('.heroku'), false)
  })

  it('decides the build', async () => {
    const folder = folders.make({'.slugignore': '*.txt\n', 'main.py': '', 'requirements.txt': 'x'})
    assert.equal((await predictBuild(folder)).failure?.reason, 'package-manager::none-found')
    const project = await read(folder)
    assert.equal(textOf(project, 'requirements.txt'), undefined)
    assert.equal(project.slugignored.has('requirements.txt'), true)
  })

  it('is not read on Fir', async () => {
    const files = {'.slugignore': '*.txt\n', 'main.py': '', 'requirements.txt': 'x'}
    const repository = folders.repository(files)
    assert.equal((await predictBuild(repository.folder, {kind: 'cnb'})).package_manager, 'pip')
    const project = await read(repository.folder)
    const target = makeTarget({app: null, project, releaseData: FRESH, stack: 'cnb'})
    assert.equal(textOf(target.project, 'requirements.txt'), 'x')
    assert.deepEqual([...target.project.slugignored], [])
    assert.equal(textOf(makeTarget({app: null, project, releaseData: FRESH}).project, 'requirements.txt'), undefined)
  })

  // To try this one would take years.
  it('says which patterns it does not apply, and does not try them', async () => {
    const deep = `${'a/'.repeat(400)}c`
    const repository = folders.repository({'.slugignore': `${'**/a/'.repeat(12)}b\n*.psd\n`, 'a.psd': '', [deep]: ''})
    const {slugignored, source} = await read(repository.folder)
    assert.deepEqual([...slugignored], ['a.psd'])
    assert.deepEqual(source.notes, [{id: 'slugignore-patterns-skipped', patterns: ['**/a/'.repeat(12) + 'b']}])
  })
})
