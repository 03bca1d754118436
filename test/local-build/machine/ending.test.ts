import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'

import {realProcesses} from '../../../src/system/processes.js'
import {TemporaryFolders} from '../../support/repository.js'
import {TestClock} from '../../support/test-clock.js'
import {until} from '../../support/until.js'
import {bash, isRunning} from './support.js'

/** A program with a child and a grandchild that won't end when they are asked to; it tells their ids. */
const STUBBORN = `trap "" TERM; echo $$; bash -c 'trap "" TERM; echo $$; bash -c "trap \\"\\" TERM; echo \\$\\$; while :; do sleep 1; done"; :'; :`

describe('ending a program', () => {
  const folders = new TemporaryFolders()
  let pids: number[] = []

  afterEach(() => folders.remove())

  beforeEach(() => {
    pids = []
  })

  const keep = (line: string) => {
    pids.push(Number(line))
  }

  it('asks first', async () => {
    const controller = new AbortController()
    const lines: string[] = []
    const {exitCode} = await bash('trap "echo cleaned up; exit 9" TERM; echo ready; while :; do sleep 0.05; done', {
      onLine(line) {
        lines.push(line)
        if (line === 'ready') controller.abort()
      },
      signal: controller.signal,
    })
    assert.equal(exitCode, 9)
    assert.equal(lines.at(-1), 'cleaned up')
  })

  it('kills the whole group after a time of grace', async () => {
    const clock = new TestClock()
    const controller = new AbortController()
    const running = bash(STUBBORN, {clock, graceMs: 500, onLine: keep, signal: controller.signal})
    await until(() => pids.length === 3)
    controller.abort()
    clock.pass(499)
    await wait(100)
    assert.ok(pids.every((pid) => isRunning(pid)))
    clock.pass(1)
    assert.deepEqual(await running, {exitCode: undefined, lines: [], signal: 'SIGKILL', timedOut: false})
    await until(() => !pids.some((pid) => isRunning(pid)))
  })

  it('kills it at once when asked twice', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const running = bash(STUBBORN, {killSignal: second.signal, onLine: keep, signal: first.signal})
    await until(() => pids.length === 3)
    first.abort()
    await wait(100)
    assert.ok(pids.every((pid) => isRunning(pid)))
    second.abort()
    assert.equal((await running).signal, 'SIGKILL')
    await until(() => !pids.some((pid) => isRunning(pid)))
  })

  it('of its own when its time is over', async () => {
    const clock = new TestClock()
    const running = bash(STUBBORN, {clock, graceMs: 100, onLine: keep, timeoutMs: 1000})
    await until(() => pids.length === 3)
    clock.pass(1000)
    clock.pass(100)
    assert.deepEqual(await running, {exitCode: undefined, lines: [], signal: 'SIGKILL', timedOut: true})
    await until(() => !pids.some((pid) => isRunning(pid)))
  })

  it('before it has begun', async () => {
    const folder = path.join(process.cwd(), 'never-made')
    const end = await bash(`touch ${folder}`, {signal: AbortSignal.abort()})
    assert.equal(end.exitCode, undefined)
    assert.ok(!existsSync(folder))
  })

  it('of which the output is awaited, by its signal', async () => {
    const controller = new AbortController()
    const folder = folders.make()
    const script = 'echo before; touch printed; exec sleep 3600'
    const running = realProcesses.run('bash', ['-c', script], {cwd: folder, signal: controller.signal})
    await until(() => existsSync(path.join(folder, 'printed')))
    controller.abort()
    const {exitCode, stdout} = await running
    assert.deepEqual({exitCode, stdout: Buffer.from(stdout).toString()}, {exitCode: undefined, stdout: 'before\n'})
    const early = await realProcesses.run('sleep', ['3600'], {cwd: '/', signal: AbortSignal.abort()})
    assert.equal(early.exitCode, undefined)
  })
})
