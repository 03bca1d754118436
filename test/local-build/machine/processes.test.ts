import assert from 'node:assert/strict'
import {rmSync} from 'node:fs'
import path from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'

import {LONGEST_LINE} from '../../../src/system/lines.js'
import {CannotStart, type LeftRunning, realProcesses} from '../../../src/system/processes.js'
import {TemporaryFolders} from '../../support/repository.js'
import {TestClock} from '../../support/test-clock.js'
import {skip} from '../../support/skip.js'
import {until} from '../../support/until.js'
import {bash, ENV, into, isRunning} from './support.js'

describe('a program whose output is followed', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('can open its output by its name, as where a shell pipes it', async function () {
    if (process.platform !== 'linux') skip(this, 'elsewhere, such a name is what is open already')
    const {exitCode, lines} = await bash(
      'set -e; echo one > /dev/stderr; echo two | tee /dev/stderr; echo three > /dev/stdout; test -p /dev/stdout',
    )
    assert.deepEqual(lines, ['one', 'two', 'two', 'three'])
    assert.equal(exitCode, 0)
  })

  it('tells the lines of both its outputs in their order', async () => {
    const {lines, ...end} = await bash('for n in {1..200}; do echo "out $n"; echo "err $n" >&2; done; exit 3')
    const expected = Array.from({length: 200}, (_, index) => [`out ${index + 1}`, `err ${index + 1}`]).flat()
    assert.deepEqual(lines, expected)
    assert.deepEqual(end, {exitCode: 3, signal: undefined, timedOut: false})
  })

  it('gets the whole environment from its caller, no input and no terminal', async () => {
    const {lines} = await bash('env; cat; tty; (: < /dev/tty) 2>&1 && echo terminal', {env: {PATH: ENV.PATH, VALUE: 'a b'}})
    const names = lines.filter((line) => line.includes('=')).map((line) => line.split('=')[0])
    assert.deepEqual(names.filter((name) => !['_', 'OLDPWD', 'PWD', 'SHLVL'].includes(name!)).sort(), ['PATH', 'VALUE'])
    assert.ok(lines.includes('VALUE=a b'))
    assert.ok(lines.includes('not a tty'))
    assert.ok(!lines.includes('terminal'))
  })

  it('takes its arguments as they are', async () => {
    const lines: string[] = []
    const strange = ['a b', '$HOME', "it's", '"', '', '*', '-c', 'ü\t']
    const script = 'process.argv.slice(1).forEach((arg) => console.log(JSON.stringify(arg)))'
    await realProcesses.stream(process.execPath, ['-e', script, '--', ...strange], {cwd: '/', env: {}, onLine: into(lines)})
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as string),
      strange,
    )
  })

  it('is found as a shell finds it', async () => {
    const folder = folders.make({'bin/hook': '#!/bin/sh\necho hook', 'bin/text': 'text'})
    const {lines} = await bash('chmod +x bin/hook', {cwd: folder})
    assert.deepEqual(lines, [])
    const run = async (program: string, env: Record<string, string>) => {
      const printed: string[] = []
      await realProcesses.stream(program, [], {cwd: folder, env, onLine: into(printed)})
      return printed
    }

    assert.deepEqual(await run('bin/hook', {}), ['hook'])
    assert.deepEqual(await run('hook', {PATH: `/nowhere:${folder}/bin`}), ['hook'])
    await assert.rejects(run('hook', {PATH: '/nowhere'}), CannotStart)
    await assert.rejects(run('bin/text', {}), CannotStart)
    await assert.rejects(run('bin', {}), CannotStart)
    await assert.rejects(bash('true', {cwd: path.join(folder, 'gone')}), CannotStart)
  })

  it('prints what it likes: no end of the last line, progress bars, no UTF-8, long lines', async () => {
    const {lines} = await bash(
      String.raw`printf 'one\r\ntwo\r\r\n\n10%%\r20%%\r30%%\n\xff\xc3\xa4\n'; head -c 100000 /dev/zero | tr '\0' x; printf '\nlast'`,
    )
    assert.deepEqual(lines.slice(0, 5), ['one', 'two', '', '30%', '\uFFFDä'])
    assert.equal(lines[5], `${'x'.repeat(LONGEST_LINE)}…`)
    assert.equal(lines[6], 'last')
  })

  it('waits for its listener: memory stays small', async () => {
    let size = 0
    let most = 0
    const before = process.memoryUsage().rss
    await bash(`yes ${'y'.repeat(99)} | head -c 200000000`, {
      async onLine(line) {
        size += line.length + 1
        if (size % 1_000_000 !== 0) return
        most = Math.max(most, process.memoryUsage().rss)
        await wait(1)
      },
    })
    assert.equal(size, 200_000_000)
    assert.ok(most - before < 100 * 1024 * 1024, `${(most - before) / 1024 / 1024} MB more`)
  })

  it('ends when its listener fails', async () => {
    const failing = () => {
      throw new Error('no space')
    }

    await assert.rejects(bash('yes', {onLine: failing}), /no space/)
  })

  it('ends with what it left in the background, and what that still had to say', async () => {
    const late = await untilQuiet('exec > >(sleep 0.3; cat); echo late; (sleep 3600 >/dev/null) & echo $!', 2)
    assert.equal(late.lines[0], 'late')
    await until(() => !isRunning(Number(late.lines[1])))
    const held = await untilQuiet('(trap "" TERM; sleep 3600) & echo $!', 1)
    assert.equal(held.exitCode, 0)
    // The system ends what is killed, and says so, a moment later.
    await until(() => !isRunning(Number(held.lines[0])))
  })

  it('is not waited for once it has ended, though a daemon holds its output', async () => {
    const folder = folders.make({'go-on': ''})
    const daemon = `setsid bash -c 'while [ -e ${folder}/go-on ]; do sleep 0.1; done'`
    const {exitCode, lines} = await untilQuiet(`${daemon} & echo done`, 1)
    assert.deepEqual({exitCode, lines}, {exitCode: 0, lines: ['done']})
  })

  describe('as a pipe', () => {
    const fifo = (folder: string) => `${folder}/go-on`

    it('is over once nobody holds its output, however long that takes; who does is told', async function () {
      if (process.platform !== 'linux') skip(this, 'only Linux tells who holds an output')
      const folder = folders.make({begun: '', 'go-on': ''})
      const clock = new TestClock()
      const waits: string[][] = []
      const lines: string[] = []
      // The program itself lives until it was seen: where one is gone at once, nobody can tell who holds its output.
      const script = `(while [ -e ${fifo(folder)} ]; do sleep 0.05; done; echo late) & echo done; while [ -e ${folder}/begun ]; do sleep 0.05; done`
      const background = {
        onWait(holders: readonly {name: string}[]) {
          waits.push(holders.map(({name}) => name))
        },
      }
      const running = bash(script, {background, clock, onLine: into(lines)})
      await until(() => lines.length === 1)
      rmSync(`${folder}/begun`)
      // An hour: there is no time of grace after which it would be ended.
      await until(() => {
        clock.pass(3_600_000)
        return waits.length === 1
      })
      // Of the shell and the program that it waits for, whichever was there when it was asked.
      assert.ok(waits[0]!.length > 0 && waits[0]!.every((name) => name === 'bash' || name === 'sleep'), waits[0]!.join(', '))
      rmSync(fifo(folder))
      const {exitCode} = await running
      assert.deepEqual({exitCode, lines}, {exitCode: 0, lines: ['done', 'late']})
    })

    it('is over at once where what it leaves has another output, and that goes on until it is ended', async () => {
      const left: LeftRunning[] = []
      const background = {
        onLeft(one: LeftRunning) {
          left.push(one)
        },
        onWait: () => assert.fail('it is not waited for'),
      }
      const {lines} = await bash('sleep 3600 >/dev/null 2>&1 & echo $!', {background})
      const pid = Number(lines[0])
      assert.ok(isRunning(pid))
      assert.equal(left.length, 1)
      await left[0]!.end()
      await until(() => !isRunning(pid))
    })

    it('leaves nothing where nobody takes it, nor after its end was asked for', async () => {
      const {lines} = await bash('sleep 3600 >/dev/null 2>&1 & echo $!', {background: {onWait() {}}})
      await until(() => !isRunning(Number(lines[0])))
      const controller = new AbortController()
      const printed: string[] = []
      const onLine = (line: string) => {
        printed.push(line)
        controller.abort()
      }

      const background = {onLeft: () => assert.fail('it is ended'), onWait() {}}
      await bash('sleep 3600 & echo $!; wait', {background, onLine, signal: controller.signal})
      await until(() => !isRunning(Number(printed[0])))
    })

    it('is ended by its signal while its output is held', async () => {
      const controller = new AbortController()
      const lines: string[] = []
      const running = bash('sleep 3600 & echo $!', {background: {onWait() {}}, onLine: into(lines), signal: controller.signal})
      await until(() => lines.length === 1)
      controller.abort()
      await running
      await until(() => !isRunning(Number(lines[0])))
    })
  })

  /** Lets the time of grace pass once a script has printed so many lines. */
  async function untilQuiet(script: string, count: number): Promise<{exitCode: number | undefined; lines: string[]}> {
    const clock = new TestClock()
    const lines: string[] = []
    const running = bash(script, {clock, graceMs: 200, onLine: into(lines)})
    await until(() => lines.length === count)
    return {...(await clock.passUntil(running, 200)), lines}
  }
})
