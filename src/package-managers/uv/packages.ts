import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'

import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, linesOf, type LockedPackages} from '../dependency.js'
import {type Edge, type LockedPackage, reachable} from '../graph.js'

const FILE = 'uv.lock'

interface UvPackage extends LockedPackage {
  isRoot: boolean
  groups: ReadonlyMap<string, readonly Edge[]>
}

/**
 * What `uv sync --locked --no-default-groups` installs: the app's own dependencies without groups and extras, or those of
 * every member where the root of a workspace is no project. Source: uv's documentation, "Locking and syncing".
 */
export function uvPackages(tree: FileTree, environment: MarkerEnvironment): LockedPackages {
  const lock = tomlTable(tree, FILE)
  const lines = linesOf(new TextDecoder().decode(tree.read(FILE)), /^name = "([^"]+)"\r?$/)
  const named = array(lock.package)
    .map((entry) => table(entry))
    .filter((entry) => text(entry.name) !== undefined)
  const packages = named.map((entry) => readPackage(entry, lines))
  const members = new Set(texts(table(lock.manifest).members).map((name) => normaliseName(name)))
  const root = packages.find(({isRoot}) => isRoot)
  const owners = root ? [root] : packages.filter(({name}) => members.has(name))
  // A lock that names no owner says nothing of what is reachable.
  const roots =
    owners.length > 0
      ? owners.flatMap(({edges}) => edges)
      : [...new Set(packages.map(({name}) => name))].map((name) => ({extras: [], name}))
  const others = packages.filter((entry) => entry !== root)
  const groups = owners.flatMap(({groups: own, optional}) => [...own, ...optional])
  return {
    production: reachable(others, roots, environment, FILE),
    skipped: groups.flatMap(([group, edges]) => inGroup(group, reachable(others, edges, environment, FILE))),
  }
}

function inGroup(group: string, found: readonly Dependency[]) {
  return found.map((dependency) => ({...dependency, group}))
}

function readPackage(entry: Table, lines: ReadonlyMap<string, number>): UvPackage {
  const written = text(entry.name) ?? ''
  const source = table(entry.source)
  const line = lines.get(written)
  return {
    edges: edges(entry.dependencies),
    groups: edgesByName(entry['dev-dependencies']),
    isRoot: source.virtual === '.' || source.editable === '.',
    name: normaliseName(written),
    optional: edgesByName(entry['optional-dependencies']),
    source: sourceOf(source),
    version: text(entry.version) ?? null,
    ...(line !== undefined && {line}),
  }
}

function sourceOf(source: Table): Dependency['source'] {
  if ('git' in source) return 'vcs'
  if ('url' in source) return 'url'
  return ['directory', 'editable', 'path', 'virtual'].some((key) => key in source) ? 'path' : 'index'
}

function edgesByName(value: unknown): Map<string, Edge[]> {
  return new Map(Object.entries(table(value)).map(([name, list]) => [normaliseName(name), edges(list)]))
}

function edges(value: unknown): Edge[] {
  return array(value).map((item) => {
    const edge = table(item)
    const marker = text(edge.marker)
    const version = text(edge.version)
    return {
      extras: texts(edge.extra),
      name: text(edge.name) ?? '',
      ...(marker !== undefined && {marker}),
      ...(version !== undefined && {version}),
    }
  })
}
