import {unsupportedOn} from '../knowledge/python-support.js'
import {compiledCore, noWheelOf, requiredPython} from '../knowledge/python-wheels.js'

/**
 * Whether an app's pinned packages are known not to install or not to start on a Python (`N.N`): what can't be is never
 * proposed.
 *
 * @param pins PEP 503 name → version
 */
export function suits(python: string, pins: ReadonlyMap<string, string>): boolean {
  if (unsupportedOn(pins, python).some(({fails}) => fails !== 'call')) return false
  return [...pins].every(([name, version]) => {
    const wheel = noWheelOf(name, version, python) ?? compiledCore(name, version, python)
    return requiredPython(name, version, python) === undefined && (wheel === undefined || wheel.outcome === 'compiles')
  })
}

/** The Python to propose of some, best first: one that suits the app's packages, else the first. */
export function bestPython(versions: readonly string[], pins: ReadonlyMap<string, string>): string | undefined {
  return versions.find((version) => suits(version, pins)) ?? versions[0]
}
