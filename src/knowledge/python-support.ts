import {meets} from './specifier.js'
import supportData from './python-support.json' with {type: 'json'}
import type {FailsAt, Verified, Versions} from './broken-pairs.js'

/** Versions of a distribution that install with a Python, and don't run with it. */
export interface UnsupportedPython {
  distribution: string
  /** PEP 440. */
  versions?: string
  /** The Pythons with which it fails, as `>=N.N`. */
  python: string
  fails: FailsAt
  /** The module that left the standard library and is missed; null where it is something else. */
  module: null | string
  /** What stands in the log. */
  error: string
  /** The first version that works; null where there is none. */
  fixedIn: null | string
  /** A distribution that, added, makes it work. */
  add: null | string
  source: string
  verified: Verified
}

// JSON's types have no unions of words.
const entries = supportData.entries as object as UnsupportedPython[]

/** All that is known, for documentation and for tests. */
export const UNSUPPORTED_PYTHONS: readonly UnsupportedPython[] = entries

/** Which of an app's packages don't run with a Python (`N.N`). One that is helped by another of the app's packages does. */
export function unsupportedOn(versions: Versions, python: string): UnsupportedPython[] {
  return entries.filter(
    ({add, distribution, python: pythons, versions: affected}) =>
      versions.has(distribution) &&
      meets(versions.get(distribution)!, affected) &&
      meets(python, pythons) &&
      !(add !== null && versions.has(add)),
  )
}

/** What starts to fail when an app moves from one Python to another. */
export function unsupportedAfterMove(versions: Versions, from: string, to: string): UnsupportedPython[] {
  const before = new Set(unsupportedOn(versions, from))
  return unsupportedOn(versions, to).filter((entry) => !before.has(entry))
}
