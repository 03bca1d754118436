import fs from 'node:fs/promises'

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
