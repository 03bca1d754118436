import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {readdirSync} from 'node:fs'
import {hostname} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import type {FileSystem} from '../../src/system/file-system.js'

import {pinVersion} from '../../src/pin/pin-version.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realSystem} from '../../src/system/real-system.js'
import {until} from '../support/until.js'
import {type Sketch, TestFolder} from './folder.js'
import {pinInputOf} from './machine.js'

class Killed extends Error {}

const CHANGES = ['link', 'makeFolder', 'remove', 'rename', 'write', 'writeNew'] as const

/** Does so many changes, and then nothing more: as if the process had been killed. */
function dying(changes: number): FileSystem {
  let left = changes
  const files: FileSystem = {...realFileSystem}
  for (const name of CHANGES) {
    const real = realFileSystem[name] as (...args: string[]) => Promise<void>
    Object.assign(files, {
      async [name](...args: string[]) {
        left -= 1
        if (left < 0) throw new Killed()
        return real(...args)
      },
    })
  }

  return files
}

/** A file that a process of this machine is writing. */
function unfinishedBy(pid: number): string {
  return `.${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-${pid}-01234567.heroku-python`
}

describe('pin, killed', () => {
  const REQUEST = {argument: undefined, exact: false, yes: true}
  const folders: TestFolder[] = []

  afterEach(async () => {
    for (const folder of folders.splice(0)) await folder.remove()
  })

  async function make(sketch: Sketch): Promise<TestFolder> {
    const folder = await TestFolder.make(sketch)
    folders.push(folder)
    return folder
  }

  async function pin(folder: TestFolder, files: FileSystem = realFileSystem): Promise<void> {
    await pinVersion(REQUEST, await pinInputOf(folder), {...realSystem, files}, {dryRun: false})
  }

  const befores: Record<string, Sketch> = {
    'a runtime.txt': {'requirements.txt': '', 'runtime.txt': 'python-3.12.1\n'},
    'a version file beside runtime.txt': {'.python-version': '3.13.1\n', 'requirements.txt': '', 'runtime.txt': 'python-3.12\n'},
    'misspelled files': {'.python-version.txt': '3.13.1\n', 'requirements.txt': '', 'runtime.txt': 'x', python_version: '3.12\n'},
    'a link that leads nowhere': {
      '.python-version': {link: '../nowhere'},
      'requirements.txt': '',
      'runtime.txt': 'python-3.12\n',
    },
  }
  for (const [name, before] of Object.entries(befores)) {
    it(`${name}: the next run finishes what it finds, wherever the last one was ended`, async () => {
      const whole = await make(before)
      await pin(whole)
      const expected = await whole.tree()
      for (let changes = 0, isKilled = true; isKilled; changes++) {
        const folder = await make(before)
        isKilled = await pin(folder, dying(changes)).then(
          () => false,
          (error: unknown) => error instanceof Killed,
        )
        await pin(folder)
        assert.deepEqual(await folder.tree(), expected, `killed after ${changes} changes`)
      }
    })
  }

  it('in the midst of a write: the file is as it was, and the next run clears what is left', async () => {
    const folder = await make({'.python-version': '3.13.1\n', 'requirements.txt': ''})
    const place = path.join(folder.path, '.python-version')
    const atomicWrite = fileURLToPath(new URL('../../src/system/atomic-write.ts', import.meta.url))
    const script = `import {writeAtomic} from ${JSON.stringify(atomicWrite)}
for (;;) await writeAtomic(${JSON.stringify(place)}, '3.13.1' + '\\n'.repeat(50_000_000))`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {stdio: 'inherit'})
    const isUnfinished = () => readdirSync(folder.path).some((name) => name.endsWith('.heroku-python'))
    await until(() => isUnfinished() || child.exitCode !== null)
    child.kill('SIGKILL')
    await once(child, 'exit')
    assert.ok(isUnfinished())
    assert.match(await folder.read('.python-version'), /^3\.13\.1\n/)
    await folder.write({'.python-version': '3.13.1\n'})
    await pin(folder)
    assert.deepEqual(await folder.tree(), {'.python-version': '3.13\n', 'requirements.txt': ''})
  })

  it('what a run is writing at this moment, what another computer has begun, and what is like it stay', async () => {
    const names = [
      '.00000000-4194303-00000000.heroku-python',
      '.python-version.310',
      'notes.heroku-python',
      unfinishedBy(process.pid),
      `copy-of-${unfinishedBy(4_194_303)}`,
    ]
    const before = {'requirements.txt': '', ...Object.fromEntries(names.map((name) => [name, 'mine']))}
    const folder = await make({...before, '.python-version': '3.13.1\n'})
    await pin(folder)
    assert.deepEqual(await folder.tree(), {...before, '.python-version': '3.13\n'})
  })
})
