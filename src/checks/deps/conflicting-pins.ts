import type {RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {type PinRange, rangesOf} from '../../knowledge/pin-ranges.js'
import {meets} from '../../knowledge/specifier.js'
import {exactVersion} from '../../packaging/requirements/specifier.js'
import {type Dependency, productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {effectiveVersion} from '../shared/effective-versions.js'
import {installedEntries, pipRequirements} from './requirements-facts.js'

export const conflictingPins: Check = {
  id: 'deps/conflicting-pins',
  title: 'pinned versions conflict with each other',
  severity: 'error',
  docs: {
    what: "`requirements.txt` pins a version that another package in it doesn't allow: Flask 3.1 needs Werkzeug 3.1 or later, but the file pins Werkzeug 2.0.3. Or it pins one package to two versions. The check knows the requirements of well-known packages. With `--online` it looks up all of them.",
    why: 'The build fails because pip finds no versions that work together: "Cannot install … because these package versions have conflicting dependencies" (ResolutionImpossible).',
    fix: 'Change one of the two versions. Or, if the app only needs one package because of the other, delete its line: pip then picks a version that works.',
    example: '`Flask==3.1.0` and `Werkzeug==2.0.3`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (packageManager(context) !== 'pip') return []
    return [...twice(context), ...excluded(context)]
  },
}

/** The same package with two exact versions, in one file, in two, or in a constraint. */
function twice(context: CheckContext): Finding[] {
  const constraints = (pipRequirements(context)?.entries ?? []).filter(({constraint, marker}) => constraint && marker === null)
  const first = new Map<string, {entry: RequirementEntry; version: string}>()
  const told = new Set<string>()
  return [...installedEntries(context), ...constraints].flatMap((entry): Finding[] => {
    const {name, source} = entry
    const version = source.kind === 'index' ? exactVersion(source.specifiers) : null
    if (name === null || version === null) return []
    const other = first.get(name)
    if (!other) first.set(name, {entry, version})
    if (!other || meets(other.version, `==${version}`) || told.has(name)) return []
    told.add(name)
    const where = other.entry.file === entry.file ? `line ${other.entry.line}` : `${other.entry.file}, line ${other.entry.line}`
    return [
      {
        file: entry.file,
        fix: {command: null, kind: 'hand'},
        line: entry.line,
        message: `The build fails: ${name} is pinned to ${version} here, and to ${other.version} in ${where}. pip can only install one version. Delete one of the lines.`,
      },
    ]
  })
}

function excluded(context: CheckContext): Finding[] {
  const list = productionDependencies(context).list.filter(({certain, source}) => certain && source === 'index')
  const byName = new Map(list.map((dependency) => [dependency.name, dependency]))
  return list.flatMap(({name, version}) => {
    if (version === null) return []
    return rangesOf(name, version).flatMap((range) => {
      const dependency = byName.get(range.distribution)
      return dependency && isExcluded(dependency, range) ? [asFinding({name, version}, dependency, range)] : []
    })
  })
}

/** A version that isn't exact is excluded where the newest one that it allows is too old. */
function isExcluded(dependency: Dependency, {specifier}: PinRange): boolean {
  if (dependency.version !== null) return /^[\d.]+$/.test(dependency.version) && !meets(dependency.version, specifier)
  const newest = effectiveVersion(dependency)
  const atLeast = specifier.split(',').filter((part) => part.startsWith('>=') || part.startsWith('=='))
  return newest !== null && atLeast.length > 0 && !meets(newest, atLeast.join(',').replaceAll('==', '>='))
}

function asFinding(by: {name: string; version: string}, dependency: Dependency, {specifier}: PinRange): Finding {
  const {file, line, name, version} = dependency
  const written = version === null ? `${name}${dependency.specifier}` : `${name} ${version}`
  return {
    fix: {command: null, kind: 'hand'},
    ...placeOf({file, line}),
    message: `The build fails: ${by.name} ${by.version} needs ${name}${specifier}, but the file asks for ${written}. pip finds no versions that work together (ResolutionImpossible). Change one of the two, or delete the ${name} line to let pip choose its version.`,
  }
}
