import type {FolderView} from './folder-view.js'
import type {Holder} from './output-holders.js'

import {realClock} from './clock.js'
import {runProcess} from './run-process.js'
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

export interface LineEnd {
  /** It is the last one, and has no end. */
  isOpen: boolean
}

export interface StreamOptions {
  cwd: string
  /** The whole environment: nothing of this process's own is inherited. */
  env: Record<string, string>
  /** Gets each line without its end, bounded in length (lines.ts); while its promise is pending, the program waits. */
  onLine(line: string, how: LineEnd): Promise<void> | void
  /** Characters of a line, of which more are cut. Default: LONGEST_LINE. */
  longestLine?: number
  /** What a terminal overwrites is part of a line, with the carriage returns between. */
  keepsReturns?: boolean
  /** Ends the program and all that it started: they are asked to, and killed after `graceMs` (default: 5000). */
  signal?: AbortSignal | undefined
  /** Kills them at once: a second ctrl-C. */
  killSignal?: AbortSignal | undefined
  graceMs?: number
  timeoutMs?: number | undefined
  /** Left out: what it leaves running ends with it. */
  background?: Background
  /** Its own of the folders; `cwd` is as it is outside. null, or left out: it sees them where they are. */
  view?: FolderView | null
}

/**
 * As where a shell pipes a program into another one: it is over once nobody holds its output any more, however long that
 * takes, and what it leaves running without its output goes on.
 */
export interface Background {
  /** The program itself has ended, and these hold its output; none: it can't be known who does. */
  onWait(holders: readonly Holder[]): void
  /** Gets what ends those that go on; left out: they end with the program. */
  onLeft?: ((left: LeftRunning) => void) | undefined
}

export interface LeftRunning {
  end(): Promise<void>
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

export const realProcesses: Processes = {
  async run(program, args, options) {
    const finished = await runProcess(program, args, options)
    if (typeof finished === 'string') throw new CannotStart(finished)
    return finished
  },
  async stream(program, args, options) {
    const end = await streamProcess(program, args, options, realClock)
    if (end === undefined) throw new CannotStart(program)
    return end
  },
}
