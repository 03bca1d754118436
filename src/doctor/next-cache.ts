import type {CacheUse} from '../buildpack/build-cache.js'
import type {PredictOptions} from '../buildpack/predict.js'
import type {PackageManager} from '../buildpack/release.js'
import type {BuildCache} from '../platform/build-cache/kept-build.js'
import type {Target} from '../target/target.js'

import {createHash} from 'node:crypto'

import {cacheReasons} from '../buildpack/build-cache.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {isAvailable, NOT_ASKED} from '../platform/app.js'

/** What becomes of the app's build cache in the next build, and what it says of the last one. */
export interface NextCache {
  status: 'discarded' | 'reused' | 'unknown'
  /** Of `discarded`, the buildpack's own lines; of `unknown`, why. */
  reasons: readonly string[]
  /** null: it was not read, or says none. */
  last: null | {python: string; tool: null | string; seconds: null | number}
}

type Build = Parameters<NonNullable<PredictOptions['useCache']>>[0]

/** What a prediction takes from the app's build cache; nothing where that was not read. */
export function cacheOptions(target: Target): Pick<PredictOptions, 'cachedPythonVersion' | 'useCache'> {
  const cache = cacheOf(target)
  if (!cache) return {}
  return {
    cachedPythonVersion: cache.pythonVersion,
    useCache(build) {
      const {reasons, status} = decide(cache, build, target)
      return status === 'unknown' ? undefined : ({reasons, status} satisfies CacheUse)
    },
  }
}

/**
 * @param build what the next build is; null: it fails before it gets to its cache
 * @returns null without a classic app, and where nobody asked for its cache
 */
export function nextCache(target: Target, build: Build | null): NextCache | null {
  const {app, kind} = target
  if (app === null || kind !== 'classic' || app.buildCache === NOT_ASKED) return null
  if (!isAvailable(app.buildCache)) return {last: null, reasons: [app.buildCache.unavailable], status: 'unknown'}
  const {buildData, pythonVersion, seconds} = app.buildCache
  const manager = buildData.package_manager as PackageManager | undefined
  const tool = manager && buildData[`${manager}_version`]
  const last = {
    python: pythonVersion,
    seconds,
    tool: manager && tool !== undefined ? `${PACKAGE_MANAGERS[manager].name} ${tool}` : null,
  }
  return {...(build ? decide(app.buildCache, build, target) : {reasons: [FAILS_BEFORE], status: 'unknown'}), last}
}

const FAILS_BEFORE = 'the next build fails before it reads the cache'

function cacheOf({app, kind}: Target): BuildCache | undefined {
  return app && kind === 'classic' && isAvailable(app.buildCache) ? app.buildCache : undefined
}

function decide(cache: BuildCache, {manager, pythonVersion}: Build, target: Target): Omit<NextCache, 'last'> {
  const {app, releases, stack} = target
  const fileChanged = hasFileChanged(cache, manager, target)
  // The cache's own file may not have been read; it is that of the build that runs.
  const kept = {...cache, stack: cache.stack ?? app?.stack ?? stack}
  const next = {fileChanged: fileChanged === true, manager, pythonVersion, stack, toolVersion: releases.classic.tools[manager]}
  const reasons = cacheReasons(kept, next)
  if (reasons.length > 0) return {reasons, status: 'discarded'}
  if (fileChanged !== undefined) return {reasons, status: 'reused'}
  return {reasons: [`it is restored unless the contents of ${PACKAGE_MANAGERS[manager].file} changed`], status: 'unknown'}
}

/** @returns undefined: what the cache has of the file was not read */
function hasFileChanged(cache: BuildCache, manager: PackageManager, {project: {tree}}: Target): boolean | undefined {
  const {classic, file} = PACKAGE_MANAGERS[manager]
  const now = tree.read(file) ?? new Uint8Array()
  switch (classic.cacheKeeps) {
    case 'contents':
      return cache.requirements === null ? undefined : Buffer.compare(cache.requirements, now) !== 0

    case 'sha256':
      if (cache.pipfileLockSha256 === null) return undefined
      return cache.pipfileLockSha256 !== createHash('sha256').update(now).digest('hex')

    default:
      return false
  }
}
