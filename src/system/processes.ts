import {realClock} from './clock.js'
import {streamProcess} from './stream-process.js'

export interface RunOptions {
  cwd: string
  /** Added to this process's environment; undefined removes a variable. */
  env?: Record<string, string | undefined>
  input?: Uint8Array | string
  /** Output beyond this many bytes ends the child; what came before it is kept. Default: 512 MB. */
  limit?: number
  timeoutMs?: number
  /** Ends the child, as a second ctrl-C would. */
  signal?: AbortSignal | undefined
}

export interface Finished {
  /** undefined if it was ended by a signal, the limit or the time-out. */
  exitCode: number | undefined
  stdout: Uint8Array
  stderr: string
  timedOut?: true
}

export interface StreamOptions {
  cwd: string
  /** The whole environment: nothing of this process's own is inherited. */
  env: Record<string, string>
  /** Gets each line without its end, bounded in length (lines.ts); while its promise is pending, the program waits. */
  onLine(line: string): Promise<void> | void
  /** Ends the program and all that it started: they are asked to, and killed after `graceMs` (default: 5000). */
  signal?: AbortSignal | undefined
  /** Kills them at once: a second ctrl-C. */
  killSignal?: AbortSignal | undefined
  graceMs?: number
  timeoutMs?: number | undefined
}

export interface StreamEnd {
  /** undefined if a signal ended it. */
  exitCode: number | undefined
  signal: NodeJS.Signals | undefined
  timedOut: boolean
}

/** The program isn't there, or can't be run. */
export class CannotStart extends Error {}

export interface Processes {
  /**
   * Runs a program without a shell and waits for its end. A failing exit code is no error.
   *
   * @throws CannotStart
   */
  run(program: string, args: readonly string[], options: RunOptions): Promise<Finished>

  /**
   * Runs a program without a shell's reading of its arguments, and tells each line of its output (standard error too, in the
   * order in which they were written; on Windows, as they arrive). It gets no input and no terminal. What it leaves
   * running in the background ends with it.
   *
   * @throws CannotStart, and what the listener throws
   */
  stream(program: string, args: readonly string[], options: StreamOptions): Promise<StreamEnd>
}

let load = async (): Promise<typeof import('execa')> => import('execa')
let library: ReturnType<typeof load> | undefined

/** Commands have execa from the CLI that runs them (running-copy.ts). Whoever uses the package as a library gets its own. */
export function loadExecaBy(loader: typeof load): void {
  load = loader
}

export const realProcesses: Processes = {
  async run(program, args, {cwd, env = {}, input = '', limit = 512 * 1024 * 1024, signal, timeoutMs}) {
    const {execa} = await (library ??= load())
    const child = execa(program, [...args], {
      buffer: {stderr: true, stdout: false},
      cwd,
      encoding: 'buffer',
      env,
      extendEnv: true,
      input,
      maxBuffer: {stderr: 1024 * 1024},
      reject: false,
      stripFinalNewline: false,
      ...(signal && {cancelSignal: signal}),
      ...(timeoutMs === undefined ? {} : {timeout: timeoutMs}),
    })
    const {bytes, cut} = await collect(child.stdout, limit)
    if (cut) child.kill()
    const result = await child
    const ended = cut || result.isCanceled || result.isTerminated || result.isMaxBuffer || result.timedOut
    if (result.exitCode === undefined && !ended) throw new CannotStart(result.shortMessage)
    const exitCode = ended ? undefined : result.exitCode
    const stderr = Buffer.from(result.stderr).toString('utf8')
    return {exitCode, stderr, stdout: bytes, ...(result.timedOut && {timedOut: true})}
  },
  async stream(program, args, options) {
    const end = await streamProcess(program, args, options, realClock)
    if (end === undefined) throw new CannotStart(program)
    return end
  },
}

/** execa would go on reading, and keep all that a fast child writes until it is dead. */
async function collect(output: AsyncIterable<Uint8Array>, limit: number): Promise<{bytes: Uint8Array; cut: boolean}> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of output) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) return {bytes: Buffer.concat(chunks).subarray(0, limit), cut: true}
  }

  return {bytes: Buffer.concat(chunks), cut: false}
}
