import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'

import type {Finished, RunOptions} from './processes.js'

import {leaveOutCurrentFolder, withoutRelative} from './search-path.js'

/** Time between asking a program to end and killing it. */
const GRACE_MS = 5000
const OUTPUT_LIMIT = 512 * 1024 * 1024
/** What a tool complains of is a page or two. */
const ERROR_LIMIT = 1024 * 1024

/** They end with us: nobody would read what they find out. */
const running = new Set<ChildProcessWithoutNullStreams>()
let isWatching = false

/** @returns why it can't be started, as a string */
export async function runProcess(program: string, args: readonly string[], options: RunOptions): Promise<Finished | string> {
  const child = start(program, args, options)
  if (child instanceof Error) return child.message
  return new Promise((resolve) => {
    const ending = new Ending(child)
    const stdout = collect(child.stdout, options.limit ?? OUTPUT_LIMIT, ending.end)
    const stderr = collect(child.stderr, ERROR_LIMIT, ending.end)
    const stopLimits = limits(options, ending)
    let failure: Error | undefined
    child.once('error', (error) => {
      failure ??= error
    })
    child.once('close', (code) => {
      stopLimits()
      ending.clear()
      running.delete(child)
      if (child.pid === undefined) resolve(failure?.message ?? program)
      else
        resolve({
          exitCode: ending.isAsked ? undefined : (code ?? undefined),
          stderr: stderr().toString('utf8'),
          stdout: stdout(),
          ...(ending.isLate && {timedOut: true}),
        })
    })
    // A program that doesn't read its input to the end is no error.
    child.stdin.on('error', () => {}).end(options.input)
  })
}

function start(program: string, args: readonly string[], {cwd, env}: RunOptions): ChildProcessWithoutNullStreams | Error {
  try {
    leaveOutCurrentFolder()
    const child = spawn(program, args, {cwd, env: withoutRelative({...process.env, ...env}), windowsHide: true})
    running.add(child)
    if (!isWatching) process.on('exit', () => endAll())
    isWatching = true
    return child
  } catch (error) {
    // An argument that no program can be given, such as one with a NUL.
    return error as Error
  }
}

function endAll(): void {
  for (const child of running) child.kill()
}

/** How a program is ended that is not waited for any more. */
class Ending {
  isAsked = false
  isLate = false
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly child: ChildProcessWithoutNullStreams) {}

  readonly end = (): void => {
    if (this.isAsked) return
    this.isAsked = true
    const {child} = this
    // What it has started may hold its output open.
    child.once('exit', () => {
      child.stdout.destroy()
      child.stderr.destroy()
    })
    child.kill()
    this.timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  }
  readonly endLate = (): void => {
    this.isLate = !this.isAsked
    this.end()
  }

  clear(): void {
    clearTimeout(this.timer)
  }
}

/** Ends the program when the time is over or the signal is given. @returns takes both back */
function limits({signal, timeoutMs}: RunOptions, {end, endLate}: Ending): () => void {
  const timer = timeoutMs === undefined ? undefined : setTimeout(endLate, timeoutMs)
  signal?.addEventListener('abort', end)
  if (signal?.aborted) end()
  return () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

/** Keeps the first bytes of an output. @param full is called when there are more. @returns what there is by now */
function collect(output: NodeJS.ReadableStream, limit: number, full: () => void): () => Buffer {
  const chunks: Buffer[] = []
  let size = 0
  output.on('data', (chunk: Buffer) => {
    if (size > limit) return
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) full()
  })
  output.on('error', () => {})
  return () => Buffer.concat(chunks).subarray(0, limit)
}
