import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'

import {CannotStart, type Finished, realProcesses, type RunOptions} from '../../src/system/processes.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {until} from '../support/until.js'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

async function node(script: string, options: Partial<RunOptions> = {}, args: readonly string[] = []): Promise<Finished> {
  return realProcesses.run(process.execPath, ['-e', script, '--', ...args], {cwd: process.cwd(), ...options})
}

describe('a program that is run to its end', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('gets its arguments and input as they are, and gives both outputs and its exit code', async () => {
    const script = `process.stdout.write(process.argv[1]); process.stdin.pipe(process.stderr); process.exitCode = 3`
    const {exitCode, stderr, stdout} = await node(script, {input: 'grüße'}, ['a b"$HOME'])
    assert.deepEqual([exitCode, text(stdout), stderr], [3, 'a b"$HOME', 'grüße'])
  })

  it('sees our environment, and what is added to it or taken from it', async () => {
    const script = 'process.stdout.write(JSON.stringify([process.env.ADDED, process.env.PATH === undefined, !process.env.HOME]))'
    const {stdout} = await node(script, {env: {ADDED: 'yes', PATH: undefined}})
    assert.deepEqual(JSON.parse(text(stdout)), ['yes', true, !process.env.HOME])
  })

  it('need not read its input', async () => {
    const {exitCode} = await node('process.exit(0)', {input: Buffer.alloc(4 * 1024 * 1024)})
    assert.equal(exitCode, 0)
  })

  it('is ended when it prints too much; the beginning is kept', async () => {
    const {exitCode, stdout} = await node('for (;;) process.stdout.write("x".repeat(1024))', {limit: 5000})
    assert.deepEqual([exitCode, text(stdout)], [undefined, 'x'.repeat(5000)])
  })

  it('is ended when it complains without end', async () => {
    const {exitCode, stderr} = await node('const more = () => process.stderr.write("x".repeat(65536), more); more()')
    assert.deepEqual([exitCode, stderr.length], [undefined, 1024 * 1024])
  })

  it('is ended by the signal, by one that was given before, and by the time', async () => {
    const controller = new AbortController()
    const waiting = node('setInterval(() => {}, 1000)', {signal: controller.signal})
    controller.abort()
    assert.equal((await waiting).exitCode, undefined)
    assert.equal((await node('setInterval(() => {}, 1000)', {signal: controller.signal})).exitCode, undefined)
    const late = await node('setInterval(() => {}, 1000)', {timeoutMs: 50})
    assert.deepEqual([late.exitCode, late.timedOut], [undefined, true])
  })

  it('is not waited for by way of what it leaves running, once it is ended', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no sleep program')
    const folder = folders.make()
    const script = `
      const child = require('node:child_process').spawn('sleep', ['3600'], {detached: true, stdio: 'inherit'})
      process.stdout.write(String(child.pid), () => require('node:fs').writeFileSync('printed', ''))
      setInterval(() => {}, 1000)`
    const controller = new AbortController()
    const ended = node(script, {cwd: folder, signal: controller.signal})
    await until(() => existsSync(path.join(folder, 'printed')))
    controller.abort()
    const {exitCode, stdout} = await ended
    assert.equal(exitCode, undefined)
    assert.match(text(stdout), /^\d+$/)
    process.kill(Number(text(stdout)), 'SIGKILL')
  })

  it('that is not there, or has no folder or impossible arguments, cannot start', async () => {
    const cwd = folders.make({})
    await assert.rejects(realProcesses.run('no-such-program', [], {cwd}), CannotStart)
    await assert.rejects(realProcesses.run(process.execPath, ['-v'], {cwd: `${cwd}/gone`}), CannotStart)
    await assert.rejects(realProcesses.run(process.execPath, ['a\0b'], {cwd}), CannotStart)
  })
})
