import type {FileSystem} from '../../system/file-system.js'
import type {BuildProblem} from '../problem.js'

import {ProblemError, type SharedProblem} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'
import {takeFolder} from '../../system/folder-lock.js'

export interface Waiting {
  signal: AbortSignal
  /** Called once, with the process that holds the lock; null where that isn't known. */
  onWait(pid: number | null): void
}

/**
 * Waits until no other build has the folder, and takes it.
 *
 * @returns what gives it back
 * @throws ProblemError build-locked when the signal is aborted for the time, interrupted for another reason; cache-not-usable
 */
export async function lockFolder(folder: string, files: FileSystem, {onWait, signal}: Waiting): Promise<() => Promise<void>> {
  let holder: null | number | undefined
  const lookedAt = (pid: null | number) => {
    if (holder === undefined) onWait(pid)
    holder = pid
  }

  try {
    return await takeFolder(folder, files, {onWait: lookedAt, signal})
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw notTaken(error, holder ?? null)
    const code = errorCode(error)
    if (code === '') throw error
    throw new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: folder})
  }
}

function notTaken(reason: unknown, pid: null | number): ProblemError<BuildProblem | SharedProblem> {
  const isTime = reason instanceof Error && reason.name === 'TimeoutError'
  return new ProblemError<BuildProblem | SharedProblem>(isTime ? {id: 'build-locked', pid} : {id: 'interrupted'})
}
