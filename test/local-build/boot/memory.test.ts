import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {DynoHost, DynoProcess} from '../../../src/system/dyno/dyno-host.js'

import {realDynoHost} from '../../../src/system/dyno/real-dyno-host.js'
import {TemporaryFolders} from '../../support/repository.js'
import {skip} from '../../support/skip.js'
import {until} from '../../support/until.js'
import {bootOne, plant} from './booting.js'

/** Holds 40 MB that its two children share, and each of them 20 MB of its own. */
const FAMILY = `import os, time
shared = b'x' * 40_000_000
for child in range(2):
    if os.fork() == 0:
        own = b'y' * 20_000_000
        open(f'ready-{child}', 'w').close()
        while True: time.sleep(60)
while True: time.sleep(60)
`

describe('boot: memory', () => {
  const folders = new TemporaryFolders()

  before(function () {
    if (process.platform !== 'linux') skip(this, 'only Linux has /proc')
  })

  after(() => folders.remove())

  it('is what /proc says of the process and all that it started, within 10 %', async () => {
    const folder = folders.make()
    plant(folder, {'family.py': FAMILY})
    let byHand = 0
    const host: DynoHost = {
      ...realDynoHost,
      async wait(milliseconds, signal) {
        await until(() => existsSync(path.join(folder, 'ready-0')) && existsSync(path.join(folder, 'ready-1')))
        await realDynoHost.wait(milliseconds, signal)
      },
      async start(program, args, options) {
        const started = await realDynoHost.start(program, args, options)
        const watched: DynoProcess = {
          close: async () => started.close(),
          exited: started.exited,
          isAlive: async () => started.isAlive(),
          listening: async () => started.listening(),
          async memory() {
            byHand = proportionalSize(folder)
            return started.memory()
          },
          signal: async (name) => started.signal(name),
        }
        return watched
      },
    }
    const {memory} = await bootOne(folder, 'python3 family.py', {host, times: {stopMs: 500, workerMs: 500}, type: 'worker'})
    assert.equal(memory?.method, 'pss')
    assert.ok(Math.abs(memory.bytes - byHand) <= byHand / 10, `${memory.bytes}, by hand ${byHand}`)
    assert.ok(memory.bytes > 80_000_000, String(memory.bytes))
    // Three times 40 MB would be RSS.
    assert.ok(memory.bytes < 130_000_000, String(memory.bytes))
  })
})

/** The Pss lines of smaps itself, of all processes in a folder. */
function proportionalSize(folder: string): number {
  let kilobytes = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HOME=${folder}\0`)) continue
      const sizes = readFileSync(`/proc/${pid}/smaps`, 'latin1').matchAll(/^Pss:\s+(\d+) kB$/gm)
      for (const [, size] of sizes) kilobytes += Number(size)
    } catch {
      // It has ended, or is none of ours.
    }
  }

  return kilobytes * 1024
}
