import type {App} from './app.js'
import type {ListingClient} from './client.js'
import type {ResolvedApp} from './resolve-app.js'

import {isProblem, ProblemError} from '../common/problem.js'
import {type LogReading, readApp} from './read-app.js'

export interface AppFinder {
  /** Which app is meant. */
  resolveApp(): Promise<ResolvedApp>
  /** The API as the user; undefined: not logged in. */
  connect(): Promise<ListingClient | undefined>
}

export type FoundApp = {app: App; client: ListingClient} | {app: null; reason: string}

/**
 * The app, if one is known and can be read. One that was only guessed from a git remote, and can't be read, is a reason
 * to go on without.
 *
 * @param logs reads the last build too
 * @throws ProblemError not-logged-in, app-not-readable for an app that the user named
 */
export async function findApp({connect, resolveApp}: AppFinder, logs?: LogReading): Promise<FoundApp> {
  const resolved = await resolveApp()
  if (resolved.app === null) return {app: null, reason: resolved.reason}
  const client = await connect()
  if (!client) {
    if (resolved.asked) throw new ProblemError({app: resolved.app, id: 'not-logged-in'})
    return {app: null, reason: `you are not logged in, so ${resolved.app} couldn't be read`}
  }

  try {
    return {app: await readApp(resolved.app, client, logs), client}
  } catch (error) {
    if (resolved.asked || !isProblem(error, 'app-not-readable')) throw error
    return {app: null, reason: `${resolved.app} couldn't be read: ${error.problem.message.replace(/\.$/, '')}`}
  }
}
