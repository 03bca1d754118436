import {createHash} from 'node:crypto'
import path from 'node:path'

import type {System} from '../system/system.js'

import {type BuildpackKind, builtInReleases, type Releases, STALE_AFTER_DAYS} from '../buildpack/release.js'
import {
  changelogHead,
  CLASSIC_SOURCES,
  CNB_SOURCES,
  readClassicRelease,
  readCnbRelease,
  UnknownSourceForm,
} from '../buildpack/release-source.js'
import {startDeadline} from '../system/deadline.js'
import {compareReleases, isValidRelease, keepsPythons} from './validate-release.js'

/** What is known of a buildpack, and since when. */
export interface ReleaseData {
  releases: Releases
  /** True when no newer release could be looked for in the last 60 days, and the known one is older than that. */
  stale: boolean
  /** Days since the known release was known to be the newest. */
  ageInDays: number
}

/** Where the buildpacks' public repositories are read from; HEROKU_PYTHON_RELEASES_URL puts another base in its place. */
const DEFAULT_BASE_URL = 'https://raw.githubusercontent.com'

const REPOSITORIES: Record<BuildpackKind, string> = {classic: 'heroku/heroku-buildpack-python', cnb: 'heroku/buildpacks-python'}
const DAY = 86_400_000
const RETRY_AFTER = 3_600_000
const TIME_LIMIT = 2000
const SIZE_LIMIT = 4 * 1024 * 1024

export interface ReleaseDataOptions {
  kind: BuildpackKind
  /** The CLI's cache folder; null: nothing is kept. */
  cacheFolder: null | string
  /** Default: the public one. */
  baseUrl: string | undefined
  offline: boolean
}

/** The cache file. Made of public data only. */
interface Cached {
  /** By what the place is known (placeKey) where it was asked for: what one place says is not kept for another. */
  from?: string
  /** When the newest release was last asked for, and answered. */
  checkedAt?: string
  /** When it was last asked for in vain. */
  failedAt?: string
  release?: unknown
}

/**
 * The newest release that is known: the built-in one, or a newer one from the buildpack's public repository, which is
 * asked once a day, for two seconds at most. Never fails: without network or with an answer of another form it falls
 * back to what it has.
 */
export async function currentReleaseData(options: ReleaseDataOptions, system: System): Promise<ReleaseData> {
  const {kind} = options
  const now = system.clock.now()
  const file = options.cacheFolder === null ? null : path.join(options.cacheFolder, `buildpack-${kind}.json`)
  const from = placeKey(options.baseUrl)
  let cached: Cached = {...(await readCache(file, from, system)), from}
  // A time yet to come (the clock was wrong, or the file is) says nothing.
  const since = (date = '') => {
    const age = now.getTime() - Date.parse(date)
    return age >= 0 ? age : Number.POSITIVE_INFINITY
  }

  if (!options.offline && since(cached.checkedAt) >= DAY && since(cached.failedAt) >= RETRY_AFTER) {
    cached = await refresh(options, {...cached, release: newest(kind, cached)}, system)
    await writeCache(file, cached, system)
  }

  const release = newest(kind, cached)
  const age = Math.min(since(release.released), since(cached.checkedAt))
  const ageInDays = Number.isFinite(age) ? Math.floor(age / DAY) : 0
  return {ageInDays, releases: {...builtInReleases, [kind]: release}, stale: ageInDays > STALE_AFTER_DAYS}
}

/** The newer of the built-in release and the cached one. */
function newest(kind: BuildpackKind, {release}: Cached): Releases[BuildpackKind] {
  const builtIn = builtInReleases[kind]
  return isSuccessor(kind, release, builtIn) ? release : builtIn
}

function isSuccessor<Kind extends BuildpackKind>(
  kind: Kind,
  release: unknown,
  known: Releases[BuildpackKind],
): release is Releases[Kind] {
  return isValidRelease(kind, release) && compareReleases(release.release, known.release) > 0 && keepsPythons(known, release)
}

async function refresh(
  {baseUrl = DEFAULT_BASE_URL, kind}: ReleaseDataOptions,
  cached: Cached,
  {clock, http}: System,
): Promise<Cached> {
  const now = clock.now().toISOString()
  const {clear, signal} = startDeadline(TIME_LIMIT, clock)
  const get = async (ref: string, file: string) => {
    const text = await http.getText(`${baseUrl.replace(/\/+$/, '')}/${REPOSITORIES[kind]}/${ref}/${file}`, {
      limit: SIZE_LIMIT,
      signal,
    })
    if (text === undefined) throw new UnknownSourceForm(file)
    return text
  }

  try {
    const [number] = changelogHead(await get('main', 'CHANGELOG.md'))
    const tag = `v${number}`
    const known = newest(kind, cached)
    if (compareReleases(tag, known.release) <= 0) return {...cached, checkedAt: now}
    const sources = kind === 'classic' ? CLASSIC_SOURCES : CNB_SOURCES
    const texts = await Promise.all(sources.map(async (file) => [file, await get(tag, file)] as const))
    const read = Object.fromEntries(texts)
    const release = kind === 'classic' ? readClassicRelease(read as never) : readCnbRelease(read as never)
    return isSuccessor(kind, release, known) ? {checkedAt: now, from: placeKey(baseUrl), release} : {...cached, failedAt: now}
  } catch {
    // No network, too slow, a source of another form: all the same to a diagnosis, which goes on with what is known.
    return {...cached, failedAt: now}
  } finally {
    clear()
  }
}

/** A digest: an address may hold a password, which no file is to have. */
function placeKey(baseUrl = DEFAULT_BASE_URL): string {
  return createHash('sha256').update(baseUrl).digest('hex')
}

async function readCache(file: null | string, place: string, {files}: System): Promise<Cached> {
  if (file === null) return {}
  try {
    const cached: unknown = JSON.parse(new TextDecoder().decode(await files.read(file, SIZE_LIMIT)))
    if (typeof cached !== 'object' || cached === null) return {}
    // One of an earlier version of the plugin doesn't say from where it is.
    const {checkedAt, failedAt, from = placeKey(), release} = cached as Record<string, unknown>
    if (from !== place) return {}
    return {...(isDate(checkedAt) && {checkedAt}), ...(isDate(failedAt) && {failedAt}), release}
  } catch {
    return {}
  }
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

async function writeCache(file: null | string, cached: Cached, {files}: System): Promise<void> {
  if (file === null) return
  try {
    await files.makeFolder(path.dirname(file))
    await files.write(file, `${JSON.stringify(cached)}\n`)
  } catch {
    // A cache that can't be written costs the next run two seconds at most.
  }
}
