import type {AnyProblem} from '../../common/problem.js'

/** A problem in words: what happened, what we found, what to do. */
export interface ProblemMessage {
  title: string
  found?: string
  /** What to do; commands are runnable as they stand. */
  todo: string
  link?: string
}

/** The words of each problem of a kind. */
export type Messages<P extends AnyProblem> = {[Id in P['id']]: (problem: Extract<P, {id: Id}>) => ProblemMessage}
