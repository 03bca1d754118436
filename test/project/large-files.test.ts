import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {truncateSync} from 'node:fs'
import path from 'node:path'

import type {PredictBuildOptions} from '../../src/index.js'
import {readProject} from '../../src/project/read-project.js'
import {CONTENT_LIMIT, PYTHON_FILE_LIMIT} from '../../src/project/wanted-files.js'
import {type FileSystem, realFileSystem} from '../../src/system/file-system.js'
import {type Processes, realProcesses} from '../../src/system/processes.js'
import {read, TemporaryFolders} from '../support/repository.js'

const MEGABYTE = 1024 * 1024
const HUGE = 200 * MEGABYTE
const INDEX = new URL('../../src/index.ts', import.meta.url).href

/** The real files and programs; it counts what was read from them. */
class CountingSystem {
  bytes = 0
  readonly files: FileSystem = {
    ...realFileSystem,
    read: async (file, limit) => this.counted(await realFileSystem.read(file, limit)),
  }
  readonly processes: Processes = {
    ...realProcesses,
    run: async (...args) => {
      const finished = await realProcesses.run(...args)
      this.counted(finished.stdout)
      return finished
    },
  }

  private counted(read: Uint8Array): Uint8Array {
    this.bytes += read.length
    return read
  }
}

describe('large sources', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  /** Predicts in a process of its own, whose peak of memory is not that of other tests. */
  function measure(folder: string, options: PredictBuildOptions): {megabytes: number; steps: string[]} {
    const script = `
      const {predictBuild} = await import(${JSON.stringify(INDEX)})
      const before = process.resourceUsage().maxRSS
      const {steps} = await predictBuild(${JSON.stringify(folder)}, ${JSON.stringify(options)})
      const megabytes = (process.resourceUsage().maxRSS - before) / 1024
      console.log(JSON.stringify({megabytes, steps}))`
    const node = ['--import', 'tsx', '--input-type=module', '--eval', script]
    return JSON.parse(execFileSync(process.execPath, node, {encoding: 'utf8'})) as ReturnType<typeof measure>
  }

  it('cost little memory; only the beginning of a huge file is read', async () => {
    const repository = folders.repository().write({'.python-version': '3.13\n', 'huge.bin': '', 'requirements.txt': ''})
    truncateSync(path.join(repository.folder, 'requirements.txt'), HUGE)
    truncateSync(path.join(repository.folder, 'huge.bin'), HUGE)
    repository.git('config', 'core.compression', '1')
    repository.commit()
    for (const options of [{}, {ref: 'HEAD'}]) {
      const {megabytes, steps} = measure(repository.folder, options)
      assert.ok(megabytes < 100, `${megabytes} MB`)
      assert.equal(steps[0], '-----> Using Python 3.13 specified in .python-version')
      assert.equal(steps.at(-1), '-----> Saving cache')
    }

    for (const options of [{}, {dirty: true}, {wholeFolder: true}]) {
      const system = new CountingSystem()
      const project = await readProject({cwd: repository.folder, ...options}, system)
      // git's answer to all at once is given up at 16 MB, and then each file is asked for.
      assert.ok(system.bytes < 4 * CONTENT_LIMIT, `${system.bytes} bytes were read`)
      assert.deepEqual([...project.truncated], [['requirements.txt', HUGE]])
      assert.equal(project.tree.read('requirements.txt')?.length, CONTENT_LIMIT)
    }
  })

  it('of exactly the limit are whole', async () => {
    const folder = folders.make({Pipfile: '', 'uv.lock': ''})
    truncateSync(path.join(folder, 'uv.lock'), CONTENT_LIMIT)
    truncateSync(path.join(folder, 'Pipfile'), CONTENT_LIMIT + 1)
    assert.deepEqual([...(await read(folder)).truncated], [['Pipfile', CONTENT_LIMIT + 1]])
  })

  it('of many Python files are read from the root down, and what is left out is told', async () => {
    const count = PYTHON_FILE_LIMIT + 10
    const deep = Object.fromEntries(Array.from({length: count}, (_, index) => [`app/deep/${index}.py`, 'x']))
    const folder = folders.make({...deep, 'app/far/deeper/settings/live.py': 'x', 'app/tests/test_a.py': 'x', 'manage.py': 'x'})
    const {source, tree} = await read(folder)
    assert.deepEqual(source.notes, [
      {id: 'not-a-repository'},
      {id: 'python-files-skipped', read: PYTHON_FILE_LIMIT, total: count + 2},
    ])
    const contents = [...tree.files()].filter((file) => tree.read(file) !== undefined)
    assert.equal(contents.length, PYTHON_FILE_LIMIT)
    assert.ok(contents.includes('manage.py'))
    assert.ok(contents.includes('app/far/deeper/settings/live.py'))
  })
})
