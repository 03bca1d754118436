import {createHash} from 'node:crypto'

import type {ClassicRelease, PackageManager} from '../../buildpack/release.js'
import type {CacheDecision, CachedBuild, ChosenInterpreter} from './build-plan.js'

import {cacheReasons} from '../../buildpack/build-cache.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {maskUrls} from '../../platform/secret.js'
import {decodeRequirements} from '../../packaging/requirements/decode.js'

/** What a build is, as far as its cache must agree with it. */
export interface CacheKey {
  stack: string
  /** `N.N.N`, as the buildpack resolves it. */
  pythonVersion: string
  manager: PackageManager
  tools: ClassicRelease['tools']
  /** The bytes of the file that selects the package manager. */
  managerFile: Uint8Array
  interpreter: ChosenInterpreter | null
}

/**
 * Whether the last build's cache may be used, with the buildpack's own lines for why not. Source: lib/cache.sh, `restore`.
 *
 * The last reason is ours: Heroku has one Python for a version, and a machine may get a nearer one.
 */
export function decideCache(cached: 'disabled' | CachedBuild | null, now: CacheKey): CacheDecision {
  if (cached === 'disabled') return {reasons: [], status: 'disabled'}
  if (cached === null) return {reasons: [], status: 'empty'}
  const {manager, managerFile, tools} = now
  const fileChanged = hasFileChanged(cached, manager, managerFile)
  const reasons = cacheReasons(cached, {...now, fileChanged, toolVersion: tools[manager]})
  // On Heroku this is none, so that it isn't told beside those that are.
  const ours = reasons.length === 0 && interpreterReason(cached.interpreter, now.interpreter)
  const all = ours === false ? reasons : [ours]
  return {reasons: all, status: all.length === 0 ? 'reused' : 'discarded'}
}

/** Only a manager that leaves packages installed which its file no longer names is compared. */
function hasFileChanged(cached: CachedBuild, manager: PackageManager, file: Uint8Array): boolean {
  switch (PACKAGE_MANAGERS[manager].classic.cacheKeeps) {
    case 'contents':
      return cached.requirements === null || Buffer.compare(cached.requirements, keptRequirements(file)) !== 0

    case 'sha256':
      return cached.pipfileLockSha256 !== null && cached.pipfileLockSha256 !== sha256(file)

    default:
      return false
  }
}

function interpreterReason(before: CachedBuild['interpreter'], now: ChosenInterpreter | null): string | false {
  if (now === null || before?.isHerokus || (before?.version === now.version && isStillFit(before, now))) return false
  if (before === null || before.version === now.version) return "This machine's Python interpreter has changed"
  return `This machine's Python interpreter has changed from ${before.version} to ${now.version}`
}

/** A virtual environment is bound to its interpreter; a Python home of its own isn't. */
function isStillFit(before: NonNullable<CachedBuild['interpreter']>, {program}: ChosenInterpreter): boolean {
  return before.home !== null || before.program === program
}

/** requirements.txt as the cache keeps it: a copy, as in the buildpack's, but of one with credentials in it no more than a digest. */
export function keptRequirements(file: Uint8Array): Uint8Array {
  const {text} = decodeRequirements(file)
  return maskUrls(text) === text ? file : Buffer.from(`sha256:${sha256(file)}\n`)
}

/** In hexadecimal, as sha256sum prints it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
