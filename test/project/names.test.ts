import assert from 'node:assert/strict'
import {mkdirSync, writeFileSync} from 'node:fs'

import {predictBuild} from '../../src/index.js'
import {decodeName, decodeNames, encodeName} from '../../src/system/names.js'
import {read, TemporaryFolders, textOf} from '../support/repository.js'

const LATIN1 = Buffer.from([0x63, 0x61, 0x66, 0xe9])

describe('file names', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('lead from bytes to text and back', () => {
    for (const bytes of [[0xff], [0xc3], [0xc3, 0xa9, 0xc3], [0xed, 0xa0, 0x80], [0x61, 0xf0, 0x9f, 0x90, 0x8d, 0xf0, 0x9f], []])
      assert.deepEqual(Buffer.from(encodeName(decodeName(Buffer.from(bytes)))), Buffer.from(bytes))
    assert.equal(decodeName(LATIN1), 'caf\u{DCE9}')
    assert.equal(encodeName('\u{FEFF}é🐍'), '\u{FEFF}é🐍')
    assert.deepEqual(decodeNames(Buffer.from([0xff, 0, 0x61, 0, 0xfe])), ['\u{DCFF}', 'a', '\u{DCFE}'])
  })

  it('may hold line ends, tabs, quotes and any text', async () => {
    const names = [
      'a\nb',
      'a\tb',
      'a"b',
      "a'b",
      String.raw`a\b`,
      'é',
      'e\u{301}',
      '🐍',
      ' ',
      ' a ',
      '-r',
      ':(top)x',
      '*',
      '#x',
      '\u{202E}x',
    ]
    const files = Object.fromEntries(
      names.flatMap((name) => [
        [name, ''],
        [`dir ${name}/manage.py`, ''],
      ]),
    )
    const repository = folders.repository(files)
    for (const options of [{}, {dirty: true}, {wholeFolder: true}]) {
      const project = await read(repository.folder, options)
      assert.deepEqual([...project.tree.files()].sort(), Object.keys(files).sort())
    }

    repository.write({'new\nline "x"': ''})
    assert.deepEqual((await read(repository.folder)).worktree?.changes, ['new\nline "x"'])
    const below = await read(repository.folder, {source: 'dir a\nb'})
    assert.deepEqual([...below.tree.files()], ['manage.py'])
    assert.equal(below.source.repository, repository.folder)
  })

  it('of a repository or a bare one may hold line ends', async () => {
    const repository = folders.repository({'requirements.txt': 'x'})
    const odd = `${folders.make()}/a\nb`
    repository.git('clone', '--quiet', repository.folder, odd)
    repository.git('clone', '--quiet', '--bare', repository.folder, `${odd}.git`)
    for (const folder of [odd, `${odd}.git`]) {
      const project = await read(folder)
      assert.equal(project.source.path, folder)
      assert.equal(textOf(project, 'requirements.txt'), 'x')
    }
  })

  it('that are no UTF-8 are told apart, and their files read', async () => {
    const repository = folders.repository({'requirements.txt': 'django\n'})
    const inFolder = (name: Uint8Array) => Buffer.concat([Buffer.from(`${repository.folder}/`), name])
    try {
      mkdirSync(inFolder(LATIN1))
    } catch {
      // macOS and Windows have no such names: there is nothing to show there.
      return
    }

    writeFileSync(inFolder(Buffer.concat([LATIN1, Buffer.from('/manage.py')])), '')
    writeFileSync(inFolder(Buffer.concat([Buffer.from('requirements-'), LATIN1, Buffer.from('.txt')])), 'latin')
    writeFileSync(inFolder(Buffer.concat([Buffer.from('requirements-caf'), Buffer.of(0xe8), Buffer.from('.txt')])), 'other')
    repository.commit()
    for (const options of [{}, {dirty: true}, {wholeFolder: true}]) {
      const project = await read(repository.folder, options)
      assert.equal(textOf(project, 'requirements-caf\u{DCE9}.txt'), 'latin')
      assert.equal(textOf(project, 'requirements-caf\u{DCE8}.txt'), 'other')
      assert.equal(project.tree.isFile('caf\u{DCE9}/manage.py'), true)
    }

    const fromDisk = await predictBuild(repository.folder)
    assert.deepEqual(await predictBuild(repository.folder, {ref: 'HEAD'}), fromDisk)
    assert.ok(fromDisk.steps.some((step) => step.includes('caf\u{DCE9}/manage.py collectstatic')))
  })
})
