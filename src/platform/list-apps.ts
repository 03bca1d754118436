import type {Buildpack} from './app.js'
import type {ListingClient} from './client.js'

import {ProblemError} from '../common/problem.js'
import {generation, type NamedApp, parseApps, parseImageBuildpacks, text, pathPart} from './answers.js'
import {roleOf} from './buildpacks/catalogue.js'
import {parseReference} from './buildpacks/reference.js'
import {ApiFailure} from './client.js'

const PAGE = 'id ..; max=200'
/** No account has as many pages: an API that repeats itself must not be followed for ever. */
const PAGES = 500

/**
 * All apps of a team, or all that the account can see, in the order of their names.
 *
 * @throws ProblemError apps-not-readable
 */
export async function listApps(client: ListingClient, team: null | string): Promise<NamedApp[]> {
  const path = team === null ? '/apps' : `/teams/${pathPart(team)}/apps`
  const apps: NamedApp[] = []
  try {
    let range: null | string = PAGE
    for (let pages = 0; range !== null && pages < PAGES; pages++) {
      const page = await client.getPage(path, range)
      apps.push(...parseApps(page.answer))
      range = page.next
    }
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const {apiId, message, status} = error
    throw new ProblemError({apiId, id: 'apps-not-readable', message, status, team})
  }

  return apps.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What builds Python apps, in the roles of the catalogue of buildpacks. */
const PYTHON_ROLES = new Set(['blocked', 'exporter', 'python', 'python-fork', 'standalone'])

/**
 * Whether Python builds an app.
 *
 * @param buildpacks its list; null: not read yet
 * @returns undefined: its list is needed to tell
 */
export function isPythonApp(app: NamedApp, buildpacks: readonly Buildpack[] | null): boolean | undefined {
  if (/python/i.test(text(app.buildpack_provided_description) ?? '')) return true
  const isFir = generation(app) === 'fir'
  const image = isFir && Array.isArray(app.buildpacks) ? parseImageBuildpacks(app.buildpacks) : null
  const list = image ?? buildpacks
  if (list === null) return isFir ? false : undefined
  return list.some(({ref}) => PYTHON_ROLES.has(roleOf(parseReference(ref)).kind))
}
