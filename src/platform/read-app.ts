import type {App, Buildpack, Unavailable} from './app.js'
import type {Clock} from '../system/clock.js'
import type {HttpClient} from '../system/http.js'
import type {PlatformClient} from './client.js'

import {ProblemError} from '../common/problem.js'
import {
  appPath,
  fields,
  generation,
  list,
  type NamedApp,
  parseApp,
  parseConfigVars,
  parseFormation,
  parseImageBuildpacks,
  parseImageId,
  parseInstallations,
  parseLastRelease,
  shownBuildpack,
  pathPart,
} from './answers.js'
import {isAvailable, NOT_ASKED} from './app.js'
import {readBuildCache} from './read-build-cache.js'
import {ApiFailure} from './client.js'
import {maskValues} from './masker.js'
import {ownFields} from './own-fields.js'
import {type LogOptions, newestBuilds, readLastBuild} from './last-build.js'

export {ApiFailure, type PlatformClient} from './client.js'

/** Reads build logs: with them the formation and the last build are read too. */
export type LogReading = Pick<LogOptions, 'http' | 'withPython'> & {
  /** Reads what the build cache says too, if it can be read in time. */
  cacheClock?: Clock
}

/**
 * Reads an app: in at most six calls with its last build and release, in three (on Fir: two) without; in one more, and
 * one of its storage, with its build cache.
 *
 * @throws ProblemError if the app itself can't be read; a part that can't is Unavailable with the reason
 */
export async function readApp(name: string, client: PlatformClient, logs?: LogReading): Promise<App> {
  const path = appPath(name)
  const [answer, beside] = await Promise.all([
    readOrProblem(name, async () => parseApp(await client.get(path))),
    readBeside(path, client, logs !== undefined),
  ])
  return readRest({answer, client, path}, beside, logs)
}

/** The parts of an app that are read without knowing anything of it. */
interface Beside {
  configVars: App['configVars']
  formation: App['formation']
  builds: Awaited<ReturnType<typeof newestBuilds>> | Unavailable
}

/** The formation alone, of an app that was read without it. */
export async function withFormation(app: App, client: PlatformClient): Promise<App> {
  const formation = await part(async () => parseFormation(await client.get(`${appPath(app.name)}/formation`)))
  return {...app, formation: hide(formation, app.configVars)}
}

async function readBeside(path: string, client: PlatformClient, whole: boolean): Promise<Beside> {
  const [configVars, formation, builds] = await Promise.all([
    part(async () => parseConfigVars(await client.get(`${path}/config-vars`))),
    whole ? part(async () => parseFormation(await client.get(`${path}/formation`))) : NOT_ASKED,
    whole ? part(async () => newestBuilds(path, client)) : NOT_ASKED,
  ])
  return {builds, configVars, formation}
}

/**
 * Reads an app whose own answer is known, from a list of apps: in at most six calls.
 *
 * @param isWanted undefined: that hangs on its buildpacks, by which it is asked again
 * @returns null for one that isn't wanted, or of which that can't be known
 */
export async function readListedApp(
  answer: NamedApp,
  client: PlatformClient,
  {isWanted, ...logs}: LogReading & {isWanted(app: NamedApp, buildpacks: readonly Buildpack[] | null): boolean | undefined},
): Promise<App | null | Unavailable> {
  const path = appPath(answer.name)
  const app = {answer, client, path}
  const wanted = isWanted(answer, null)
  if (wanted === false) return null
  if (generation(answer) === 'fir') return wanted ? readRest(app, await readBeside(path, client, true), logs) : null
  if (wanted) {
    const [buildpacks, beside] = await Promise.all([readBuildpacks(path, client), readBeside(path, client, true)])
    return readRest(app, {...beside, buildpacks}, logs)
  }

  const buildpacks = await readBuildpacks(path, client)
  if (!isAvailable(buildpacks)) return buildpacks
  return isWanted(answer, buildpacks) ? readRest(app, {...(await readBeside(path, client, true)), buildpacks}, logs) : null
}

interface AppToRead {
  answer: NamedApp
  client: PlatformClient
  path: string
}

