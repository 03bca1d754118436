import {type ChildProcess, spawn} from 'node:child_process'
import {setTimeout as wait} from 'node:timers/promises'

import type {StreamEnd, StreamOptions} from './processes.js'

import {findProgram} from './find-program.js'
import {LineSplitter} from './lines.js'
import {ProcessGroup} from './process-group.js'

const GRACE_MS = 5000

/**
 * The shell joins standard error to standard output and becomes the program: through two pipes, a message and the line
 * that it is about would come in any order. It may add PWD (bash as sh: SHLVL and _ too) to the environment.
 */
const JOINED = ['/bin/sh', '-c', 'exec "$0" "$@" 2>&1']

/** @returns undefined if the program can't be started */
export async function streamProcess(
  program: string,
  args: readonly string[],
  options: StreamOptions,
): Promise<StreamEnd | undefined> {
  if (options.signal?.aborted || options.killSignal?.aborted) return {exitCode: undefined, signal: undefined, timedOut: false}
  const {cwd, env} = options
  let command = [program, ...args]
  if (process.platform !== 'win32') {
    const file = await findProgram(program, cwd, env)
    if (file === undefined) return undefined
    command = [...JOINED, file, ...args]
  }

  // detached: the leader of a process group, with no terminal to ask a question at.
  const detached = process.platform !== 'win32'
  const child = spawn(command[0]!, command.slice(1), {cwd, detached, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true})
  const exit = exitOf(child)
  return child.pid === undefined ? undefined : follow(child, exit, options)
}

interface Exit {
  code: null | number
  signal: NodeJS.Signals | null
}

async function follow(child: ChildProcess, exit: Promise<Exit>, options: StreamOptions): Promise<StreamEnd> {
  const {graceMs = GRACE_MS, killSignal, onLine, signal, timeoutMs} = options
  const group = new ProcessGroup(child)
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
  const timer = setTimeout(
    () => {
      timedOut = true
      end()
    },
    timeoutMs ?? 2 ** 31 - 1,
  )
  signal?.addEventListener('abort', end)
  killSignal?.addEventListener('abort', kill)
  try {
    const reading = readAll(child, onLine)
    // A listener that fails ends the program; its error is thrown below.
    reading.catch(end)
    const {code, signal: endedBy} = await exit
    // What the program writes through may still be at work: `exec > >(tee …)`.
    await atMost(graceMs, reading, stop.signal)
    await group.end(graceMs)
    // Whoever left the group and holds the output open is not waited for.
    await atMost(graceMs, reading, stop.signal)
    child.stdout!.destroy()
    child.stderr!.destroy()
    await reading
    return {exitCode: code ?? undefined, signal: endedBy ?? undefined, timedOut}
  } finally {
    clearTimeout(timer)
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
async function readAll(child: ChildProcess, onLine: StreamOptions['onLine']): Promise<void> {
  await Promise.all(
    [child.stdout!, child.stderr!].map(async (output) => {
      const splitter = new LineSplitter()
      try {
        for await (const chunk of output as AsyncIterable<Uint8Array>) for (const line of splitter.push(chunk)) await onLine(line)
      } catch (error) {
        if (!output.destroyed || !isPremature(error)) throw error
      }

      for (const line of splitter.end()) await onLine(line)
    }),
  )
}

function isPremature(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function atMost(milliseconds: number, work: Promise<void>, stop: AbortSignal): Promise<void> {
  const timer = new AbortController()
  const either = AbortSignal.any([stop, timer.signal])
  await Promise.race([work.catch(() => {}), wait(milliseconds, undefined, {signal: either}).catch(() => {})])
  timer.abort()
}
