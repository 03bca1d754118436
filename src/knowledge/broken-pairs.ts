import pairData from './broken-pairs.json' with {type: 'json'}
import {isOlder} from './python-order.js'
import {meets} from './specifier.js'

/** When it fails: as the package is imported, as the app makes its object of it, or in a call later. */
export type FailsAt = 'call' | 'import' | 'setup'

/** Versions that install together and don't work together. */
export interface BrokenPair {
  id: string
  /** Distribution → specifier (PEP 440). All of them hold at once. Names as in PEP 503. */
  when: Record<string, string>
  /** Of those, the ones that come unasked and in their newest version, because nothing holds them back. */
  arrives: readonly string[]
  /** Only with these Pythons, as `>=N.N`. */
  python?: string
  fails: FailsAt
  /** What stands in the log. */
  error: string
  /** Distribution → specifier: with any one of these, it works. The one to propose first. */
  fix: Record<string, string>
  /** The issue, or the release notes. */
  source: string
  verified: Verified
}

/** A distribution that imports `pkg_resources` or `distutils`, which only setuptools brings. */
export interface SetuptoolsUser {
  distribution: string
  versions?: string
  needs: 'distutils' | 'pkg_resources'
  /** Whether its metadata asks for setuptools, so that the newest comes along: that one has no `pkg_resources` any more. */
  declares: boolean
  /** The first version that does without; null where there is none. */
  fixedIn: null | string
  source: string
  verified: Verified
}

/** A real install with that Python failed, and one with the fix did not. */
export interface Verified {
  python: string
  /** ISO. */
  date: string
}

/** Distribution (PEP 503) → its version; null for one that isn't pinned, of which the newest is taken. */
export type Versions = ReadonlyMap<string, null | string>

/** The first setuptools without `pkg_resources`. Source: its changelog. */
export const SETUPTOOLS_WITHOUT_PKG_RESOURCES = '82'

/** The first Python without `distutils` (PEP 632). */
const WITHOUT_DISTUTILS = '3.12'

// JSON's types have no unions of words.
const pairs = pairData.pairs as object as BrokenPair[]
const setuptoolsUsers = pairData.setuptools as object as SetuptoolsUser[]

/** All that is known, for documentation and for tests. */
export const BROKEN_PAIRS: readonly BrokenPair[] = pairs
export const SETUPTOOLS_USERS: readonly SetuptoolsUser[] = setuptoolsUsers

/**
 * Which sets of an app's packages don't work together. A package that isn't in `versions` is taken for the newest where it
 * arrives unasked, and for not installed otherwise.
 */
export function brokenPairs(versions: Versions, python: string): BrokenPair[] {
  return pairs.filter(
    ({arrives, python: pythons, when}) =>
      meets(python, pythons) &&
      Object.keys(when).some((name) => versions.has(name)) &&
      Object.entries(when).every(([name, specifier]) =>
        versions.has(name) ? meets(versions.get(name)!, specifier) : arrives.includes(name) && meets(null, specifier),
      ),
  )
}

/**
 * Which packages will miss `pkg_resources` or `distutils`. `setuptools` is the version that the build has in the end: null
 * for none. With older Pythons `distutils` is the standard library's own.
 */
export function withoutSetuptools(versions: Versions, python: string, setuptools: null | string): SetuptoolsUser[] {
  return setuptoolsUsers.filter(({distribution, needs, versions: affected}) => {
    if (!versions.has(distribution) || !meets(versions.get(distribution)!, affected)) return false
    if (needs === 'distutils') return setuptools === null && !isOlder(python, WITHOUT_DISTUTILS)
    return setuptools === null || meets(setuptools, `>=${SETUPTOOLS_WITHOUT_PKG_RESOURCES}`)
  })
}
