import type {Check, CheckContext, Finding} from '../check.js'

import {findDependency, placeOf} from '../dependencies.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {isOlder} from '../../knowledge/python-order.js'
import {aboutDefault, appPython} from '../shared/app-python.js'
import {fittingPython, pinTo, unfitOn} from './python-fit.js'

export const requiresPython: Check = {
  id: 'deps/requires-python',
  title: "a package version doesn't support the app's Python",
  severity: 'error',
  docs: {
    what: "The `Requires-Python` of a pinned version excludes the app's Python: `Django==6.0` on Python 3.11, `scipy==1.10.1` on 3.13. The check knows well-known packages. With `--online` it asks the package index about all of them.",
    why: 'Package managers ignore such versions, so the build fails with "No matching distribution found".',
    fix: "Move the app to a Python that the version supports (`heroku python:pin`), or use a version that supports the app's Python.",
    example: '`Django==6.0` in an app on Python 3.11',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const python = appPython(context)
    return python === undefined ? [] : [...offline(context, python), ...online(context, python)]
  },
}

function offline(context: CheckContext, python: string): Finding[] {
  return unfitOn(context, python).flatMap(({candidate, requires}): Finding[] => {
    if (!requires) return []
    const {dependency, name, version} = candidate
    const written = version.includes('999999') ? `${name}${dependency.specifier}` : `${name} ${version}`
    return [asFinding(context, {name, python, requires: requires.python, written}, dependency)]
  })
}

/** What only the index knows; the known ones are told already. */
function online(context: CheckContext, python: string): Finding[] {
  const told = new Set(unfitOn(context, python).flatMap(({candidate, requires}) => (requires ? [candidate.name] : [])))
  return [...(context.online?.forOtherPythons ?? [])].flatMap(([name, {requires, version}]): Finding[] => {
    const dependency = findDependency(context, name)
    if (told.has(name) || !dependency) return []
    return [asFinding(context, {name, python, requires, written: `${name} ${version}`}, dependency)]
  })
}

function asFinding(
  context: CheckContext,
  {name, python, requires, written}: {name: string; python: string; requires: string; written: string},
  {file, line}: {file: string; line?: number},
): Finding {
  const least = /^>=\s*(\d+\.\d+)/.exec(requires)?.[1]
  const isTooOld = least !== undefined && isOlder(python, least)
  const other = fittingPython(context, python, isTooOld ? 'newer' : 'older')
  const move = other === undefined ? '' : ` Move the app: heroku python:pin ${other}. Or`
  const newer = isTooOld ? undefined : (context.online?.firstThatFits.get(name) ?? null)
  return {
    fix: pinTo(other),
    ...placeOf({file, line}),
    ...(newer !== undefined && {upgrade: {name, version: newer}}),
    message: `The build fails: ${written} needs Python ${requires}, but the app uses ${python}. pip finds no matching distribution.${move} ${other === undefined ? 'U' : 'u'}se a version that supports Python ${python}.${aboutDefault(context)}`,
  }
}
