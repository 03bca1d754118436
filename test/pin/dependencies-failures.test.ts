import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'

import {ProblemError, type SharedProblem} from '../../src/common/problem.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {CannotStart, realProcesses} from '../../src/system/processes.js'
import {TestFolder} from './folder.js'
import {machine, pin, type Pinning} from './machine.js'

/** What ends the work early: the source is as it was, no temporary folder is left, and the problem says what to do. */
describe('pin --dependencies, when it can not be done', () => {
  const BEFORE = {'.python-version': '3.13\n', 'requirements.txt': 'idna\n'}
  let folder: TestFolder

  beforeEach(async () => {
    folder = await TestFolder.make(BEFORE)
  })

  afterEach(async () => {
    await folder.remove()
  })

  async function problemOf(options: Pinning): Promise<SharedProblem> {
    try {
      await pin(folder, options)
    } catch (error) {
      if (error instanceof ProblemError) return error.problem
      throw error
    }

    throw new Error('no problem')
  }

  it('no Python on this machine', async () => {
    const processes = {
      ...realProcesses,
      async run(): Promise<never> {
        throw new CannotStart('ENOENT')
      },
    }
    assert.deepEqual(await problemOf({machine: machine({processes})}), {
      id: 'no-python',
      offline: false,
      tool: 'uv',
      version: null,
    })
    assert.deepEqual(await folder.tree(), BEFORE)
  })

  it('Pipenv needs the very version', async () => {
    await folder.remove()
    folder = await TestFolder.make({'.python-version': '3.13\n', Pipfile: '', 'Pipfile.lock': '{}'})
    const used = machine()
    const processes = {
      ...realProcesses,
      async run(program: string, ...rest: [readonly string[], {cwd: string}]) {
        if (/python/.test(program)) throw new CannotStart('ENOENT')
        return used.processes.run(program, ...rest)
      },
    }
    const problem = await problemOf({machine: machine({processes})})
    assert.deepEqual(problem, {id: 'no-python', offline: false, tool: 'Pipenv', version: '3.13'})
  })

  it('--offline, and nothing is in its cache: no network is used', async () => {
    await pin(folder, {dryRun: true})
    const cache = await TestFolder.make()
    process.env.UV_CACHE_DIR = cache.path
    try {
      const {refusal} = await pin(folder, {machine: machine({offline: true})})
      assert.match(JSON.stringify(refusal), /network was disabled/)
    } finally {
      delete process.env.UV_CACHE_DIR
      await cache.remove()
    }
  })

  it('--offline, and the tool is not in the cache folder', async () => {
    const cache = await TestFolder.make()
    try {
      const problem = await problemOf({machine: machine({cacheFolder: cache.path, offline: true})})
      assert.equal(problem.id, 'tool-not-installable')
      assert.deepEqual(await cache.tree(), {})
    } finally {
      await cache.remove()
    }
  })

  it('the tool can not be installed: nothing half made stays in the cache folder', async () => {
    const cache = await TestFolder.make()
    const used = machine({cacheFolder: cache.path})
    const processes = {
      ...realProcesses,
      async run(program: string, args: readonly string[], options: {cwd: string}) {
        if (args.includes('install')) return {exitCode: 1, stderr: 'no index\nhttps://bob:pw@h/', stdout: new Uint8Array()}
        return used.processes.run(program, args, options)
      },
    }
    try {
      const problem = await problemOf({machine: {...used, processes}})
      assert.equal(problem.id, 'tool-not-installable')
      assert.deepEqual(await cache.tree(), {})
      assert.equal(used.left.size, 0)
      assert.deepEqual(await folder.tree(), BEFORE)
    } finally {
      await cache.remove()
    }
  })

  it('ctrl-C while it resolves', async () => {
    const controller = new AbortController()
    const used = machine({
      progress(message) {
        if (message.startsWith('Resolving')) setTimeout(() => controller.abort(), 30)
      },
      signal: controller.signal,
    })
    assert.deepEqual(await problemOf({machine: used}), {id: 'interrupted'})
    assert.equal(used.left.size, 0)
    assert.deepEqual(await folder.tree(), BEFORE)
  })

  it('a concurrent edit while it resolves is not overwritten', async () => {
    const progress = (message: string) => {
      if (message.startsWith('Resolving')) writeFileSync(path.join(folder.path, 'requirements.txt'), 'six\n')
    }

    assert.deepEqual(await problemOf({machine: machine({progress})}), {id: 'file-changed', path: 'requirements.txt'})
    assert.deepEqual(await folder.tree(), {...BEFORE, 'requirements.txt': 'six\n'})
  })

  it('a full disk, after requirements.txt was renamed', async () => {
    const files = {
      ...realFileSystem,
      async write(file: string, contents: string | Uint8Array) {
        if (file === path.join(folder.path, 'requirements.txt')) throw Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'})
        return realFileSystem.write(file, contents)
      },
    }
    assert.equal((await problemOf({machine: machine({files})})).id, 'not-writable')
    assert.deepEqual(await folder.tree(), BEFORE)
  })

  it('no package manager', async () => {
    await folder.remove()
    folder = await TestFolder.make({'app.py': ''})
    assert.deepEqual(await problemOf({}), {id: 'lock-file-missing'})
  })

  const refusals: [name: string, files: Record<string, string>, id: string][] = [
    ['a version that Heroku dropped', {'.python-version': '3.8\n'}, 'version-undecided'],
    ['an unrelated requirements.in', {'requirements.in': 'black\n'}, 'requirements-in-unrelated'],
  ]
  for (const [name, files, id] of refusals) {
    it(`is refused: ${name}`, async () => {
      await folder.write(files)
      assert.equal((await pin(folder)).refusal?.id, id)
      assert.deepEqual(await folder.tree(), {...BEFORE, ...files})
    })
  }

  it('is refused: a requirements.in that git ignores would be overwritten', async () => {
    folder.git('init', '--quiet')
    await folder.write({'.gitignore': 'requirements.in\n', 'requirements.in': 'mine\n'})
    assert.equal((await pin(folder)).refusal?.id, 'requirements-in-unrelated')
    assert.equal(await folder.read('requirements.in'), 'mine\n')
  })
})
