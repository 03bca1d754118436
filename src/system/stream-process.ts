import {type ChildProcess, spawn} from 'node:child_process'
import type {Readable} from 'node:stream'

import type {Clock} from './clock.js'
import type {Background, StreamEnd, StreamOptions} from './processes.js'

import {findProgram} from './find-program.js'
import {LineSplitter} from './lines.js'
import {type Holder, holdersOf, outputOf} from './output-holders.js'
import {openPipe} from './output-pipe.js'
import {ProcessGroup} from './process-group.js'
import {withoutRelative, leaveOutCurrentFolder} from './search-path.js'

const GRACE_MS = 5000
/** Who holds the output for longer is worth telling of. */
const TELL_AFTER_MS = 1000

/**
 * The shell joins standard error to standard output and becomes the program: through two pipes, a message and the line
 * that it is about would come in any order. It may add PWD (bash as sh: SHLVL and _ too) to the environment.
 */
const JOINED = ['/bin/sh', '-c', 'exec "$0" "$@" 2>&1']

const STOPPED: StreamEnd = {exitCode: undefined, signal: undefined, timedOut: false}

function isStopped({killSignal, signal}: StreamOptions): boolean {
  return signal?.aborted === true || killSignal?.aborted === true
}

/** @returns undefined if the program can't be started */
export async function streamProcess(
  program: string,
  args: readonly string[],
  options: StreamOptions,
  clock: Clock,
): Promise<StreamEnd | undefined> {
  if (isStopped(options)) return STOPPED
  const {cwd, view} = options
  const env = withoutRelative(options.env)
  leaveOutCurrentFolder()
  let command = [program, ...args]
  if (process.platform !== 'win32') {
    const file = await findProgram(program, cwd, env, view)
    if (file === undefined) return undefined
    command = [...JOINED, ...(view?.command([file, ...args], cwd) ?? [file, ...args])]
  }

  // detached: the leader of a process group, with no terminal to ask a question at.
  const detached = process.platform !== 'win32'
  const pipe = await openPipe()
  if (isStopped(options)) {
    pipe?.close()
    return STOPPED
  }

  const to = pipe?.input ?? 'pipe'
  const child = spawn(command[0]!, command.slice(1), {cwd, detached, env, stdio: ['ignore', to, to], windowsHide: true})
  pipe?.closeInput()
  const exit = exitOf(child)
  const outputs = pipe ? [pipe.output] : [child.stdout!, child.stderr!]
  if (child.pid !== undefined) return follow(child, {clock, exit, options, outputs})
  for (const output of outputs) output.destroy()
  return undefined
}

interface Exit {
  code: null | number
  signal: NodeJS.Signals | null
}

interface Following {
  clock: Clock
  exit: Promise<Exit>
  options: StreamOptions
  outputs: readonly Readable[]
}

async function follow(child: ChildProcess, {clock, exit, options, outputs}: Following): Promise<StreamEnd> {
  const {background, graceMs = GRACE_MS, killSignal, signal, timeoutMs} = options
  const group = new ProcessGroup(child, clock)
  const output = outputOf(child.pid!)
  const stop = new AbortController()
  const end = () => {
    stop.abort()
    // Waited for below, with its errors.
    group.end(graceMs).catch(() => {})
  }

  const kill = () => {
    stop.abort()
    group.kill()
  }

  let timedOut = false
  const stopTimer = clock.after(timeoutMs ?? 2 ** 31 - 1, () => {
    timedOut = true
    end()
  })
  signal?.addEventListener('abort', end)
  killSignal?.addEventListener('abort', kill)
  try {
    const reading = readAll(outputs, options)
    // A listener that fails ends the program; its error is thrown below.
    reading.catch(end)
    const {code, signal: endedBy} = await exit
    // What the program writes through may still be at work: `exec > >(tee …)`.
    await (background
      ? untilClosed(reading, {background, clock, output, stop: stop.signal})
      : atMost(graceMs, reading, {clock, stop: stop.signal}))
    if (background?.onLeft && !stop.signal.aborted) {
      if (group.isAlive()) background.onLeft({end: async () => group.end(graceMs)})
    } else await group.end(graceMs)
    // Whoever left the group and holds the output open is not waited for.
    await atMost(graceMs, reading, {clock, stop: stop.signal})
    for (const output of outputs) output.destroy()
    await reading
    return {exitCode: code ?? undefined, signal: endedBy ?? undefined, timedOut}
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', end)
    killSignal?.removeEventListener('abort', kill)
  }
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({code: null, signal: null}))
    child.once('exit', (code, signal) => resolve({code, signal}))
  })
}

/** Reads no faster than the listener takes the lines: the program waits meanwhile, and no memory fills. */
async function readAll(outputs: readonly Readable[], {keepsReturns, longestLine, onLine}: StreamOptions): Promise<void> {
  await Promise.all(
    outputs.map(async (output) => {
      const splitter = new LineSplitter(longestLine, keepsReturns)
      try {
        for await (const chunk of output as AsyncIterable<Uint8Array>)
          for (const line of splitter.push(chunk)) await onLine(line, {isOpen: false})
      } catch (error) {
        if (!output.destroyed || !isPremature(error)) throw error
      }

      for (const line of splitter.end()) await onLine(line, {isOpen: true})
    }),
  )
}

function isPremature(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

interface Waiting {
  background: Background
  clock: Clock
  /** From outputOf. */
  output: string | undefined
  stop: AbortSignal
}

/** Waits until nobody holds the output any more, and tells who does where that isn't at once. */
async function untilClosed(reading: Promise<void>, {background, clock, output, stop}: Waiting): Promise<void> {
  let isOver = false
  const cancel = clock.after(TELL_AFTER_MS, () => {
    const tell = (holders: readonly Holder[]) => {
      if (!isOver) background.onWait(holders)
    }

    holdersOf(output).then(tell, () => tell([]))
  })
  await untilStopped(reading, stop)
  isOver = true
  cancel()
}

/** Waits for work, whatever comes of it, but no longer than until `stop`. */
async function untilStopped(work: Promise<void>, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => resolve(), {once: true})
  })
  await Promise.race([work.catch(() => {}), stopped])
}

/** Waits for work, whatever comes of it, but no longer than so many milliseconds, nor than until `stop`. */
async function atMost(
  milliseconds: number,
  work: Promise<void>,
  {clock, stop}: {clock: Clock; stop: AbortSignal},
): Promise<void> {
  if (stop.aborted) return
  let cancel = () => {}
  const enough = new Promise<void>((resolve) => {
    cancel = clock.after(milliseconds, resolve)
    stop.addEventListener('abort', () => resolve(), {once: true})
  })
  await Promise.race([work.catch(() => {}), enough])
  cancel()
}
