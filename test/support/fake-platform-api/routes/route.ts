import {type Answer, ApiError, errorFor} from '../answers.js'
import {type Listing, page} from '../ranges.js'
import type {AppState, PlatformState} from '../state.js'

/** What a route sees of a request. */
export interface Context {
  state: PlatformState
  /** `version=3.sdk` was asked for, not plain 3. */
  sdk: boolean
  params: Record<string, string>
  body: unknown
  range: string | undefined
  pageSize: number
  baseUrl: string
}

export interface Route {
  method: 'GET' | 'PATCH' | 'PUT'
  /** `/apps/:app/builds` */
  path: string
  handle(context: Context): Answer
}

export function get(path: string, handle: Route['handle']): Route {
  return {method: 'GET', path, handle}
}

/** The app in the path, or the refusal that its user would meet. */
export function appOf(context: Context): AppState {
  const app = context.state.findApp(context.params.app ?? '')
  if (!app) throw errorFor(404)
  if (app.access === 'none') throw new ApiError(403, 'forbidden', `You do not have access to the app ${app.name}.`)
  return app
}

/** As appOf, for what takes more than the permission to look. */
export function appToChange(context: Context): AppState {
  const app = appOf(context)
  if (app.access === 'full') return app
  throw new ApiError(
    403,
    'forbidden',
    `You do not have permission to deploy ${app.name}. You need to have deploy permission on it.`,
  )
}

export function list<Item>(context: Context, listing: Listing<Item>): Answer {
  return page(listing, context.range, context.pageSize)
}

export function found<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) throw new ApiError(404, 'not_found', `Couldn't find that ${what}.`)
  return item
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
