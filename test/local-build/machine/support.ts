import {readFileSync} from 'node:fs'

import type {StreamEnd, StreamOptions} from '../../../src/system/processes.js'

import {CannotStart} from '../../../src/system/processes.js'
import {streamProcess} from '../../../src/system/stream-process.js'
import {TestClock} from '../../support/test-clock.js'

export const ENV = {PATH: process.env.PATH!}

export function into(lines: string[]): (line: string) => void {
  return (line) => {
    lines.push(line)
  }
}

/** Runs a script of bash and keeps its lines. Time passes for it only as a test's clock says. */
export async function bash(
  script: string,
  {clock = new TestClock(), ...options}: Partial<StreamOptions> & {clock?: TestClock} = {},
): Promise<StreamEnd & {lines: string[]}> {
  const lines: string[] = []
  const end = await streamProcess('bash', ['-c', script], {cwd: '/', env: ENV, onLine: into(lines), ...options}, clock)
  if (end === undefined) throw new CannotStart('bash')
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
