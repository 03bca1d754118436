import {setTimeout as wait} from 'node:timers/promises'

import type {Clock} from '../../src/system/clock.js'

interface Timer {
  due: number
  ring(): void
}

/** Time that passes only when a test says so: whatever has a limit has all the time that a busy machine needs. */
export class TestClock implements Clock {
  private readonly timers = new Set<Timer>()
  private stranded = 0
  private time: number

  constructor(start = '2026-11-21T12:00:00Z') {
    this.time = Date.parse(start)
  }

  now(): Date {
    return new Date(this.time)
  }

  after(milliseconds: number, ring: () => void): () => void {
    const timer = {due: this.time + milliseconds, ring}
    this.timers.add(timer)
    return () => {
      this.timers.delete(timer)
      this.endStranded()
    }
  }

  monotonic(): number {
    return this.time
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.after(milliseconds, resolve)
      signal?.addEventListener('abort', () => {
        cancel()
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
      })
    })
  }

  repeat(milliseconds: number, tick: () => void): () => void {
    let cancel = this.after(milliseconds, again)
    const clock = this as TestClock
    function again(): void {
      cancel = clock.after(milliseconds, again)
      tick()
    }

    return () => cancel()
  }

  pass(milliseconds: number): void {
    this.time += milliseconds
    const due = [...this.timers].filter((timer) => timer.due <= this.time).sort((one, other) => one.due - other.due)
    for (const timer of due) if (this.timers.delete(timer)) timer.ring()
  }

  /** Lets time pass, step by step, until something is done. */
  async passUntil<Result>(done: Promise<Result>, step: number): Promise<Result> {
    const ended = done.then(
      () => true,
      () => true,
    )
    while (!(await Promise.race([ended, wait(10, false)]))) this.pass(step)
    return done
  }

  /** One more of those who wait waits in vain. When the others have got what they wait for, the time of all the rest is over. */
  strand(): void {
    this.stranded++
    this.endStranded()
  }

  private endStranded(): void {
    if (this.stranded === 0 || this.timers.size > this.stranded) return
    this.stranded = 0
    this.pass(Math.max(0, ...[...this.timers].map(({due}) => due - this.time)))
  }
}
