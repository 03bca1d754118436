import assert from 'node:assert/strict'
import {chmod, mkdir, stat, writeFile} from 'node:fs/promises'
import path from 'node:path'

import type {FileSystem} from '../../src/system/file-system.js'
import type {Situation} from '../../src/pin/situation.js'

import {applyUnlessWorse} from '../../src/pin/dependencies/apply-unless-worse.js'
import {takeSnapshot} from '../../src/edits/apply-whole.js'
import {pinVersion} from '../../src/pin/pin-version.js'
import {type Problem, ProblemError} from '../../src/problem.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realSystem} from '../../src/system/real-system.js'
import {type Sketch, TestFolder} from './folder.js'
import {situationOf} from './machine.js'

/** What goes wrong while files are written: nothing is lost, and the problem says why. The tests may run as root, so the disk is a stand-in. */
describe('pin, when files can not be written', () => {
  const REQUEST = {argument: undefined, exact: false, yes: true}
  const MISSPELLED = {'.python-version.txt': '3.13.1\n', 'requirements.txt': 'flask\n', 'runtime.txt': 'python-3.12\n'}

  async function pinned(folder: TestFolder, files: FileSystem, situation?: Situation) {
    return pinVersion(REQUEST, situation ?? (await situationOf(folder)), {...realSystem, files}, {dryRun: false})
  }

  async function problemOf(work: Promise<unknown>): Promise<Problem> {
    try {
      await work
    } catch (error) {
      if (error instanceof ProblemError) return error.problem
      throw error
    }

    throw new Error('no problem')
  }

  function failing(code: string, method: 'remove' | 'rename' | 'write', name: string): FileSystem {
    const broken = async (file: string, ...rest: string[]) => {
      if (path.basename(file) === name) throw Object.assign(new Error(code), {code})
      return (realFileSystem[method] as (...args: string[]) => Promise<void>)(file, ...rest)
    }

    return {...realFileSystem, [method]: broken}
  }

  const table: [name: string, before: Sketch, files: FileSystem, file: string, code: string][] = [
    [
      'a full disk',
      {'requirements.txt': 'x\n', 'runtime.txt': 'python-3.12\n'},
      failing('ENOSPC', 'write', '.python-version'),
      '.python-version',
      'ENOSPC',
    ],
    ['a full disk, after a rename', MISSPELLED, failing('ENOSPC', 'write', '.python-version'), '.python-version', 'ENOSPC'],
    ['a read-only folder', {'requirements.txt': 'x\n'}, failing('EROFS', 'write', '.python-version'), '.python-version', 'EROFS'],
    [
      'a folder without permission',
      MISSPELLED,
      failing('EACCES', 'rename', '.python-version.txt'),
      '.python-version.txt',
      'EACCES',
    ],
    ['a runtime.txt that can not be removed', MISSPELLED, failing('EPERM', 'remove', 'runtime.txt'), 'runtime.txt', 'EPERM'],
  ]
  for (const [name, before, files, file, code] of table) {
    it(`${name}: everything is as it was`, async () => {
      const folder = await TestFolder.make(before)
      try {
        const problem = await problemOf(pinned(folder, files))
        assert.deepEqual(problem, {code, id: 'not-writable', path: path.join(folder.path, file)})
        assert.deepEqual(await folder.tree(), before)
      } finally {
        await folder.remove()
      }
    })
  }

  const edits: [name: string, before: Sketch, change: Sketch][] = [
    [
      'a version file that was changed',
      {'.python-version': '3.13.1\n', 'requirements.txt': 'x\n'},
      {'.python-version': '3.12\n'},
    ],
    ['a version file that was made', {'requirements.txt': 'x\n'}, {'.python-version': '3.12\n'}],
    [
      'a runtime.txt that was changed',
      {'requirements.txt': 'x\n', 'runtime.txt': 'python-3.12\n'},
      {'runtime.txt': 'python-3.13\n'},
    ],
  ]
  for (const [name, before, change] of edits) {
    it(`a concurrent edit: ${name} is not overwritten`, async () => {
      const folder = await TestFolder.make(before)
      try {
        const situation = await situationOf(folder)
        await folder.write(change)
        const problem = await problemOf(pinned(folder, realFileSystem, situation))
        assert.deepEqual(problem, {id: 'file-changed', path: Object.keys(change)[0]})
        assert.deepEqual(await folder.tree(), {...before, ...change})
      } finally {
        await folder.remove()
      }
    })
  }

  it('a folder in the way is told of, and left alone', async () => {
    const folder = await TestFolder.make({'.python-version/x': '', 'requirements.txt': 'x\n'})
    try {
      assert.deepEqual(await problemOf(situationOf(folder)), {id: 'in-the-way', path: '.python-version'})
    } finally {
      await folder.remove()
    }
  })

  it('what makes the prediction worse is taken back, and says so', async () => {
    const before = {'.python-version': '3.13\n', 'requirements.txt': 'flask\n'}
    const folder = await TestFolder.make(before)
    try {
      const situation = await situationOf(folder)
      const edits = [
        {action: 'rename', path: 'requirements.txt', to: 'requirements.in'},
        {action: 'write', contents: '', path: 'uv.lock'},
      ] as const
      const snapshot = await takeSnapshot(['requirements.txt', 'requirements.in', 'uv.lock'], folder.path, realFileSystem)
      const refusal = await applyUnlessWorse(edits, snapshot, {files: realFileSystem, situation})
      assert.deepEqual(refusal, {after: 'Python 3.13.15, uv', before: 'Python 3.13.15, pip', id: 'prediction-worse'})
      assert.deepEqual(await folder.tree(), before)
    } finally {
      await folder.remove()
    }
  })
})

