import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {setTimeout as wait} from 'node:timers/promises'

import type {StreamEnd, StreamOptions} from '../../../src/system/processes.js'

import {realProcesses} from '../../../src/system/processes.js'

export const ENV = {PATH: process.env.PATH!}

export function into(lines: string[]): (line: string) => void {
  return (line) => {
    lines.push(line)
  }
}

/** Runs a script of bash and keeps its lines. */
export async function bash(script: string, options: Partial<StreamOptions> = {}): Promise<StreamEnd & {lines: string[]}> {
  const lines: string[] = []
  const end = await realProcesses.stream('bash', ['-c', script], {
    cwd: '/',
    env: ENV,
    onLine: into(lines),
    ...options,
  })
  return {...end, lines}
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended, and that nobody has waited for, is still listed.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

export async function until(condition: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !condition(); await wait(10)) assert.ok(performance.now() < end, 'waited in vain')
}
