import type {App} from './app.js'
import type {PlatformClient, PlatformWriter} from './client.js'
import type {Secret} from './secret.js'

import {appPath, fields, parseApp, parseConfigVars, parseInstallations, shownBuildpack, text} from './answers.js'
import {NOT_ASKED} from './app.js'
import {ApiFailure} from './client.js'
import {ownFields} from './own-fields.js'
import {part, readOrProblem} from './read-app.js'

export type {PlatformWriter} from './client.js'

/** An app with what a migration needs besides. Its formation, builds and releases are not read. */
export interface MigrationApp extends App {
  /** Stays the same where the app is renamed. */
  id: string
  /** The buildpacks as the platform stores them, in order. */
  installed: readonly Secret[]
}

/** @throws ProblemError if the app or its buildpacks can't be read; config vars that can't are Unavailable with the reason */
export async function readMigrationApp(name: string, client: PlatformClient): Promise<MigrationApp> {
  const path = appPath(name)
  const app = await readOrProblem(name, async () => parseApp(await client.get(path)), true)
  const [installed, configVars] = await Promise.all([
    readOrProblem(name, async () => readInstallations(name, client), true),
    part(async () => parseConfigVars(await client.get(`${path}/config-vars`))),
  ])
  return {
    ...ownFields(app),
    buildCache: NOT_ASKED,
    buildpacks: installed.map((stored) => shownBuildpack(stored)),
    configVars,
    formation: NOT_ASKED,
    id: text(app.id) ?? name,
    installed,
    lastBuild: NOT_ASKED,
    lastRelease: NOT_ASKED,
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
