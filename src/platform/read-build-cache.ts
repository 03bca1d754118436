import type {Clock} from '../system/clock.js'
import type {HttpClient, HttpStream} from '../system/http.js'
import type {Unavailable} from './app.js'
import type {PlatformClient} from './client.js'

import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'

import {startDeadline} from '../system/deadline.js'
import {fields, text} from './answers.js'
import {ApiFailure} from './client.js'
import {Secret} from './secret.js'
import {type BuildCache, CACHE_FILES, parseKeptBuild} from './build-cache/kept-build.js'
import {TarFault, tarFiles} from './build-cache/tar-files.js'

/** A cache is hundreds of megabytes, and what it tells is no more than a help: what isn't there by then is left out. */
const TIME_LIMIT = 2000
/** Of one file that is kept in memory. */
const FILE_LIMIT = 1024 * 1024

const WANTED: ReadonlySet<string> = new Set(Object.values(CACHE_FILES))

/**
 * Reads what the app's build cache says of its last successful build: as a stream, and no further than to the build data.
 * The cache is behind a URL that is signed by itself: the token is not sent there, and whoever has the URL has the
 * cache, so it is a secret like a config var. Never fails: what can't be read is Unavailable.
 *
 * Source: the Platform API's schema, "Build Metadata".
 */
export async function readBuildCache(
  path: string,
  client: PlatformClient,
  {clock, http}: {clock: Clock; http: HttpClient},
): Promise<BuildCache | Unavailable> {
  const {clear, signal} = startDeadline(TIME_LIMIT, clock)
  try {
    const url = await readCacheUrl(path, client, signal)
    return url === null ? NONE : await readBehind(url, http, signal)
  } catch (error) {
    if (signal.aborted) return {unavailable: `it took longer than ${TIME_LIMIT / 1000} seconds`}
    return {unavailable: reasonOf(error)}
  } finally {
    clear()
  }
}

/**
 * The signed URL of an app's build cache; null: the API knows none.
 *
 * @throws ApiFailure
 */
export async function readCacheUrl(path: string, client: PlatformClient, signal?: AbortSignal): Promise<Secret | null> {
  const url = text(fields(await client.get(`${path}/build-metadata`, signal && {signal})).cache_get_url)
  return url === null ? null : new Secret(url)
}

const NONE: Unavailable = {unavailable: 'the app has none'}

/** No message of the network's: it may hold the URL. */
function reasonOf(error: unknown): string {
  if (error instanceof ApiFailure) return error.message
  return error instanceof TarFault || isOfZlib(error) ? 'it has an unknown format' : 'it could not be downloaded'
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}

async function readBehind(url: Secret, http: HttpClient, signal: AbortSignal): Promise<BuildCache | Unavailable> {
  const stream = await http.getStream(url.reveal(), {signal})
  try {
    if (stream.status === 404) return NONE
    if (stream.status !== 200) return {unavailable: `its storage answered with status ${stream.status}`}
    const files = await filesUpToData(stream)
    if (!files.has(CACHE_FILES.buildData)) return {unavailable: 'it has no data of a Python build'}
    return parseKeptBuild(files) ?? {unavailable: 'its data of the last build has an unknown format'}
  } finally {
    stream.close()
  }
}

/** The files of the buildpack that come before its build data, and that. */
async function filesUpToData({chunks}: HttpStream): Promise<Map<string, null | Uint8Array>> {
  const files = new Map<string, null | Uint8Array>()
  const unpacked = createGunzip()
  // Whatever ends the one ends the other, and its reader is told.
  const unpacking = pipeline(chunks, unpacked).catch(() => {})
  try {
    for await (const {contents, name} of tarFiles(unpacked, {limit: FILE_LIMIT, wanted: WANTED})) {
      files.set(name, contents)
      if (name === CACHE_FILES.buildData) break
    }
  } finally {
    unpacked.destroy()
    await unpacking
  }

  return files
}
