import type {Check, CheckContext, Finding} from '../check.js'

import {isOlder} from '../../knowledge/python-order.js'
import {type UnsupportedPython, unsupportedOn} from '../../knowledge/python-support.js'
import {rangesOf} from '../../knowledge/pin-ranges.js'
import {needsOf} from '../../knowledge/system-needs.js'
import {findDependency, placeOf} from '../dependencies.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {aboutDefault, appPython} from '../shared/app-python.js'
import {effectiveVersions} from '../shared/effective-versions.js'
import {additionOf} from '../shared/system-additions.js'
import {bootOf} from './boot-use.js'
import {type Candidate, fittingPython, pinTo, type Unfit, unfitOn} from './python-fit.js'
import {hasOtherIndex} from './other-index.js'

export const pythonUnsupported: Check = {
  id: 'deps/python-unsupported',
  title: "a package is too old for the app's Python",
  severity: 'error',
  docs: {
    what: "A package version doesn't work on the app's Python. It has no wheel and can't be compiled (`pydantic==2.5.3` on Python 3.14, `psycopg2-binary==2.9.5` on 3.13), or it installs but its import fails (`Django==3.2` on 3.13). For the most used packages, the check knows the first version for each Python.",
    why: 'Without a wheel, pip compiles the package, and old sources fail on a newer Python: "Failed building wheel", "metadata-generation-failed". Packages that import a module that Python removed fail when the app starts.',
    fix: 'Upgrade the package to the version that the finding names, or run the app on an older Python: `heroku python:pin 3.12`.',
    example: '`psycopg2-binary==2.9.5` in an app on Python 3.13',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const python = appPython(context)
    if (python === undefined) return []
    const older = fittingPython(context, python)
    const wheels = unfitOn(context, python).filter(({wheel}) => wheel !== undefined)
    const told = new Set(wheels.map(({candidate}) => candidate.name))
    const imports = unsupportedOn(effectiveVersions(context), python).filter(({distribution}) => !told.has(distribution))
    return [
      ...wheels.map((unfit) => withoutWheel(context, unfit, {older, python})),
      ...imports.flatMap((entry) => importFails(context, entry, {older, python})),
    ]
  },
}

interface Pythons {
  python: string
  /** An older one on which all packages fit. */
  older: string | undefined
}

/** How a version without a wheel ends. */
const ENDS = {
  absent: 'there is no source to compile either, so pip finds no matching distribution',
  compiles: 'it is compiled',
  fails: "compiling it fails, because its source doesn't work with that Python",
  headers: 'compiling it needs libraries that the build image lacks',
  rust: 'compiling it needs Rust, which the build image lacks',
  unknown: "each build without a cache compiles it. That's slow and may fail",
} as const

function withoutWheel(context: CheckContext, {candidate, wheel}: Unfit, {older, python}: Pythons): Finding {
  const {dependency, name, version} = candidate
  const {distribution, firstWith, outcome} = wheel!
  const core = distribution === name ? '' : coreOf(candidate, distribution)
  const fails = outcome === 'unknown' ? '' : 'The build fails: '
  const upgrade = firstWith === undefined ? 'Remove or replace it' : `Upgrade to ${dependency.name} ${firstWith} or later`
  const move = older === undefined ? '' : `, or run the app on an older Python: heroku python:pin ${older}`
  const isSure = outcome !== 'unknown' && !hasOtherIndex(context) && !hasHeaders(context, distribution)
  return {
    file: dependency.file,
    fix: pinTo(older),
    ...(dependency.line !== undefined && {line: dependency.line}),
    ...(firstWith !== undefined && distribution === name && {upgrade: {name, version: firstWith}}),
    message: `${fails}${shownName(name, version, dependency.specifier)}${core} has no wheel for Python ${python}, and ${ENDS[outcome]}. ${upgrade}${move}.${aboutDefault(context)}`,
    ...(!isSure && {severity: 'warning' as const}),
  }
}

function coreOf({name, version}: Candidate, distribution: string): string {
  const exact = rangesOf(name, version)
    .find((range) => range.distribution === distribution)
    ?.specifier.replace('==', ' ')
  return `  depends on ${distribution}${exact ?? ''}, which`
}

function shownName(name: string, version: string, specifier: string): string {
  return version.includes('999999') ? `${name}${specifier}` : `${name} ${version}`
}

/** Something brings the libraries that a build from source needs. */
function hasHeaders(context: CheckContext, distribution: string): boolean {
  const names = needsOf(distribution, null).flatMap(({build = []}) => build)
  return names.some((name) => additionOf(context, name.split('|')[0]!).brings === 'yes')
}

function importFails(context: CheckContext, entry: UnsupportedPython, {older, python}: Pythons): Finding[] {
  const {add, distribution, error, fails, fixedIn, verified} = entry
  const dependency = findDependency(context, distribution)
  if (!dependency) return []
  const {file, line, specifier, version} = dependency
  const boot = fails === 'call' ? undefined : bootOf(context, distribution)
  const happens = boot ?? (fails === 'call' ? 'Using it fails' : 'Importing it fails')
  const isHelped = fixedIn !== null && (version === null || isNewer(fixedIn, version))
  const upgrades = [
    ...(isHelped ? [`upgrade to ${distribution} ${fixedIn} or later`] : []),
    // Tried on one Python: on a later one something else may be missing.
    ...(add === null || isOlder(verified.python, python) ? [] : [`add ${add}`]),
    ...(older === undefined ? [] : [`run the app on an older Python: heroku python:pin ${older}`]),
  ]
  const advice =
    upgrades.length === 0 ? 'Replace it.' : `${upgrades.join(', or ').replace(/^./, (letter) => letter.toUpperCase())}.`
  return [
    {
      fix: pinTo(older),
      ...placeOf({file, line}),
      ...(isHelped && {upgrade: {name: distribution, version: fixedIn}}),
      message: `${version === null ? `${distribution}${specifier}` : `${distribution} ${version}`} doesn't work on Python ${python}. ${happens} (${error}). ${advice}${aboutDefault(context)}`,
      ...(boot === undefined && {severity: 'warning' as const}),
    },
  ]
}

function isNewer(one: string, other: string): boolean {
  return isOlder(other, one) || one.split('.')[0] === other.split('.')[0]
}
