import {platformVars} from './heroku-library.js'
import {ProblemError} from '../common/problem.js'

/**
 * HEROKU_HOST as the Heroku CLI reads it, before its client does: that one throws what looks like a bug at an address that is
 * none, and warns at each request of one that it doesn't trust and passes over.
 *
 * @throws ProblemError host-invalid
 */
export async function checkHost(env: NodeJS.ProcessEnv): Promise<void> {
  const host = env.HEROKU_HOST
  if (!host) return
  const vars = await platformVars()
  // It warns here, once.
  if (vars.host !== host) {
    delete env.HEROKU_HOST
    return
  }

  if (!URL.canParse(vars.apiUrl)) throw new ProblemError({host, id: 'host-invalid'})
}

/** The names in the addresses of Heroku's git remotes, unless one of these variables says otherwise. */
const USUAL = /heroku/i
const OTHERWISE = ['HEROKU_GIT_HOST', 'HEROKU_HOST'] as const

/**
 * The beginnings of the URLs of Heroku's git remotes, as the Heroku CLI has them.
 *
 * @param urls those of a repository: where none can be Heroku's, the CLI's library is not loaded to say so
 */
export async function prefixesFor(urls: readonly string[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const mayBe = urls.some((url) => USUAL.test(url)) || (urls.length > 0 && OTHERWISE.some((name) => env[name]))
  return mayBe ? (await platformVars()).gitPrefixes : []
}
