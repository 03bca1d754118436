import {ProblemError} from '../common/problem.js'

/** Which app is meant. `asked`: named by the user, so that failing to read it is an error and no reason to go on without. */
export type ResolvedApp = {app: string; asked: boolean} | {app: null; reason: string}

/** Why nothing is known of an app, where none was given and no remote points to one. */
export const NO_APP = 'no app given'

export interface AppQuestion {
  app?: string | undefined
  remote?: string | undefined
  /** HEROKU_APP. */
  fromEnvironment?: string | undefined
  /** Of some git remotes' URLs, the beginnings that are Heroku's. */
  gitPrefixes(urls: readonly string[]): Promise<readonly string[]>
}

/** The little of git that resolving an app needs. */
export interface Remotes {
  remotes(): Promise<{name: string; url: string}[]>
  setting(name: string): Promise<string | undefined>
}

/**
 * The app, as a Heroku command finds it: `--app`, `--remote`, HEROKU_APP, `git config heroku.remote`, then the only app
 * that Heroku remotes name. Unlike in other commands, several are no error: the work goes on without an app.
 *
 * @throws ProblemError if `--remote` names none
 */
export async function resolveApp({app, fromEnvironment, gitPrefixes, remote}: AppQuestion, git: Remotes): Promise<ResolvedApp> {
  if (app) return {app, asked: true}
  if (fromEnvironment && !remote) return {app: fromEnvironment, asked: true}
  const all = await git.remotes()
  const prefixes = await gitPrefixes(all.map(({url}) => url))
  const remotes = all.flatMap(({name, url}) => {
    const prefix = prefixes.find((candidate) => url.startsWith(candidate))
    return prefix ? [{app: url.slice(prefix.length).replace(/(?:\.git)?\/?$/, ''), remote: name}] : []
  })
  const wanted = remote ?? (await git.setting('heroku.remote'))
  const found = wanted === undefined ? remotes : remotes.filter((candidate) => candidate.remote === wanted)
  if (remote !== undefined && found.length === 0) throw new ProblemError({id: 'unknown-remote', remote})
  const [only, ...others] = new Set(found.map((candidate) => candidate.app))
  if (only === undefined) return {app: null, reason: NO_APP}
  if (others.length === 0) return {app: only, asked: remote !== undefined}
  return {app: null, reason: `the git remotes point to several apps (${[only, ...others].join(', ')}); choose one with --app`}
}
