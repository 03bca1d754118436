import {createHash} from 'node:crypto'
import path from 'node:path'

import type {BuildpackKind} from '../buildpack/release.js'
import type {System} from '../system/system.js'

import {isReleaseNumber} from '../buildpack/release-number.js'
import {readSeenRules, type SeenRules} from '../buildpack/rules.js'

/** Where the buildpacks' public repositories are read from; HEROKU_PYTHON_RELEASES_URL puts another base in its place. */
export const DEFAULT_BASE_URL = 'https://raw.githubusercontent.com'

export const SIZE_LIMIT = 4 * 1024 * 1024

/** The cache file. Made of public data only. */
export interface Cached {
  /** By what the place is known (placeKey) where it was asked for: what one place says is not kept for another. */
  from?: string
  /** When the newest release was last asked for, and answered. */
  checkedAt?: string
  /** When it was last asked for in vain. */
  failedAt?: string
  release?: unknown
  /** The rules of the newest release, even where its data could not be read. */
  rules?: {
    release: string
    units: SeenRules
    /** The buildpack's program itself, by path, where one of its rules changed (newer-rules.ts). */
    program?: Readonly<Record<string, string>>
  }
}

/** A digest: an address may hold a password, which no file is to have. */
export function placeKey(baseUrl = DEFAULT_BASE_URL): string {
  return createHash('sha256').update(baseUrl).digest('hex')
}

export async function readCache(
  {kind, file}: {file: null | string; kind: BuildpackKind},
  place: string,
  {files}: System,
): Promise<Cached> {
  if (file === null) return {}
  try {
    const cached: unknown = JSON.parse(new TextDecoder().decode(await files.read(file, SIZE_LIMIT)))
    if (typeof cached !== 'object' || cached === null) return {}
    // One of an earlier version of the plugin doesn't say from where it is.
    const {checkedAt, failedAt, from = placeKey(), release, rules} = cached as Record<string, unknown>
    if (from !== place) return {}
    const known = readRules(kind, rules)
    return {
      ...(isDate(checkedAt) && {checkedAt}),
      ...(isDate(failedAt) && {failedAt}),
      ...(known && {rules: known}),
      release,
    }
  } catch {
    return {}
  }
}

function readRules(kind: BuildpackKind, value: unknown): Cached['rules'] {
  if (typeof value !== 'object' || value === null) return undefined
  const {program, release, units} = value as Partial<Record<string, unknown>>
  const seen = readSeenRules(kind, units)
  if (!seen || !isReleaseNumber(release)) return undefined
  return {release, units: seen, ...(isProgram(program) && {program})}
}

function isProgram(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

export async function writeCache(file: null | string, cached: Cached, {files}: System): Promise<void> {
  if (file === null) return
  try {
    await files.makeFolder(path.dirname(file))
    await files.write(file, `${JSON.stringify(cached)}\n`)
  } catch {
    // A cache that can't be written costs the next run two seconds at most.
  }
}
