import {isOlder} from './python-order.js'
import wheelData from './python-wheels.json' with {type: 'json'}
import {meets} from './specifier.js'

/**
 * What becomes of a version without a wheel. `absent`: there is no source to build either. `headers`: its build needs
 * libraries that the build image lacks, `rust`: a compiler. `fails`: it was tried, or reported. `compiles`: it can be built.
 */
export type Outcome = 'absent' | 'compiles' | 'fails' | 'headers' | 'rust' | 'unknown'

/** A version for which there is no wheel that a Python on Linux takes. */
export interface NoWheel {
  distribution: string
  outcome: Outcome
  /** The first version with a wheel for that Python; undefined where there is none. */
  firstWith: string | undefined
}

/** Versions of a distribution that pip refuses on other Pythons than these. */
export interface RequiredPython {
  distribution: string
  /** PEP 440. */
  versions: string
  /** Its Requires-Python. */
  python: string
}

interface Entry {
  /** Python → the lowest version with a wheel for it. */
  from: Record<string, string>
  without: Outcome
  /** From that Python on, these versions can't be built. */
  fails?: [python: string, versions: string][]
}

/** JSON has no tuples, and no unions of words. */
const entries = wheelData.wheels as object as Record<string, Entry>
const required = wheelData.requires as [name: string, versions: string, python: string][]
const cores: Record<string, Record<string, string>> = wheelData.cores

/** Distributions of which it is known for which Pythons they have wheels. */
export const KNOWN_WHEELS: readonly string[] = Object.keys(entries)

/** Whether there is no wheel of a version for a Python (`N.N`); undefined where there is one, or nobody knows. */
export function noWheelOf(distribution: string, version: string, python: string): NoWheel | undefined {
  if (!Object.hasOwn(entries, distribution)) return undefined
  const {fails = [], from, without} = entries[distribution]!
  const firstWith = from[python]
  const isKnownToFail = fails.some(([since, versions]) => !isOlder(python, since) && meets(version, versions))
  const isBelow = firstWith !== undefined && meets(version, `<${firstWith}`)
  if (!isBelow && !isKnownToFail) return undefined
  return {distribution, firstWith, outcome: isKnownToFail ? 'fails' : without}
}

/**
 * The Python that a version asks for, where the app's is another one. pip then acts as if there were no such version.
 */
export function requiredPython(distribution: string, version: string, python: string): RequiredPython | undefined {
  const row = required.find(
    ([name, versions, pythons]) => name === distribution && meets(version, versions) && !meets(python, pythons),
  )
  return row && {distribution, python: row[2], versions: row[1]}
}

/** Distributions whose wheels are pure, and whose core in another distribution, of exactly one version each, is compiled. */
export function compiledCore(distribution: string, version: string, python: string): NoWheel | undefined {
  if (!Object.hasOwn(cores, distribution)) return undefined
  const firstWith = cores[distribution]![python]
  return firstWith !== undefined && meets(version, `>=${cores[distribution]!.since},<${firstWith}`)
    ? {distribution: cores[distribution]!.core!, firstWith, outcome: 'rust'}
    : undefined
}
