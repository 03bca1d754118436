import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'
import type {LockedPython} from '../manager.js'

import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, holds, type InstalledPackages, linesOf, type SkippedDependency} from '../dependency.js'
import {type Edge, type LockedPackage, reachable} from '../graph.js'
import {poetrySpecifiers} from '../python-constraint.js'
import {type Declared, declaredEdges, type DeclaredEdge, edgesOf} from './declared.js'

export const FILE = 'poetry.lock'

/**
 * What `poetry sync --only main` installs, without extras; on Heroku CI `poetry sync`, and so each group that isn't
 * optional. Locks since Poetry 2.0 name the groups of each package; in older ones it is what can be reached from the
 * dependencies in pyproject.toml.
 */
export function poetryPackages(tree: FileTree, environment: MarkerEnvironment, {ci}: {ci: boolean}): InstalledPackages {
  const lines = linesOf(new TextDecoder().decode(tree.read(FILE)), /^name = "([^"]+)"\r?$/)
  const entries = array(tomlTable(tree, FILE).package).map((entry) => table(entry))
  const declared = declaredEdges(tree)
  const hasGroups = entries.some((entry) => 'groups' in entry || 'category' in entry)
  const isInstalled = (group: string) => group === MAIN || (ci && !declared.optionalGroups.has(normaliseName(group)))
  const reading = {declared, environment, isInstalled, lines}
  return {
    complete: true,
    isWhole: true,
    named: new Set(entries.map((entry) => normaliseName(text(entry.name) ?? ''))),
    ...(hasGroups ? byGroups(entries, reading) : byEdges(entries, reading)),
  }
}

const MAIN = 'main'

interface Reading {
  declared: Declared
  environment: MarkerEnvironment
  isInstalled(group: string): boolean
  lines: ReadonlyMap<string, number>
}

type Split = Pick<InstalledPackages, 'installed' | 'skipped'>

function byEdges(entries: readonly Table[], {declared, environment, isInstalled, lines}: Reading): Split {
  const packages = entries.map((entry) => readPackage(entry, lines))
  const groups = [...declared.groups]
  const own = groups.filter(([group]) => isInstalled(group)).flatMap(([, edges]) => edges)
  // Without a manifest nothing is said of what is reachable.
  const asked = declared.isKnown ? [...declared.main, ...own] : packages.map(({name}) => ({extras: [], name}))
  const left = groups.filter(([group]) => !isInstalled(group)).map(([group, edges]) => ({edges, where: {group}}))
  const extras = [...declared.extras].map(([group, edges]) => ({edges, where: {group, isExtra: true as const}}))
  return {
    installed: reachable(packages, asked, environment, FILE),
    skipped: [...left, ...extras].flatMap(({edges, where}) =>
      reachable(packages, edges, environment, FILE).map((found) => ({...found, ...where})),
    ),
  }
}

function byGroups(entries: readonly Table[], {declared, environment, isInstalled, lines}: Reading): Split {
  const asked = [...declared.main, ...[...declared.groups.values(), ...declared.extras.values()].flat()]
  const direct = new Set(asked.map(({name}) => normaliseName(name)))
  const installed: Dependency[] = []
  const skipped: SkippedDependency[] = []
  for (const entry of entries) {
    const {group, isTaken, marker} = placeOf(entry, isInstalled, environment)
    const taken = holds(marker, environment)
    if (taken === false) continue
    const found = readPackage(entry, lines)
    const dependency: Dependency = {
      ...asDependency(found, taken !== undefined),
      direct: direct.has(found.name),
      ...(marker !== undefined && {marker}),
    }
    if (isTaken) installed.push(dependency)
    else skipped.push({...dependency, ...(group === null ? extraOf(declared, found.name) : {group})})
  }

  return {installed, skipped}
}

/** The group for which a package is installed, or left out, and the marker that it has there; null: an extra's. */
function placeOf(
  entry: Table,
  isInstalled: (group: string) => boolean,
  environment: MarkerEnvironment,
): {group: null | string; isTaken: boolean; marker: string | undefined} {
  const groups = 'groups' in entry ? texts(entry.groups) : [text(entry.category) ?? MAIN]
  const markerOf = (group: string) => text(entry.markers) ?? text(table(entry.markers)[group])
  const taking = groups.filter((group) => isInstalled(group) && (group !== MAIN || entry.optional !== true))
  // The first whose marker may hold, since one is enough.
  const group = taking.find((name) => holds(markerOf(name), environment) !== false) ?? taking[0]
  if (group !== undefined) return {group, isTaken: true, marker: markerOf(group)}
  const other = groups.find((name) => name !== MAIN)
  return {group: other ?? null, isTaken: false, marker: markerOf(other ?? 'extras')}
}

/** The extra that asks for a package, by name or through another one. */
function extraOf({extras}: Declared, name: string): Pick<SkippedDependency, 'group' | 'isExtra'> {
  const [group] = [...extras].find(([, edges]) => edges.some((edge) => normaliseName(edge.name) === name)) ?? []
  return {group: group ?? 'that asks for it', isExtra: true}
}

/** `[metadata] python-versions`: the versions of Python that the lock was made for. */
export function poetryLockedPython(tree: FileTree): LockedPython | undefined {
  const written = text(table(tomlTable(tree, FILE).metadata)['python-versions'])
  return written === undefined ? undefined : {specifiers: poetrySpecifiers(written), written}
}

function asDependency({line, name, source, version}: LockedPackage, certain: boolean): Dependency {
  const specifier = source === 'index' && version !== null ? `==${version}` : ''
  return {certain, direct: false, extras: [], file: FILE, name, source, specifier, version, ...(line !== undefined && {line})}
}

function readPackage(entry: Table, lines: ReadonlyMap<string, number>): LockedPackage {
  const written = text(entry.name) ?? ''
  const line = lines.get(written)
  const edges = Object.entries(table(entry.dependencies)).flatMap(([name, value]) => edgesOf(name, value))
  const extras = Object.entries(table(entry.extras)).map(
    ([extra, names]) => [normaliseName(extra), extraEdges(extra, names, edges)] as const,
  )
  return {
    edges: edges.filter(({optional}) => !optional),
    name: normaliseName(written),
    optional: new Map(extras),
    source: sourceOf(table(entry.source)),
    version: text(entry.version) ?? null,
    ...(line !== undefined && {line}),
  }
}

function sourceOf({type}: Table): Dependency['source'] {
  if (type === 'git') return 'vcs'
  if (type === 'url') return 'url'
  return type === 'directory' || type === 'file' ? 'path' : 'index'
}

/** An extra's packages are written as `name (>=1.0)`; what else is asked of them stands among the dependencies. */
function extraEdges(extra: string, names: unknown, edges: readonly DeclaredEdge[]): Edge[] {
  return texts(names).flatMap((written): Edge[] => {
    const name = /^[\w.-]+/.exec(written)?.[0]
    if (name === undefined) return []
    const declared = edges.filter((edge) => edge.optional && normaliseName(edge.name) === normaliseName(name))
    return declared.length === 0 ? [{extras: [], name}] : declared.map((edge) => ({...edge, extra: normaliseName(extra)}))
  })
}
