import {unsupportedOn} from '../knowledge/python-support.js'

/**
 * Whether all of an app's pinned packages are known to start on a Python (`N.N`): what can't be is never proposed.
 *
 * @param pins PEP 503 name → version
 */
export function startsOn(python: string, pins: ReadonlyMap<string, string>): boolean {
  return unsupportedOn(pins, python).every(({fails}) => fails === 'call')
}

/** The Python to propose of some, best first: one on which the app's packages start, else the first. */
export function bestPython(versions: readonly string[], pins: ReadonlyMap<string, string>): string | undefined {
  return versions.find((version) => startsOn(version, pins)) ?? versions[0]
}
