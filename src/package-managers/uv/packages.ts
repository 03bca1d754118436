import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'
import type {LockedPython} from '../manager.js'

import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, type InstalledPackages, linesOf} from '../dependency.js'
import {type Edge, type LockedPackage, reachable} from '../graph.js'

export const FILE = 'uv.lock'

interface UvPackage extends LockedPackage {
  isRoot: boolean
  groups: ReadonlyMap<string, readonly Edge[]>
}

/**
 * What `uv sync --locked --no-default-groups` installs: the app's own dependencies without groups and extras, or those of
 * every member where the root of a workspace is no project. On Heroku CI the default groups are installed too.
 * Source: uv's documentation, "Locking and syncing" and "Managing dependencies".
 */
export function uvPackages(tree: FileTree, environment: MarkerEnvironment, {ci}: {ci: boolean}): InstalledPackages {
  const lock = tomlTable(tree, FILE)
  const packages = lockedPackages(tree, lock)
  const manifest = table(lock.manifest)
  const members = new Set(texts(manifest.members).map((name) => normaliseName(name)))
  const root = packages.find(({isRoot}) => isRoot)
  const owners = root ? [root] : packages.filter(({name}) => members.has(name))
  const others = packages.filter((entry) => entry !== root)
  // A root that is no project has its groups in the manifest.
  const groups = [...owners.flatMap((owner) => [...owner.groups]), ...edgesByName(manifest['dependency-groups'])]
  const isInstalled = ci ? defaultGroups(tree) : () => false
  // A lock that names no owner says nothing of what is reachable.
  const own =
    owners.length > 0
      ? owners.flatMap(({edges}) => edges)
      : [...new Set(packages.map(({name}) => name))].map((name) => ({extras: [], name}))
  const roots = [...own, ...groups.filter(([group]) => isInstalled(group)).flatMap(([, list]) => list)]
  const left = groups.filter(([group]) => !isInstalled(group))
  const extras = owners.flatMap(({optional}) => [...optional])
  const inGroups = (lists: typeof left) =>
    lists.flatMap(([group, list]) => inGroup(group, reachable(others, list, environment, FILE)))
  return {
    complete: true,
    installed: reachable(others, roots, environment, FILE),
    isWhole: true,
    named: new Set(others.map(({name}) => name)),
    skipped: [...inGroups(left), ...inGroups(extras).map((dependency) => ({...dependency, isExtra: true as const}))],
  }
}

function lockedPackages(tree: FileTree, lock: Table): UvPackage[] {
  const lines = linesOf(new TextDecoder().decode(tree.read(FILE)), /^name = "([^"]+)"\r?$/)
  return array(lock.package)
    .map((entry) => table(entry))
    .filter((entry) => text(entry.name) !== undefined)
    .map((entry) => readPackage(entry, lines))
}

/** The groups that `uv sync` installs unasked: `dev`, if nothing else is said. */
function defaultGroups(tree: FileTree): (group: string) => boolean {
  const written = table(tomlTable(tree, 'pyproject.toml'), 'tool', 'uv')['default-groups']
  if (written === 'all') return () => true
  const names = new Set((Array.isArray(written) ? texts(written) : ['dev']).map((name) => normaliseName(name)))
  return (group) => names.has(group)
}

/** The app itself and what it asks for of its own folders. */
export function uvBuiltFolders(tree: FileTree, environment: MarkerEnvironment): string[] {
  const installed = new Set(uvPackages(tree, environment, {ci: false}).installed.map(({name}) => name))
  return array(tomlTable(tree, FILE).package).flatMap((entry) => {
    const {name, source} = table(entry)
    const folder = text(table(source).editable) ?? text(table(source).directory)
    if (folder === undefined || folder.startsWith('..')) return []
    return folder === '.' || installed.has(normaliseName(text(name) ?? '')) ? [folder] : []
  })
}

/** The versions of Python that the lock was made for. */
export function uvLockedPython(tree: FileTree): LockedPython | undefined {
  const written = text(tomlTable(tree, FILE)['requires-python'])
  return written === undefined ? undefined : {specifiers: [written], written}
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