describe('pin, on disk', () => {
  let folder: TestFolder

  beforeEach(async () => {
    folder = await TestFolder.make({'requirements.txt': 'flask\n'})
  })

  afterEach(async () => {
    await folder.remove()
  })

  const pin = async () =>
    pinVersion({argument: undefined, exact: false, yes: true}, await situationOf(folder), realSystem, {dryRun: false})

  it("keeps a file's mode", async () => {
    await folder.write({'.python-version': '3.13.1\n'})
    await chmod(path.join(folder.path, '.python-version'), 0o640)
    await pin()
    assert.equal((await stat(path.join(folder.path, '.python-version'))).mode & 0o777, 0o640)
    assert.equal(await folder.read('.python-version'), '3.13\n')
  })

  it('writes through a link within the source', async () => {
    await folder.write({'.python-version': {link: 'config/python'}, 'config/python': '3.13.1\n'})
    await pin()
    const tree = await folder.tree()
    assert.equal(tree['.python-version'], '→ config/python')
    assert.equal(tree['config/python'], '3.13\n')
  })

  for (const target of ['../elsewhere', '/nowhere/at/all']) {
    it(`puts a file in the place of a link that leads nowhere on Heroku: ${target}`, async () => {
      await folder.write({'.python-version': {link: target}})
      await pin()
      assert.equal((await folder.tree())['.python-version'], '3.14\n')
    })
  }

  it('leaves a file outside of the source alone, though a link leads to it', async () => {
    const outside = await TestFolder.make({python: '3.12.1\n'})
    try {
      await folder.write({'.python-version': {link: path.join(outside.path, 'python')}})
      await pin()
      assert.equal(await outside.read('python'), '3.12.1\n')
      assert.equal((await folder.tree())['.python-version'], '3.14\n')
    } finally {
      await outside.remove()
    }
  })

  it('works in a fresh repository, from a subfolder, and names the git commands', async () => {
    folder.git('init', '--quiet')
    await folder.write({'runtime.txt': 'python-3.12.1\n'})
    await mkdir(path.join(folder.path, 'a b'))
    const situation = {...(await situationOf(folder)), cwd: path.join(folder.path, 'a b')}
    const report = await pinVersion({argument: undefined, exact: false, yes: false}, situation, realSystem, {dryRun: false})
    assert.deepEqual(report.gitCommands, [
      'git add ../.python-version',
      'git rm --cached --ignore-unmatch ../runtime.txt',
      'git commit --message "Pin Python 3.12"',
    ])
    for (const command of report.gitCommands.slice(0, 2)) folder.git(...command.replaceAll('../', '').split(' ').slice(1))
    assert.equal(folder.git('diff', '--cached', '--name-only').trim(), '.python-version')
  })

  it('warns where git or Heroku would leave the file out', async () => {
    folder.git('init', '--quiet')
    await folder.write({'.gitignore': '*.pyc\n.python-version\n', '.slugignore': '/.python-version\n'})
    const {gitCommands, warnings} = await pin()
    assert.deepEqual(
      warnings.map(({id}) => id),
      ['git-ignored', 'slug-ignored'],
    )
    assert.equal(gitCommands[0], 'git add --force .python-version')
  })

  it('mends a file that git ignores, comments and all', async () => {
    folder.git('init', '--quiet')
    await writeFile(path.join(folder.path, '.gitignore'), '.python-version\n')
    await folder.write({'.python-version': '# mine\n3.12.1\n'})
    const {version} = await pin()
    assert.equal(version, '3.12')
    assert.equal(await folder.read('.python-version'), '# mine\n3.12\n')
  })
})
