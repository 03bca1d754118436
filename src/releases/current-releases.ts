import path from 'node:path'

import type {System} from '../system/system.js'

import {type BuildpackKind, builtInReleases, type Releases, STALE_AFTER_DAYS} from '../buildpack/release.js'
import {compareReleases} from '../buildpack/release-number.js'
import {type NewerRules, newerRules as interpreted} from '../buildpack/newer-rules.js'
import {changelogHead, UnknownSourceForm} from '../buildpack/release-source.js'
import {hasChanged, type RuleChanges, ruleChanges} from '../buildpack/rules.js'
import {startDeadline} from '../system/deadline.js'
import {filesOf, isOfProgram, newFilesOf, releaseOf, rulesOf} from './read-newer-release.js'
import {type Cached, DEFAULT_BASE_URL, placeKey, readCache, SIZE_LIMIT, writeCache} from './release-cache.js'
import {isValidRelease, keepsPythons} from './validate-release.js'

/** What is known of a buildpack, and since when. */
export interface ReleaseData {
  releases: Releases
  /** True when no newer release could be looked for in the last 60 days, and the known one is older than that. */
  stale: boolean
  /** Days since the known release was known to be the newest. */
  ageInDays: number
  /** Which of our rules rest on something that a newer release does in another way. */
  ruleChanges: RuleChanges
  /** That release's own rules, where they could be read; null: there is no such release, or none of its rules changed. */
  newerRules: NewerRules | null
}

const REPOSITORIES: Record<BuildpackKind, string> = {classic: 'heroku/heroku-buildpack-python', cnb: 'heroku/buildpacks-python'}
const DAY = 86_400_000
const RETRY_AFTER = 3_600_000
const TIME_LIMIT = 2000

export interface ReleaseDataOptions {
  kind: BuildpackKind
  /** The CLI's cache folder; null: nothing is kept. */
  cacheFolder: null | string
  /** Default: the public one. */
  baseUrl: string | undefined
  offline: boolean
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
  let cached: Cached = {...(await readCache({file, kind}, from, system)), from}
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
  const newer = newerRules(kind, cached)
  return {
    ageInDays,
    newerRules: newer?.program ? await interpreted(kind, newer.release, newer.program) : null,
    releases: {...builtInReleases, [kind]: release},
    ruleChanges: ruleChanges(kind, newer?.units),
    stale: ageInDays > STALE_AFTER_DAYS,
  }
}

/** The newer of the built-in release and the cached one. */
function newest(kind: BuildpackKind, {release}: Cached): Releases[BuildpackKind] {
  const builtIn = builtInReleases[kind]
  return isSuccessor(kind, release, builtIn) ? release : builtIn
}

/** The rules of a release that is newer than the one that the plugin ships. */
function newerRules(kind: BuildpackKind, {rules}: Cached): Cached['rules'] {
  return rules && compareReleases(rules.release, builtInReleases[kind].release) > 0 ? rules : undefined
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
    const address = `${baseUrl.replace(/\/+$/, '')}/${REPOSITORIES[kind]}/${ref}/${file}`
    return [file, await http.getText(address, {limit: SIZE_LIMIT, signal})] as const
  }

  try {
    const [, changelog = ''] = await get('main', 'CHANGELOG.md')
    const tag = `v${changelogHead(changelog)[0]}`
    const known = newest(kind, cached)
    const isNew = compareReleases(tag, known.release) > 0
    const hasNewRules = compareReleases(tag, newerRules(kind, cached)?.release ?? builtInReleases[kind].release) > 0
    if (!isNew && !hasNewRules) return {...cached, checkedAt: now}
    const files = Object.fromEntries(await Promise.all(filesOf(kind).map((file) => get(tag, file))))
    const units = rulesOf(kind, files, tag, cached.rules?.units ?? {})
    const rules = {
      release: tag,
      units,
      ...(hasChanged(kind, units) && {program: await programOf(kind, files, (file) => get(tag, file))}),
    }
    const release = isNew ? readable(kind, files) : known
    const isKept = release === known || isSuccessor(kind, release, known)
    return isKept ? {checkedAt: now, from: placeKey(baseUrl), release, rules} : {...cached, failedAt: now, rules}
  } catch {
    // No network, too slow, a source of another form: all the same to a diagnosis, which goes on with what is known.
    return {...cached, failedAt: now}
  } finally {
    clear()
  }
}

type Files = Readonly<Record<string, string | undefined>>

/** A release's program as it runs. @param get asks for one more of its files */
async function programOf(
  kind: BuildpackKind,
  files: Files,
  get: (file: string) => Promise<readonly [string, string | undefined]>,
): Promise<Readonly<Record<string, string>>> {
  const more = await Promise.all(newFilesOf(kind, files).map((file) => get(file)))
  const all = [...Object.entries(files), ...more]
  return Object.fromEntries(
    all.filter((entry): entry is [string, string] => entry[1] !== undefined && isOfProgram(kind, entry[0])),
  )
}

/** Where the data has another form, what is known of the rules still tells which answers may be wrong. */
function readable(kind: BuildpackKind, files: Files): unknown {
  try {
    return releaseOf(kind, files)
  } catch (error) {
    if (error instanceof UnknownSourceForm) return undefined
    throw error
  }
}
