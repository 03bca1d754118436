import type {CheckContext, Fix} from '../check.js'

import {type BrokenPair, brokenPairs} from '../../knowledge/broken-pairs.js'
import {isOlder} from '../../knowledge/python-order.js'
import {unsupportedOn} from '../../knowledge/python-support.js'
import {compiledCore, noWheelOf, type NoWheel, requiredPython, type RequiredPython} from '../../knowledge/python-wheels.js'
import {type Dependency, productionDependencies} from '../dependencies.js'
import {meets} from '../../knowledge/specifier.js'
import {pythonConstraint} from '../../package-managers/python-constraint.js'
import {hasLockedWheel} from './locked-wheels.js'
import {effectiveVersion} from '../shared/effective-versions.js'

/** Whether the app's packages fit a Python, by what is known offline. */

/** A package in a version that is told, and the one that counts: the newest below an upper bound. */
export interface Candidate {
  dependency: Dependency
  /** As PEP 503 has it: another than the dependency's where an extra brings it. */
  name: string
  version: string
}

/** Packages from an index whose version is exact, or has an upper end. */
function candidatesOf(context: CheckContext): Candidate[] {
  return productionDependencies(context).list.flatMap((dependency): Candidate[] => {
    const {certain, extras, name, source} = dependency
    const version = certain && source === 'index' ? effectiveVersion(dependency) : null
    if (version === null) return []
    // Source: psycopg's metadata: the extra asks for the same version.
    const isBinary = name === 'psycopg' && extras.includes('binary')
    return [{dependency, name, version}, ...(isBinary ? [{dependency, name: 'psycopg-binary', version}] : [])]
  })
}

export interface Unfit {
  candidate: Candidate
  requires?: RequiredPython
  wheel?: NoWheel
}

/** Those that can't be installed on a Python, or not as a wheel. */
export function unfitOn(context: CheckContext, python: string): Unfit[] {
  const candidates = candidatesOf(context)
  const names = new Set(candidates.map(({name}) => name))
  return candidates.flatMap((candidate): Unfit[] => {
    const {name, version} = candidate
    const requires = requiredPython(name, version, python)
    if (requires) return [{candidate, requires}]
    const core = compiledCore(name, version, python)
    const wheel = noWheelOf(name, version, python) ?? (core && !names.has(core.distribution) ? core : undefined)
    const isKnown = wheel !== undefined && wheel.outcome !== 'compiles'
    return isKnown && hasLockedWheel(context, wheel.distribution, python) !== true ? [{candidate, wheel}] : []
  })
}

/** The newest Python that the buildpack has, other than the app's, on which all of them fit; undefined where there is none. */
export function fittingPython(context: CheckContext, python: string, wants: 'newer' | 'older' = 'older'): string | undefined {
  const versions = new Map(candidatesOf(context).map(({name, version}): [string, string] => [name, version]))
  const isFit = (other: string): boolean =>
    unfitOn(context, other).length === 0 &&
    unsupportedOn(versions, other).length === 0 &&
    brokenPairs(versions, other).filter((pair: BrokenPair) => pair.python !== undefined).length === 0
  const known = pythonsOf(context).filter((other) => (wants === 'older' ? isOlder(other, python) : isOlder(python, other)))
  return known.sort((one, other) => (isOlder(one, other) ? 1 : -1)).find((other) => isFit(other))
}

/** Versions (`N.N`) that the buildpack goes on to install, and that the app's own files allow. */
function pythonsOf({kind, project, releases}: CheckContext): string[] {
  const {deprecated, latest} = releases[kind].python
  const allowed = pythonConstraint(project.tree)?.specifiers ?? []
  return Object.entries(latest)
    .filter(
      ([version, patch]) =>
        version !== deprecated?.version && (allowed.length === 0 || allowed.some((specifier) => meets(patch, specifier))),
    )
    .map(([version]) => version)
}

/** Moves the app to a Python on which all fits. */
export function pinTo(python: string | undefined): Fix {
  return {command: python === undefined ? null : `heroku python:pin ${python}`, kind: python === undefined ? 'hand' : 'ask'}
}
