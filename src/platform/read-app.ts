import type {App, Buildpack, Unavailable} from './app.js'

import {ProblemError} from '../problem.js'
import {appPath, type Fields, fields, generation, text} from './answers.js'
import {maskUrls, Secret} from './secret.js'

/** Why the Platform API gave no answer. Never holds the request, whose headers have the token. */
export class ApiFailure extends Error {
  constructor(
    /** HTTP status; null without an answer. */
    readonly status: number | null,
    /** The API's own id of the error. */
    readonly apiId: string | null,
    /** The API's own message, or ours where it gave none. */
    message: string,
  ) {
    super(message)
  }
}

export interface PlatformClient {
  /**
   * @param options `range`: of a list, as the Platform API's header of that name takes it
   * @throws ApiFailure
   */
  get(path: string, options?: {range?: string}): Promise<unknown>
}

/**
 * Reads what the checks and the prediction need of an app: at most three calls, the last two side by side.
 *
 * @throws ProblemError if the app itself can't be read; a part that can't is Unavailable with the reason
 */
export async function readApp(name: string, client: PlatformClient): Promise<App> {
  const path = appPath(name)
  let app: Fields
  try {
    app = parseApp(await client.get(path))
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw new ProblemError({apiId: error.apiId, app: name, id: 'app-not-readable', message: error.message, status: error.status})
  }

  const [buildpacks, configVars] = await Promise.all([
    part(async () => parseBuildpacks(await client.get(`${path}/buildpack-installations`))),
    part(async () => parseConfigVars(await client.get(`${path}/config-vars`))),
  ])
  return {
    buildStack: text(fields(app.build_stack).name),
    buildpacks,
    configVars,
    formation: {unavailable: 'it was not asked for'},
    kind: generation(app) === 'fir' ? 'cnb' : 'classic',
    lastBuild: {unavailable: 'they were not asked for'},
    name: text(app.name)!,
    slugBytes: typeof app.slug_size === 'number' ? app.slug_size : null,
    stack: text(fields(app.stack).name),
    webUrl: text(app.web_url),
  }
}

async function part<T extends object>(read: () => Promise<T>): Promise<T | Unavailable> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ApiFailure) return {unavailable: error.message}
    throw error
  }
}

/** Every app has a name: what has none is some other answer, of a proxy perhaps. */
function parseApp(answer: unknown): Fields {
  const app = fields(answer)
  if (text(app.name) === null) throw new ApiFailure(null, null, "the Platform API's answer has an unknown form")
  return app
}

function parseBuildpacks(answer: unknown): Buildpack[] {
  if (!Array.isArray(answer)) throw new ApiFailure(null, null, "the Platform API's list of buildpacks has an unknown form")
  return answer
    .map((item) => fields(item))
    .sort((a, b) => Number(a.ordinal) - Number(b.ordinal))
    .map((item) => {
      const {name, url} = fields(item.buildpack)
      return {ref: maskUrls((text(url) ?? text(name) ?? '').replace(/^urn:buildpack:/, ''))}
    })
}

function parseConfigVars(answer: unknown): Map<string, Secret> {
  const unknown = typeof answer !== 'object' || answer === null || Array.isArray(answer)
  if (unknown) throw new ApiFailure(null, null, "the Platform API's list of config vars has an unknown form")
  return new Map(Object.entries(answer).map(([name, value]) => [name, new Secret(String(value))]))
}
