import {createHash} from 'node:crypto'
import {readFileSync, readlinkSync} from 'node:fs'
import fs from 'node:fs/promises'
import {hostname} from 'node:os'

import {errorCode} from './file-system.js'

/** Whether a process of this machine runs, whosever it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Milliseconds since a file or folder was changed; undefined if it isn't there. */
export async function ageOf(file: string): Promise<number | undefined> {
  const stats = await fs.stat(file).catch(() => {})
  return stats ? Date.now() - stats.mtimeMs : undefined
}

/** Hexadecimal digits of the two parts of an identity. */
const [SPACE, START] = [4, 8]

/**
 * What tells a process from those that had its number before, or have it on another machine or in another container: in a container,
 * each run of a command has the same number as the one that was killed.
 */
export function ownIdentity(): string {
  return spaceOfNumbers() + (startOf(process.pid) ?? '0'.repeat(START))
}

/**
 * What became of the process that had a number and an identity.
 *
 * @param identity undefined: it isn't known
 * @returns `elsewhere`: this machine can't know it
 */
export function stateOf(pid: number, identity: string | undefined): 'elsewhere' | 'gone' | 'running' {
  if (identity !== undefined && identity.slice(0, SPACE) !== spaceOfNumbers()) return 'elsewhere'
  if (!isRunning(pid)) return 'gone'
  const start = startOf(pid)
  return identity === undefined || start === undefined || start === identity.slice(SPACE) ? 'running' : 'gone'
}

/** Where the numbers of processes mean the same: a machine, and on Linux a namespace of it. Source: pid_namespaces(7). */
function spaceOfNumbers(): string {
  const space = process.platform === 'linux' ? attempt(() => readlinkSync('/proc/self/ns/pid')) : undefined
  return createHash('sha256').update(`${hostname()} ${space}`).digest('hex').slice(0, SPACE)
}

/** When a process was started; only Linux tells it of others. Source: proc_pid_stat(5), `starttime`. */
function startOf(pid: number): string | undefined {
  const text = process.platform === 'linux' ? attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1')) : undefined
  // The program's name stands in parentheses, and may hold any character.
  const ticks = text?.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  const own = pid === process.pid ? performance.timeOrigin : undefined
  const start = ticks === undefined ? own : Number(ticks)
  return start === undefined ? undefined : Math.trunc(start).toString(16).padStart(START, '0').slice(-START)
}

/** Without a /proc, or where it shows a user only their own processes. */
function attempt(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
