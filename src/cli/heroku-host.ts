import {vars} from './heroku-library.js'
import {ProblemError} from '../common/problem.js'

/**
 * HEROKU_HOST as the Heroku CLI reads it, before its client does: that one throws what looks like a bug at an address that is
 * none, and warns at each request of one that it doesn't trust and passes over.
 *
 * @throws ProblemError host-invalid
 */
export function checkHost(env: NodeJS.ProcessEnv): void {
  const host = env.HEROKU_HOST
  if (!host) return
  // It warns here, once.
  if (vars.host !== host) {
    delete env.HEROKU_HOST
    return
  }

  if (!URL.canParse(vars.apiUrl)) throw new ProblemError({host, id: 'host-invalid'})
}