/** Reads what hangs on the other answers, and puts the app together. */
async function readRest(
  {answer, client, path}: AppToRead,
  {buildpacks, builds, configVars, formation}: Beside & {buildpacks?: App['buildpacks']},
  logs: LogReading | undefined,
): Promise<App> {
  const isFir = generation(answer) === 'fir'
  const newest = isAvailable(builds) ? builds[0] : undefined
  // The log of a failed build is one call more, and no release came of it.
  const asks = newest?.status !== 'failed' && ((logs && newest) || (isFir && answer.buildpacks === undefined))
  const releases = asks ? readReleases(path, client) : null
  const [refs, lastBuild, lastRelease, buildCache] = await Promise.all([
    buildpacks ?? (isFir ? readFirBuildpacks({answer, client, path}, releases) : readBuildpacks(path, client)),
    isAvailable(builds) ? (logs ? readLastBuild(builds, {...logs, configVars}) : NOT_ASKED) : builds,
    logs && releases ? part(async () => parseLastRelease(await releases)) : null,
    !isFir && logs?.cacheClock ? cacheOf(path, client, {builds, clock: logs.cacheClock, http: logs.http}) : NOT_ASKED,
  ])
  return {
    ...ownFields(answer),
    buildCache: hide(buildCache, configVars),
    buildpacks: hide(refs, configVars),
    configVars,
    formation: hide(formation, configVars),
    lastBuild: hide(lastBuild, configVars),
    lastRelease: hide(lastRelease, configVars),
  }
}

/** Without a build there is no cache to ask for. */
async function cacheOf(
  path: string,
  client: PlatformClient,
  {builds, ...reading}: Pick<Beside, 'builds'> & {clock: Clock; http: HttpClient},
): Promise<App['buildCache']> {
  if (isAvailable(builds) && builds.length === 0) return {unavailable: 'the app has none'}
  return readBuildCache(path, client, reading)
}

/** A reason is in the API's words: should they hold a config var's value, it goes no further. */
function hide<T extends null | object>(value: T | Unavailable, configVars: App['configVars']): T | Unavailable {
  if (value === null || !('unavailable' in value) || !isAvailable(configVars)) return value
  return {unavailable: maskValues(value.unavailable, configVars.values())}
}

async function readBuildpacks(path: string, client: PlatformClient): Promise<App['buildpacks']> {
  return part(async () =>
    parseInstallations(await client.get(`${path}/buildpack-installations`)).map((stored) => shownBuildpack(stored)),
  )
}

/** The newest few: an API that ignores the order of a range would otherwise answer with the oldest one. */
async function readReleases(path: string, client: PlatformClient): Promise<unknown> {
  const releases = client.get(`${path}/releases`, {range: 'version ..; order=desc, max=5'})
  // Waited for in one or two places, or in none.
  releases.catch(() => {})
  return releases
}

/**
 * A Fir app's buildpacks are those of its image, which its own answer names. An older answer doesn't: then the newest
 * release leads to the image.
 *
 * @param releases null: they are not asked for, and two more calls would be too many
 */
async function readFirBuildpacks(
  {answer, client, path}: AppToRead,
  releases: Promise<unknown> | null,
): Promise<Buildpack[] | Unavailable> {
  const {buildpacks} = answer
  if (buildpacks !== undefined) return part(async () => parseImageBuildpacks(buildpacks ?? []))
  if (releases === null) return NOT_ASKED
  return part(async () => {
    const id = parseImageId(await releases)
    if (id === null) return []
    // The answer is a list, though the path names one image.
    const [image] = list(await client.get(`${path}/oci-images/${pathPart(id)}`), 'images')
    return parseImageBuildpacks(fields(image).buildpacks)
  })
}

/**
 * What a command can't do without.
 *
 * @param needed false: the command can go on without an app
 * @throws ProblemError app-not-readable
 */
export async function readOrProblem<T>(app: string, read: () => Promise<T>, needed = false): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const {apiId, message, status} = error
    throw new ProblemError({apiId, app, id: 'app-not-readable', message, status, ...(needed && {needed})})
  }
}

/** What a command can do without. */
export async function part<T extends null | object>(read: () => Promise<T>): Promise<T | Unavailable> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ApiFailure) return {unavailable: error.message}
    throw error
  }
}
