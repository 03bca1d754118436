import {execFile, type ChildProcess} from 'node:child_process'
import {setTimeout as wait} from 'node:timers/promises'

import type {Clock} from './clock.js'

import {errorCode} from './file-system.js'

/** Milliseconds between two looks at whether a group is gone. */
const LOOK_EVERY = 20

/**
 * A started program with everything that it starts: on POSIX a process group of its own, on Windows the tree of its
 * children. What leaves the group on purpose (a daemon) is out of reach.
 */
export class ProcessGroup {
  #ending: Promise<void> | undefined
  #killed = false

  /** @param child was started as the leader of a process group */
  constructor(
    private readonly child: ChildProcess,
    private readonly clock: Clock,
  ) {}

  /** Asks all of them to end, and kills those that are still there after `graceMs`. */
  async end(graceMs: number): Promise<void> {
    this.#ending ??= this.#end(graceMs)
    return this.#ending
  }

  async #end(graceMs: number): Promise<void> {
    // Windows has no signals: a program without a window can only be killed.
    if (process.platform === 'win32') return this.kill()
    const stop = this.clock.after(graceMs, () => this.kill())
    try {
      this.#signal('SIGTERM')
      while (!this.#killed && this.#signal(0)) await wait(LOOK_EVERY)
    } finally {
      stop()
    }
  }

  /** Whether one of them is left. Windows doesn't say. */
  isAlive(): boolean {
    return process.platform !== 'win32' && this.#signal(0)
  }

  kill(): void {
    if (this.#killed) return
    this.#killed = true
    if (process.platform === 'win32') execFile('taskkill', ['/pid', String(this.child.pid), '/T', '/F'], () => {})
    else this.#signal('SIGKILL')
  }

  /** @returns false if none of them is left */
  #signal(signal: 'SIGKILL' | 'SIGTERM' | 0): boolean {
    try {
      return process.kill(-this.child.pid!, signal)
    } catch (error) {
      // macOS says EPERM of a group whose members have all ended but were not waited for.
      if (errorCode(error) === 'ESRCH' || errorCode(error) === 'EPERM') return false
      throw error
    }
  }
}
