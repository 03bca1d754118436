import type {Cause} from '../buildpack/causes/cause.js'
import type {HttpClient} from '../system/http.js'
import type {BuildFailure, LastBuild, Unavailable} from './app.js'
import type {BuildAnswer} from './answers.js'
import type {PlatformClient} from './client.js'
import type {Secret} from './secret.js'

import {pythonIn, readFailure} from '../buildpack/build-log.js'
import {causesInLog} from '../buildpack/causes/read-causes.js'
import {appPath, fields, parseBuildBuildpacks, parseBuilds, shownBuildpack, text} from './answers.js'
import {isAvailable} from './app.js'
import {ApiFailure} from './client.js'
import {maskValues} from './masker.js'

/** How many builds are looked at for a successful one: an app whose last twenty all failed has no version worth keeping. */
const BUILDS = 20
/** An API that ignores the order of a range would otherwise answer with the oldest build. */
const NEWEST = 5
const LOG_LIMIT = 16 * 1024 * 1024
const TIME_LIMIT = 10_000
const HEADING_LIMIT = 160

/** @throws ApiFailure */
export async function newestBuilds(path: string, client: PlatformClient): Promise<BuildAnswer[]> {
  return readBuilds(path, client, NEWEST)
}

async function readBuilds(path: string, client: PlatformClient, max: number): Promise<BuildAnswer[]> {
  return parseBuilds(await client.get(`${path}/builds`, {range: `started_at ..; order=desc, max=${max}`}))
}

export interface LogOptions {
  /** Their values are masked in what is kept of a log. */
  configVars: ReadonlyMap<string, Secret> | Unavailable
  http: HttpClient
  /** Beside the log of a newest build that failed, that of the newest successful one is read, for the Python in it. */
  withPython: boolean
}

/**
 * The newest of some builds, with what logs tell. Never fails: what can't be read is Unavailable.
 *
 * @param builds newest first
 */
export async function readLastBuild(builds: readonly BuildAnswer[], options: LogOptions): Promise<LastBuild | null> {
  const {configVars, http, withPython} = options
  const [build] = builds
  if (!build) return null
  const status = build.status === 'failed' || build.status === 'succeeded' ? build.status : 'pending'
  const successful = withPython ? builds.find((other) => other.status === 'succeeded') : undefined
  const [log, successLog] = await Promise.all([
    status === 'failed' ? readLog(build, http) : null,
    successful ? readLog(successful, http) : null,
  ])
  return {
    buildpacks: parseBuildBuildpacks(build).map((stored) => shownBuildpack(stored)),
    createdAt: text(build.created_at),
    failure: log && (isAvailable(log) ? failureIn(log.text, configVars) : log),
    python: successLog && isAvailable(successLog) ? (pythonIn(successLog.text) ?? null) : null,
    stack: text(build.stack),
    status,
    version: text(fields(build.source_blob).version),
  }
}

/** The heading of a failure that can be shown: what the app's own tools print may hold a secret. */
function failureIn(log: string, configVars: ReadonlyMap<string, Secret> | Unavailable): BuildFailure {
  const {heading, isKnownText, reason} = readFailure(log)
  const causes = isAvailable(configVars) ? causesInLog(log).filter((cause) => holdsNoSecret(cause, configVars)) : []
  const python = pythonIn(log) ?? null
  if (heading === null || isKnownText) return {causes, heading, python, reason}
  if (!isAvailable(configVars)) return {causes, heading: null, python, reason}
  const masked = maskValues(heading, configVars.values())
  return {causes, heading: masked.length > HEADING_LIMIT ? `${masked.slice(0, HEADING_LIMIT)}…` : masked, python, reason}
}

/** A cause has names only, and a value may have the form of one. */
function holdsNoSecret(cause: Cause, configVars: ReadonlyMap<string, Secret>): boolean {
  const text = JSON.stringify(cause)
  return maskValues(text, configVars.values()) === text
}

/**
 * A build's log is behind a URL that is signed by itself: the token is not sent there. Never fails. The URL's signature
 * must not be shown, so neither is the network's message.
 */
async function readLog(build: BuildAnswer, http: HttpClient): Promise<{text: string} | Unavailable> {
  const url = text(build.output_stream_url)
  if (url === null) return {unavailable: "its log wasn't kept"}
  try {
    const log = await http.getText(url, {limit: LOG_LIMIT, signal: AbortSignal.timeout(TIME_LIMIT)})
    return log === undefined ? {unavailable: 'its log was deleted'} : {text: log}
  } catch {
    return {unavailable: "its log can't be read"}
  }
}

/** The Python of the last successful build, or why it isn't known. */
type LastBuildPython = {reason: string; version: null} | {version: string}

/** The Platform API names no Python version: it stands in the build's log. Never fails: what can't be read is a reason. */
export async function readLastBuildPython(app: string, client: PlatformClient, http: HttpClient): Promise<LastBuildPython> {
  try {
    const build = (await readBuilds(appPath(app), client, BUILDS)).find(({status}) => status === 'succeeded')
    if (!build) return {reason: `${app} has no successful build`, version: null}
    const log = await readLog(build, http)
    if (!isAvailable(log))
      return {reason: log.unavailable.replace(/^its log/, 'the log of its last successful build'), version: null}
    const version = pythonIn(log.text)
    return version === undefined ? {reason: "its last successful build didn't install Python", version: null} : {version}
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    return {reason: `its builds can't be read: ${error.message}`, version: null}
  }
}
