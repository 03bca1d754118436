import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {once} from 'node:events'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import {build} from 'esbuild'

import {mapLimited} from '../../../src/system/limited.js'
import {PROJECT} from '../../support/heroku-cli.js'
import {TemporaryFolders} from '../../support/repository.js'
import {skip} from '../../support/skip.js'
import {bootOne, plant} from './booting.js'
import {everythingOf} from './left-over.js'

/** What does everything to stay: it ignores signals, and has children in the background, in sessions of their own, and orphans. */
const STUBBORN = `import os, signal, subprocess, sys, time
for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(name, signal.SIG_IGN)
forever = 'import time\\nwhile True: time.sleep(60)'
subprocess.Popen([sys.executable, '-c', forever])
subprocess.Popen([sys.executable, '-c', forever], start_new_session=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        open('ready', 'w').close()
        while True: time.sleep(60)
    os._exit(0)
while True: time.sleep(60)
`

const ONLY_LINUX = 'only Linux says which processes belong to a folder'

describe('boot: nothing is left', () => {
  const folders = new TemporaryFolders()

  before(function () {
    if (process.platform !== 'linux') skip(this, ONLY_LINUX)
  })

  after(() => folders.remove())

  it('after 30 ends at random moments: ctrl-C, two of them, SIGTERM, SIGKILL', async () => {
    const program = path.join(folders.make(), 'booting-process.mjs')
    const entry = path.join(PROJECT, 'test/local-build/boot/booting-process.ts')
    const banner = {js: "import {createRequire as forBundle} from 'node:module'; const require = forBundle(import.meta.url);"}
    await build({banner, bundle: true, entryPoints: [entry], format: 'esm', outfile: program, platform: 'node'})
    const ways: NodeJS.Signals[][] = [['SIGINT'], ['SIGINT', 'SIGINT'], ['SIGTERM'], ['SIGKILL'], ['SIGINT', 'SIGKILL']]
    let began = 0
    await mapLimited(Array.from({length: 30}), 3, async () => {
      const turn = began++
      const folder = folders.make({'stubborn.py': STUBBORN})
      const child = spawn(process.execPath, [program, folder, 'python3 stubborn.py'], {stdio: 'inherit'})
      const exit = once(child, 'exit')
      // Half of them once all is running, the others at any moment before.
      const waits = turn % 2 === 0
      const isReady = () => existsSync(path.join(folder, 'ready'))
      const random = Math.random() * 1500
      const end = performance.now() + random
      while (waits ? !isReady() && child.exitCode === null : performance.now() < end) await sleep(10)
      assert.ok(!waits || isReady(), 'it did not begin')
      for (const signal of ways[turn % ways.length]!) {
        child.kill(signal)
        await sleep(Math.random() * 50)
      }

      await exit
      assert.deepEqual(
        await leftOver(folder),
        [],
        `${turn}: ${ways[turn % ways.length]!.join(', ')} ${waits ? 'when it ran' : `after ${random} ms`}`,
      )
    })
  })

  it('of a web process that has ended: its children neither', async () => {
    const folder = folders.make()
    plant(folder, {'stubborn.py': STUBBORN.replace(/while True: time\.sleep\(60\)\n$/, 'sys.exit(1)\n')})
    const {verdict} = await bootOne(folder, 'python3 stubborn.py')
    assert.equal(verdict.id, 'crashed')
    assert.deepEqual(everythingOf(folder), [])
  })
})

/** What is still there after the watchdog had its time, some minutes: it is no part of the process that was killed. */
async function leftOver(folder: string): Promise<string[]> {
  let left = everythingOf(folder)
  for (let look = 0; look < 3600 && left.length > 0; look++) {
    await sleep(50)
    left = everythingOf(folder)
  }

  return left
}
