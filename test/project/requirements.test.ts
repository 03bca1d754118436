import assert from 'node:assert/strict'

import {readRequirements} from '../../src/packaging/requirements/read-requirements.js'
import {treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

function readFiles(files: TestFiles) {
  return readRequirements(treeOf(files), 'requirements.txt')
}

/** What pip itself can't be asked: what is told beside its answer, and what it would only tell on Heroku. */
describe('requirements files', () => {
  it('are read through includes, each line with its place', () => {
    const {entries, files} = readFiles({
      'deps/a.txt': '# a\n\nidna==3.11 \\\n  ; os_name == "posix"\n-c ../limits.txt\n',
      'limits.txt': 'six<2\n',
      'requirements.txt': '-r deps/a.txt\r\nsix\r\n',
    })
    assert.deepEqual(
      entries.map(({constraint, file, line, name}) => [file, line, name, constraint]),
      [
        ['deps/a.txt', 3, 'idna', false],
        ['limits.txt', 1, 'six', true],
        ['requirements.txt', 2, 'six', false],
      ],
    )
    assert.deepEqual(files, ['requirements.txt', 'deps/a.txt', 'limits.txt'])
  })

  const includes: [written: string, status: string, path: string | null][] = [
    ['base.txt', 'read', 'base.txt'],
    ['./x/../base.txt', 'read', 'base.txt'],
    ['"with space.txt"', 'read', 'with space.txt'],
    ['nowhere.txt', 'missing', 'nowhere.txt'],
    ['folder', 'missing', 'folder'],
    ['../base.txt', 'outside', null],
    ['/etc/requirements.txt', 'outside', null],
    ['https://example.com/base.txt', 'remote', null],
    ['${FOLDER}/base.txt', 'variable', null],
    ['requirements.txt', 'cycle', 'requirements.txt'],
    ['circle.txt', 'read', 'circle.txt'],
    ['submodule/base.txt', 'unknown', 'submodule/base.txt'],
    ['link.txt', 'read', 'link.txt'],
  ]
  for (const [written, status, path] of includes) {
    it(`include ${written}: ${status}`, () => {
      const found = readFiles({
        'base.txt': 'six\n',
        'circle.txt': '-r circle.txt\n',
        'folder/a.txt': '',
        'link.txt': {link: 'base.txt'},
        'requirements.txt': `-r ${written}\n`,
        submodule: {folder: true},
        'with space.txt': '',
      })
      assert.deepEqual([found.includes[0]!.status, found.includes[0]!.path], [status, path])
    })
  }

  it('that include each other over and over come to an end', () => {
    const files = Object.fromEntries(
      Array.from({length: 30}, (_, index) => [`${index}.txt`, `-r ${index + 1}.txt\n`.repeat(30)] as const),
    )
    const found = readFiles({...files, '30.txt': 'six\n', 'requirements.txt': '-r 0.txt\n'})
    assert.ok(found.files.length <= 500)
    assert.ok(found.includes.some(({status}) => status === 'unknown'))
  })

  it('name their variables, but not those of comments; a line with one is not judged', () => {
    const {entries, problems, variables} = readFiles({
      'requirements.txt':
        '${NAME}==1\n# ${NO}\n-i https://${USER}:${PASS}@h/simple\nx @ git+https://${TOKEN}@h/x@v1\nsix ${lower}\n',
    })
    assert.deepEqual(
      variables.map(({line, name}) => `${line} ${name}`),
      ['1 NAME', '3 USER', '3 PASS', '4 TOKEN'],
    )
    assert.deepEqual(
      entries.map(({name}) => name),
      ['x'],
    )
    assert.deepEqual(
      problems.map(({line}) => line),
      [5],
    )
  })

  it('are read once for each tree', () => {
    const tree = treeOf({'requirements.txt': 'six\n'})
    assert.equal(readRequirements(tree, 'requirements.txt'), readRequirements(tree, 'requirements.txt'))
    assert.deepEqual(readRequirements(tree, 'nowhere.txt').entries, [])
  })

  const references: [line: string, kind: string, at: string | null][] = [
    ['x @ git+https://u:p@h/a/x.git@feature/y#subdirectory=z@1', 'vcs', 'feature/y'],
    ['x @ git+ssh://git@h/a/x.git', 'vcs', null],
    ['-e git+https://${TOKEN}@h/x@v1.0#egg=x', 'vcs', 'v1.0'],
    ['x @ file:///a/b', 'path', null],
    ['x @ file:./lib', 'path', 'lib'],
    ['file://localhost/a', 'path', null],
    ['../lib', 'path', null],
    ['-e ../lib', 'path', null],
    [String.raw`C:\x\y-1.0-py3-none-any.whl`, 'path', null],
    ['-e C:/x', 'path', null],
    ['-e .', 'path', ''],
    ['./lib[a]', 'path', 'lib'],
  ]
  for (const [line, kind, at] of references) {
    it(`${line}: ${kind} ${at ?? 'elsewhere'}`, () => {
      const {entries, problems} = readFiles({'lib/setup.py': '', 'requirements.txt': line, 'setup.py': ''})
      assert.deepEqual(problems, [])
      const {source} = entries[0]!
      assert.deepEqual([source.kind, source.kind === 'vcs' ? source.ref : source.kind === 'path' ? source.path : ''], [kind, at])
    })
  }

  it('in a folder of another repository, whose files are not known, are let pass', () => {
    const {problems} = readFiles({
      'requirements.txt': '-e ./submodule\n./submodule/lib\n-e ./submodule/lib\n./submodule/x.tar.gz\n-r submodule/r.txt\n',
      submodule: {folder: true},
    })
    assert.deepEqual(problems, [])
  })

  it('that are there and are no folder are refused', () => {
    const {problems} = readFiles({'notes.md': '', 'requirements.txt': './notes.md\n-e ./notes.md\n'})
    assert.deepEqual(
      problems.map(({fault}) => fault.id),
      ['no-such-path', 'no-such-path'],
    )
  })
})
