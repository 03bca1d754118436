import {problemOf} from '../common/problem.js'

/** Why something could not be done. What `--json` prints as `error` of a command has the same words. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  /** What kind of problem it is: docs/schemas/error.json lists them. A release may add some. */
  readonly id: string
  /** What to do about it. */
  readonly fix: string
  /** A page to read; null where there is none. */
  readonly link: null | string
  /** The same may work a little later, with nothing changed. */
  readonly transient: boolean

  constructor({fix, id, link, message, transient}: ProblemDetails, options?: {cause?: unknown}) {
    super(message, options)
    this.id = id
    this.fix = fix
    this.link = link
    this.transient = transient
  }
}

export interface ProblemDetails {
  id: string
  /** What is wrong, for people. */
  message: string
  fix: string
  link: null | string
  transient: boolean
}

/**
 * Does something, and gives what stopped it its words. They are loaded only then.
 *
 * @throws ProblemError, and whatever else the work throws
 */
export async function withWords<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const found = problemOf(error)
    if (!found) throw error
    const {problemJson, worded} = await import('../render/problems.js')
    const problem = worded(found)
    throw problem ? new ProblemError(problemJson(problem).error, {cause: error}) : error
  }
}
