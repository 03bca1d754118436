import type {UvSources, UvRequirement} from './freshness-requirements.js'

import {compareRequirements, type UvDifference} from './freshness-compare.js'
import {lockedRequirement, wantedRequirement} from './freshness-requirements.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {array, table, type Table} from '../../packaging/values.js'

/** What uv.lock repeats of `[tool.uv]` and of the dependency groups. */

export interface UvFiles {
  lock: Table
  project: Table
  pyproject: Table
  uv: Table
  /** Members' requirements are in files of their own, which are not read. */
  hasMembers: boolean
  sources: UvSources
  /** `requires-python`. */
  python: string
}

export function groupDifferences(dev: Table, {pyproject, python, sources, uv}: UvFiles): UvDifference[] {
  const groups = groupsOf(pyproject, uv)
  // Groups may have a Python range of their own.
  if (!groups || uv['dependency-groups'] !== undefined) return []
  const names = new Set([...groups.keys(), ...Object.keys(dev)])
  return [...names].flatMap((name) => {
    const wanted = (groups.get(name) ?? []).map((text) => wantedRequirement(text, null, sources))
    return compare(wanted, lockedRequirements(dev[name]), python).map((found) => ({
      ...found,
      part: `${found.part} in the group ${name}`,
    }))
  })
}

/** `[dependency-groups]`, with the older `[tool.uv] dev-dependencies` in `dev`; undefined where an include leads nowhere. */
function groupsOf(pyproject: Table, uv: Table): Map<string, readonly unknown[]> | undefined {
  const written = new Map(
    Object.entries(table(pyproject['dependency-groups'])).map(([name, group]) => [normaliseName(name), array(group)]),
  )
  const groups = new Map([...written.keys()].map((name) => [name, flattened(name, written, [])]))
  if (Array.isArray(uv['dev-dependencies'])) groups.set('dev', [...(groups.get('dev') ?? []), ...array(uv['dev-dependencies'])])
  return [...groups.values()].includes(undefined) ? undefined : (groups as Map<string, readonly unknown[]>)
}

function flattened(
  name: string,
  groups: ReadonlyMap<string, readonly unknown[]>,
  above: readonly string[],
): readonly unknown[] | undefined {
  const group = groups.get(name)
  if (!group || above.includes(name)) return undefined
  const parts = group.map((entry) => {
    const included = table(entry)['include-group']
    return typeof included === 'string' ? flattened(normaliseName(included), groups, [...above, name]) : [entry]
  })
  return parts.includes(undefined) ? undefined : (parts.flat() as unknown[])
}

/** Constraints and overrides. */
export function manifestDifferences({lock, python, sources, uv}: UvFiles): UvDifference[] {
  const manifest = table(lock.manifest)
  return ['constraint', 'override', 'build-constraint'].flatMap((kind) => {
    const wanted = array(uv[`${kind}-dependencies`]).map((text) => wantedRequirement(text, null, sources))
    return compare(wanted, lockedRequirements(manifest[`${kind}s`]), python).map((found) => ({
      ...found,
      part: `the ${kind} on ${found.part}`,
    }))
  })
}

/** uv's default. */
const PRERELEASE = 'if-necessary-or-explicit'

/** Settings of the resolution that the lock records, where they aren't the default. */
export function optionDifferences({hasMembers, lock, uv}: UvFiles): UvDifference[] {
  const options = table(lock.options)
  const compared: [part: string, locked: unknown, wanted: unknown][] = [
    ['resolution', options['resolution-mode'] ?? 'highest', uv.resolution ?? 'highest'],
    ['fork-strategy', options['fork-strategy'] ?? 'requires-python', uv['fork-strategy'] ?? 'requires-python'],
    [
      'prerelease',
      options['prerelease-mode'] ?? PRERELEASE,
      typeof uv.prerelease === 'object' ? null : (uv.prerelease ?? PRERELEASE),
    ],
    // Members of a workspace may have conflicts of their own.
    ['conflicts', lock.conflicts !== undefined, hasMembers ? null : uv.conflicts !== undefined],
    ['environments', lock['supported-markers'] !== undefined, uv.environments !== undefined],
    ['required-environments', lock['required-markers'] !== undefined, uv['required-environments'] !== undefined],
    ['exclude-newer', options['exclude-newer'] !== undefined, uv['exclude-newer'] !== undefined],
  ]
  return compared
    .filter(([, had, has]) => has !== null && had !== has)
    .map(([part, had, has]) => ({locked: setting(had), part, wanted: setting(has)}))
}

function setting(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'set' : null
  return String(value)
}

/** What a list of the lock holds; undefined where an entry has another form. */
export function lockedRequirements(entries: unknown): (undefined | UvRequirement)[] {
  return array(entries).map((entry) => lockedRequirement(table(entry)))
}

/** Where one side can't be read, nothing is said. */
export function compare(
  wanted: readonly (undefined | UvRequirement)[],
  had: readonly (undefined | UvRequirement)[],
  python: string,
): UvDifference[] {
  if (wanted.includes(undefined) || had.includes(undefined)) return []
  return compareRequirements(wanted as UvRequirement[], had as UvRequirement[], python)
}
