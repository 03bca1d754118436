import {ProblemError} from '../problem.js'
import {appPath, fields, generation, text} from './answers.js'
import {ApiFailure, type PlatformClient} from './read-app.js'
import {Secret} from './secret.js'

import type {Unavailable} from './app.js'

/** A client that changes apps too. A write is sent once: whether a lost one arrived must be read, not guessed. */
export interface PlatformWriter extends PlatformClient {
  /** @throws ApiFailure, also where the change was made and its answer was lost */
  patch(path: string, body: unknown): Promise<unknown>
  /** @throws ApiFailure, as patch */
  put(path: string, body: unknown): Promise<unknown>
}

/** What a migration needs to know of an app. */
export interface MigrationApp {
  /** Stays the same where the app is renamed. */
  id: string
  name: string
  generation: string | null
  /** The stack of the next build. */
  buildStack: string | null
  /** As the platform stores them, in order. */
  installed: readonly Secret[]
  configVars: ReadonlyMap<string, Secret> | Unavailable
}

/** @throws ProblemError if the app or its buildpacks can't be read; config vars that can't are Unavailable with the reason */
export async function readMigrationApp(name: string, client: PlatformClient): Promise<MigrationApp> {
  const path = appPath(name)
  const app = await needed(name, async () => fields(await client.get(path)))
  const [installed, configVars] = await Promise.all([
    needed(name, async () => readInstallations(name, client)),
    readConfigVars(path, client),
  ])
  return {
    buildStack: text(fields(app.build_stack).name) ?? text(fields(app.stack).name),
    configVars,
    generation: generation(app),
    id: text(app.id) ?? name,
    installed,
    name: text(app.name) ?? name,
  }
}

async function needed<T>(app: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const {apiId, message, status} = error
    throw new ProblemError({apiId, app, id: 'app-not-readable', message, needed: true, status})
  }
}

async function readConfigVars(path: string, client: PlatformClient): Promise<MigrationApp['configVars']> {
  try {
    const answer = fields(await client.get(`${path}/config-vars`))
    return new Map(Object.entries(answer).map(([name, value]) => [name, new Secret(String(value))]))
  } catch (error) {
    if (error instanceof ApiFailure) return {unavailable: error.message}
    throw error
  }
}

/** @throws ApiFailure */
export async function readInstallations(app: string, client: PlatformClient): Promise<Secret[]> {
  return parseInstallations(await client.get(`${appPath(app)}/buildpack-installations`))
}

/**
 * Replaces the whole list, in one request: there is no moment without buildpacks.
 *
 * @returns the list in the answer
 * @throws ApiFailure
 */
export async function writeInstallations(app: string, buildpacks: readonly Secret[], client: PlatformWriter): Promise<Secret[]> {
  const updates = buildpacks.map((buildpack) => ({buildpack: buildpack.reveal()}))
  return parseInstallations(await client.put(`${appPath(app)}/buildpack-installations`, {updates}))
}

/**
 * Unsets config vars, and reads which of them are still there.
 *
 * @throws ApiFailure
 */
export async function unsetConfigVars(app: string, names: readonly string[], client: PlatformWriter): Promise<string[]> {
  const path = `${appPath(app)}/config-vars`
  const isSet = async () => {
    const now = fields(await client.get(path))
    return names.filter((name) => name in now)
  }

  try {
    await client.patch(path, Object.fromEntries(names.map((name) => [name, null])))
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const left = await isSet().catch(() => names)
    if (left.length > 0) throw error
    return []
  }

  return isSet()
}

function parseInstallations(answer: unknown): Secret[] {
  const list = Array.isArray(answer) ? answer.map((item) => fields(item)) : undefined
  const urls = list
    ?.sort((a, b) => Number(a.ordinal) - Number(b.ordinal))
    .map((item) => text(fields(item.buildpack).url) ?? text(fields(item.buildpack).name))
  if (!urls || urls.includes(null)) throw new ApiFailure(null, null, "the Platform API's list of buildpacks has an unknown form")
  return urls.map((url) => new Secret(url!))
}
