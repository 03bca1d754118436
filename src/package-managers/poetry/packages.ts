import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'

import {normaliseName, parseRequirement} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, holds, linesOf, type LockedPackages} from '../dependency.js'
import {type Edge, type LockedPackage, reachable} from '../graph.js'

const FILE = 'poetry.lock'

/**
 * What `poetry sync --only main` installs, without extras. Locks since Poetry 2.0 name the groups of each package; in
 * older ones it is what can be reached from the dependencies in pyproject.toml.
 */
export function poetryPackages(tree: FileTree, environment: MarkerEnvironment): LockedPackages {
  const lines = linesOf(new TextDecoder().decode(tree.read(FILE)), /^name = "([^"]+)"\r?$/)
  const entries = array(tomlTable(tree, FILE).package).map((entry) => table(entry))
  const declared = declaredEdges(tree)
  if (entries.some((entry) => 'groups' in entry || 'category' in entry)) {
    const direct = new Set([...declared.main, ...[...declared.groups.values()].flat()].map(({name}) => normaliseName(name)))
    return byGroups(entries, direct, environment, lines)
  }

  const packages = entries.map((entry) => readPackage(entry, lines))
  return {
    production: reachable(packages, declared.main, environment, FILE),
    skipped: [...declared.groups].flatMap(([group, edges]) =>
      reachable(packages, edges, environment, FILE).map((found) => ({...found, group})),
    ),
  }
}

function byGroups(
  entries: readonly Table[],
  direct: ReadonlySet<string>,
  environment: MarkerEnvironment,
  lines: ReadonlyMap<string, number>,
): LockedPackages {
  const production: Dependency[] = []
  const skipped: (Dependency & {group: string})[] = []
  for (const entry of entries) {
    const groups = 'groups' in entry ? texts(entry.groups) : [text(entry.category) ?? 'main']
    const isMain = groups.includes('main') && entry.optional !== true
    const group = isMain ? 'main' : (groups.find((name) => name !== 'main') ?? 'extras')
    const marker = text(entry.markers) ?? text(table(entry.markers)[group])
    const installed = holds(marker, environment)
    if (installed === false) continue
    const found = readPackage(entry, lines)
    const dependency: Dependency = {
      ...asDependency(found, installed !== undefined),
      direct: direct.has(found.name),
      ...(marker !== undefined && {marker}),
    }
    if (isMain) production.push(dependency)
    else skipped.push({...dependency, group})
  }

  return {production, skipped}
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

interface DeclaredEdge extends Edge {
  optional: boolean
}

/** A version, a table, or a list of tables for different markers. */
function edgesOf(name: string, value: unknown): DeclaredEdge[] {
  if (Array.isArray(value)) return value.flatMap((item) => edgesOf(name, item))
  const marker = text(table(value).markers)
  return [
    {
      extras: texts(table(value).extras),
      name,
      optional: table(value).optional === true,
      ...(marker !== undefined && {marker}),
    },
  ]
}

interface Declared {
  main: readonly Edge[]
  groups: ReadonlyMap<string, readonly Edge[]>
}

/** What pyproject.toml asks for, in `[project]` and in Poetry's own tables. */
function declaredEdges(tree: FileTree): Declared {
  const pyproject = tomlTable(tree, 'pyproject.toml')
  const project = table(pyproject.project)
  const poetry = table(pyproject, 'tool', 'poetry')
  const own = (value: unknown) =>
    Object.entries(table(value))
      .filter(([name]) => name !== 'python')
      .flatMap(([name, written]) => edgesOf(name, written))
  const dependencies = own(poetry.dependencies)
  const groups = Object.entries(table(poetry.group)).map(([name, group]) => [name, own(table(group).dependencies)] as const)
  const extras = Object.entries(table(project['optional-dependencies'])).map(
    ([name, list]) => [name, standardEdges(list)] as const,
  )
  const standardGroups = Object.entries(table(pyproject['dependency-groups'])).map(
    ([name, list]) => [name, standardEdges(list)] as const,
  )
  return {
    groups: new Map<string, readonly Edge[]>([
      ['extras', dependencies.filter(({optional}) => optional)],
      ['dev', own(poetry['dev-dependencies'])],
      ...extras,
      ...standardGroups,
      ...groups,
    ]),
    main: [...dependencies.filter(({optional}) => !optional), ...standardEdges(project.dependencies)],
  }
}

function standardEdges(list: unknown): Edge[] {
  return texts(list).flatMap((written) => {
    const parsed = parseRequirement(written)
    if ('fault' in parsed) return []
    const {extras, marker, name} = parsed.requirement
    return [{extras, name, ...(marker && {marker: marker.written})}]
  })
}
