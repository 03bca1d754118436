import {type ChildProcess, spawn} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {setTimeout as delay} from 'node:timers/promises'

import type {DynoProcess, ProcessExit, StartOptions} from './dyno-host.js'

import {findProgram} from '../find-program.js'
import {LineSplitter} from '../lines.js'
import {CannotStart} from '../processes.js'
import {errorCode} from '../file-system.js'
import {listeningOf} from './listening.js'
import {memoryOf} from './memory.js'
import {membersOf, readProcesses, startedWith} from '../process-table.js'
import {send} from '../send-signal.js'
import {Watchdog} from '../watchdog.js'

/** The variable by which all that a program starts is found again, whatever it does to hide. */
const MARK = 'HEROKU_PYTHON_BOOT'
/** Whoever holds the output open after the last of them is gone is not waited for any longer. */
const OUTPUT_MS = 1000

/**
 * Starts a program as the leader of a session of its own, without a terminal or input.
 *
 * @throws CannotStart
 */
export async function startDynoProcess(program: string, args: readonly string[], options: StartOptions): Promise<DynoProcess> {
  const {cwd, view} = options
  const file = await findProgram(program, cwd, options.env, view)
  if (file === undefined) throw new CannotStart(program)
  const [command, ...more] = view?.command([file, ...args], cwd) ?? [file, ...args]
  const mark = randomBytes(12).toString('hex')
  // Before the program, so that there is no moment in which a kill of this process would leave it behind.
  const watchdog = await Watchdog.start(`${MARK}=${mark}`)
  const child = spawn(command!, more, {
    cwd,
    detached: true,
    env: {...options.env, [MARK]: mark},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = exitOf(child)
  if (child.pid === undefined) {
    await watchdog.end()
    throw new CannotStart(program)
  }

  watchdog.watch(child.pid)
  return new RealDynoProcess(child, child.pid, {exited, mark: `${MARK}=${mark}`, onLine: options.onLine, watchdog})
}

interface Parts {
  exited: Promise<ProcessExit>
  mark: string
  onLine(line: string): void
  watchdog: Watchdog
}

class RealDynoProcess implements DynoProcess {
  readonly exited: Promise<ProcessExit>
  private readonly reading: Promise<unknown>

  constructor(
    private readonly child: ChildProcess,
    private readonly pid: number,
    private readonly parts: Parts,
  ) {
    this.exited = parts.exited
    this.reading = Promise.all([this.read(child.stdout!), this.read(child.stderr!)])
  }

  async listening() {
    return listeningOf(membersOf(await readProcesses(), this.pid))
  }

  async memory() {
    return memoryOf(await this.members())
  }

  async isAlive() {
    return (await this.members()).size > 0
  }

  async signal(name: 'SIGKILL' | 'SIGTERM') {
    const members = await this.members()
    // Those of its group at once, and each of the others.
    send(-this.pid, name)
    const group = new Set((await readProcesses()).filter(({group: id}) => id === this.pid).map(({pid}) => pid))
    for (const pid of members) if (!group.has(pid)) send(pid, name)
    return members.size > 0
  }

  async close() {
    const timer = new AbortController()
    await Promise.race([this.reading, delay(OUTPUT_MS, undefined, {signal: timer.signal}).catch(() => {})])
    timer.abort()
    this.child.stdout!.destroy()
    this.child.stderr!.destroy()
    await this.reading
    await this.parts.watchdog.end()
  }

  /** All that the program has started and that still runs. */
  private async members(): Promise<Set<number>> {
    const rows = await readProcesses()
    return new Set([...membersOf(rows, this.pid), ...(await startedWith(this.parts.mark, rows))])
  }

  private async read(output: NodeJS.ReadableStream): Promise<void> {
    const splitter = new LineSplitter()
    try {
      for await (const chunk of output) for (const line of splitter.push(chunk as Uint8Array)) this.parts.onLine(line)
    } catch (error) {
      if (errorCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    }

    for (const line of splitter.end()) this.parts.onLine(line)
  }
}

async function exitOf(child: ChildProcess): Promise<ProcessExit> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [null | number, NodeJS.Signals | null]
    return {code, signal}
  } catch {
    // It could not be started: the caller sees that.
    return {code: null, signal: null}
  }
}
