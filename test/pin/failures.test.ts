import assert from 'node:assert/strict'
import path from 'node:path'

import type {FileSystem} from '../../src/system/file-system.js'
import type {PinInput} from '../../src/pin/read-input.js'

import {applyUnlessWorse} from '../../src/pin/dependencies/apply-unless-worse.js'
import {takeSnapshot} from '../../src/edits/apply-whole.js'
import {pinVersion} from '../../src/pin/pin-version.js'
import {ProblemError, type SharedProblem} from '../../src/common/problem.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realSystem} from '../../src/system/real-system.js'
import {type Sketch, TestFolder} from './folder.js'
import {pinInputOf} from './machine.js'

/** What goes wrong while files are written: nothing is lost, and the problem says why. The tests may run as root, so the disk is a stand-in. */
describe('pin, when files can not be written', () => {
  const REQUEST = {argument: undefined, exact: false, yes: true}
  const MISSPELLED = {'.python-version.txt': '3.13.1\n', 'requirements.txt': 'flask\n', 'runtime.txt': 'python-3.12\n'}

  async function pinned(folder: TestFolder, files: FileSystem, input?: PinInput) {
    return pinVersion(REQUEST, input ?? (await pinInputOf(folder)), {...realSystem, files}, {dryRun: false})
  }

  async function problemOf(work: Promise<unknown>): Promise<SharedProblem> {
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
        const input = await pinInputOf(folder)
        await folder.write(change)
        const problem = await problemOf(pinned(folder, realFileSystem, input))
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
      assert.deepEqual(await problemOf(pinInputOf(folder)), {id: 'in-the-way', path: '.python-version'})
    } finally {
      await folder.remove()
    }
  })

  it('what makes the prediction worse is taken back, and says so', async () => {
    const before = {'.python-version': '3.13\n', 'requirements.txt': 'flask\n'}
    const folder = await TestFolder.make(before)
    try {
      const input = await pinInputOf(folder)
      const edits = [
        {action: 'rename', path: 'requirements.txt', to: 'requirements.in'},
        {action: 'write', contents: '', path: 'uv.lock'},
      ] as const
      const snapshot = await takeSnapshot(['requirements.txt', 'requirements.in', 'uv.lock'], folder.path, realFileSystem)
      const refusal = await applyUnlessWorse(edits, snapshot, {files: realFileSystem, input})
      assert.deepEqual(refusal, {after: 'Python 3.13.15, uv', before: 'Python 3.13.15, pip', id: 'prediction-worse'})
      assert.deepEqual(await folder.tree(), before)
    } finally {
      await folder.remove()
    }
  })
})
