import type {Finished} from '../../system/processes.js'

import {ProblemError} from '../../common/problem.js'

/** A git command that failed, in git's own words. */
export function gitFailed(command: string, {stderr}: Pick<Finished, 'stderr'>): ProblemError {
  return new ProblemError({command: `git ${command}`, id: 'git-failed', message: stderr.trim()})
}
