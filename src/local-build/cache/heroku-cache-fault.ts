import type {BuildProblem} from '../problem.js'

import {ProblemError} from '../../common/problem.js'

/** Why a build can't start from the app's build cache on Heroku. */
export type HerokuCacheFault =
  /** The Platform API, or the storage, gave none: words that follow a colon. */
  | {id: 'not-read'; why: string}
  /** What came is no build cache of a Python app. */
  | {id: 'not-python'}
  /** Heroku's Python doesn't start here: the last line of what it says; empty if it says nothing. */
  | {id: 'does-not-run'; words: string}
  /** A link of its Python leads out of the cache. */
  | {id: 'leads-out'; file: string}
  | {id: 'too-large'; limit: string}
  /** The archive is cut off, or none. */
  | {id: 'damaged'}
  | {id: 'fir' | 'no-app' | 'no-app-folder' | 'none'}

export function herokuCacheProblem(app: null | string, fault: HerokuCacheFault): ProblemError<BuildProblem> {
  return new ProblemError<BuildProblem>({app, fault, id: 'heroku-cache-not-usable'})
}
