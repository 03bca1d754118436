import assert from 'node:assert/strict'

import {readProject} from '../../src/project/read-project.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realProcesses} from '../../src/system/processes.js'
import {reportOf} from '../support/checks.js'
import {TemporaryFolders} from '../support/repository.js'
import {type Flood, FLOODS} from './floods.js'

/** `npm run fuzz` sets it. */
const IS_FUZZ = process.env.FUZZ_RUNS !== undefined

/**
 * No input is slow without bound: twice the input takes at most 2.5 times the work. Measured as CPU time of this thread, best of
 * five, beside that of an app without a fault, so that a busy machine changes both sides alike. `npm run fuzz` goes on to the
 * hostile sizes.
 */
describe('floods', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  /** Milliseconds of CPU for reading and diagnosing an app, at its best of five. */
  async function work(files: Record<string, string>): Promise<number> {
    const folder = folders.make(files)
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 5; round++) {
      const before = process.cpuUsage()
      const project = await readProject({cwd: folder, source: folder}, {files: realFileSystem, processes: realProcesses})
      reportOf(project)
      const {system, user} = process.cpuUsage(before)
      best = Math.min(best, (system + user) / 1000)
    }

    return best
  }

  const plain = {'.python-version': '3.13\n', Procfile: 'web: gunicorn app:app\n', 'requirements.txt': 'flask==3.1.2\n'}

  for (const flood of FLOODS) {
    it(flood.name, async () => {
      const base = await work(plain)
      const size = IS_FUZZ ? flood.hostile / 2 : flood.size
      const once = await work(flood.files(size))
      const twice = await work(flood.files(size * 2))
      assert.ok(twice <= 2.5 * (once + base), `${once} ms, then ${twice} ms; a plain app takes ${base} ms`)
    })
  }

  const gaveUp: [name: Flood['name'], size: number, warning: RegExp][] = [
    ['settings of many conditions', 3000, /shop\/settings\.py takes too much work to evaluate/],
    ['many requirements', 20_001, /requirements\.txt is too long/],
  ]
  for (const [name, size, warning] of gaveUp) {
    it(`${name}: says what was left out`, async () => {
      const folder = folders.make(FLOODS.find((flood) => flood.name === name)!.files(size))
      const project = await readProject({cwd: folder, source: folder}, {files: realFileSystem, processes: realProcesses})
      assert.match(reportOf(project).warnings.join('\n'), warning)
    })
  }
})
