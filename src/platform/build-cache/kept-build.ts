import type {KeptBuild} from '../../buildpack/build-cache.js'

import {PACKAGE_MANAGER_NAMES} from '../../package-managers/index.js'
import {isTable} from '../../packaging/values.js'

/** What was read of an app's build cache. */
export interface BuildCache extends KeptBuild {
  pythonVersion: string
  /** The requirements.txt of a pip build; null: it was not read. */
  requirements: Uint8Array | null
  /** The SHA-256 (hex) of the Pipfile.lock of a Pipenv build; null: it was not read. */
  pipfileLockSha256: string | null
  /** How long that build took; null: it doesn't say. */
  seconds: number | null
}

/** The buildpack's own files in its cache, by which it judges whether it may use it. Sources: lib/cache.sh, lib/build_data.sh. */
export const CACHE_FILES = {
  buildData: 'build-data/python.json',
  pipfileLock: '.heroku/python/Pipfile.lock.sha256',
  requirements: '.heroku/requirements.txt',
  sqliteHeaders: '.heroku/python/include/sqlite3.h',
  stack: '.heroku/python-stack',
  version: '.heroku/python-version',
} as const

/** The files of a cache that were read, by their names; null: one that is too long. */
export type CacheFiles = ReadonlyMap<string, null | Uint8Array>

export const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/
const PYTHON_VERSION = new RegExp(VERSION.source.replace('^', '^python-'))
const TOOL_VERSION = /^\d[\w.+-]{0,40}$/
/** No build takes so many seconds. */
const DAY = 24 * 60 * 60
export const STACK = /^[a-z][\w-]{0,40}$/

/**
 * A hook of the app may have written anything into it: only what has the form that the buildpack gives it counts.
 *
 * @returns undefined where the build data is none, or names no Python
 */
export function parseKeptBuild(files: CacheFiles): BuildCache | undefined {
  const line = (name: string, form: RegExp) => {
    const text = textOf(files.get(name)).trim()
    return form.test(text) ? text : null
  }

  const data = json(textOf(files.get(CACHE_FILES.buildData)))
  if (data === undefined) return undefined
  const ofFile = line(CACHE_FILES.version, PYTHON_VERSION)?.slice('python-'.length)
  const pythonVersion = ofFile ?? matching(data.python_version, VERSION)
  if (pythonVersion === null) return undefined
  const {total_duration: seconds} = data
  return {
    buildData: knownData(data),
    hasSqliteHeaders: files.has(CACHE_FILES.sqliteHeaders),
    pipfileLockSha256: line(CACHE_FILES.pipfileLock, /^[\da-f]{64}\s/)?.slice(0, 64) ?? null,
    pythonVersion,
    requirements: files.get(CACHE_FILES.requirements) ?? null,
    seconds: typeof seconds === 'number' && seconds >= 0 && seconds <= DAY ? seconds : null,
    stack: line(CACHE_FILES.stack, STACK),
  }
}

function knownData(data: Readonly<Record<string, unknown>>): KeptBuild['buildData'] {
  const manager = PACKAGE_MANAGER_NAMES.find((name) => name === data.package_manager)
  if (manager === undefined) return {}
  const version = matching(data[`${manager}_version`], TOOL_VERSION)
  return {package_manager: manager, ...(version !== null && {[`${manager}_version`]: version})}
}

function matching(value: unknown, form: RegExp): null | string {
  return typeof value === 'string' && form.test(value) ? value : null
}

function textOf(bytes: null | Uint8Array | undefined): string {
  return bytes ? new TextDecoder().decode(bytes) : ''
}

function json(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isTable(value) ? value : undefined
  } catch {
    return undefined
  }
}
