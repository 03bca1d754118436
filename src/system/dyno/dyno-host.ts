import type {FolderView} from '../folder-view.js'

/** How a program ended. */
export interface ProcessExit {
  /** null: a signal ended it. */
  code: null | number
  signal: NodeJS.Signals | null
}

/** A TCP socket that waits for connections. */
export interface Listening {
  /** `0.0.0.0`, `127.0.0.1`, `::` … */
  address: string
  port: number
}

/** What a process and all that it started hold in memory. */
export interface MemoryUse {
  bytes: number
  /** `pss`: what several processes share is counted once. `rss`: it is counted in each of them, so the sum is too large. */
  method: 'pss' | 'rss'
}

/** What came back for a request. */
export type HttpOutcome =
  | {kind: 'answer'; status: number; location: null | string; body: string}
  /** The connection ended without an answer. */
  | {kind: 'closed'}
  /** What came back is no HTTP. */
  | {kind: 'not-http'}
  /** Nobody accepts connections there. */
  | {kind: 'refused'}
  | {kind: 'timed-out'}

export interface HttpQuestion {
  port: number
  path: string
  headers: Record<string, string>
  timeoutMs: number
  signal: AbortSignal
}

export interface StartOptions {
  cwd: string
  /** The whole environment: nothing of this process's own is inherited. */
  env: Record<string, string>
  /** Gets each line of standard output and standard error, without its end. */
  onLine(line: string): void
  /** Its own of the folders; `cwd` is as it is outside. null: it sees them where they are. */
  view?: FolderView | null
}

/** A program that runs as on a dyno, with all that it starts: whatever becomes of us, none of it stays. */
export interface DynoProcess {
  exited: Promise<ProcessExit>
  /** The sockets of it and its children that wait for connections; null: this system doesn't say. */
  listening(): Promise<Listening[] | null>
  /** null: this system doesn't say. */
  memory(): Promise<MemoryUse | null>
  /** Sends a signal to it and all that it started. @returns false if none of them is left */
  signal(name: 'SIGKILL' | 'SIGTERM'): Promise<boolean>
  /** Whether any of them is left. */
  isAlive(): Promise<boolean>
  /** Waits for the last lines of its output. To be called when none of them is left. */
  close(): Promise<void>
}

/** What booting needs of a machine. */
export interface DynoHost {
  /** A TCP port that nobody uses. */
  freePort(): Promise<number>
  /** @throws CannotStart */
  start(program: string, args: readonly string[], options: StartOptions): Promise<DynoProcess>
  /** Asks over IPv4, as the router does. */
  request(question: HttpQuestion): Promise<HttpOutcome>
  /**
   * Whether somebody accepts connections.
   *
   * @param from `loopback`: on 127.0.0.1; `outside`: on this machine's own address
   * @returns null: this machine has none, for want of a network
   */
  accepts(from: 'loopback' | 'outside', port: number): Promise<boolean | null>
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** Returns early when the signal is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
}
