import type {FileTree} from '../../packaging/file-tree.js'
import type {Edge} from '../graph.js'

import {normaliseName, parseRequirement} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {table, text, texts} from '../../packaging/values.js'

/** What pyproject.toml asks for, as Poetry reads it. */

export interface DeclaredEdge extends Edge {
  optional: boolean
}

/** A version, a table, or a list of tables for different markers. */
export function edgesOf(name: string, value: unknown): DeclaredEdge[] {
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

type EdgesByName = ReadonlyMap<string, readonly Edge[]>

export interface Declared {
  /** False: there is no pyproject.toml, without which Poetry stops. */
  isKnown: boolean
  main: readonly Edge[]
  groups: EdgesByName
  /** Those that must be asked for, by their normal names. */
  optionalGroups: ReadonlySet<string>
  extras: EdgesByName
}

/** What pyproject.toml asks for, in `[project]`, in `[dependency-groups]` and in Poetry's own tables. */
export function declaredEdges(tree: FileTree): Declared {
  const pyproject = tomlTable(tree, 'pyproject.toml')
  const project = table(pyproject.project)
  const poetry = table(pyproject, 'tool', 'poetry')
  const dependencies = ownEdges(poetry.dependencies)
  const groups = Object.entries(table(poetry.group)).map(([name, group]) => [name, table(group)] as const)
  const standard = Object.entries(table(pyproject['dependency-groups']))
  return {
    extras: byName([
      ['extras', dependencies.filter(({optional}) => optional)],
      ...Object.entries(table(project['optional-dependencies'])).map(([name, list]) => [name, standardEdges(list)] as const),
    ]),
    groups: byName([
      ['dev', ownEdges(poetry['dev-dependencies'])],
      ...standard.map(([name, list]) => [name, standardEdges(list)] as const),
      ...groups.map(([name, group]) => [name, ownEdges(group.dependencies)] as const),
    ]),
    isKnown: tree.isFile('pyproject.toml'),
    main: [...dependencies.filter(({optional}) => !optional), ...standardEdges(project.dependencies)],
    optionalGroups: new Set(groups.flatMap(([name, {optional}]) => (optional === true ? [normaliseName(name)] : []))),
  }
}

/** A group may have a part in several tables. */
function byName(entries: readonly (readonly [string, readonly Edge[]])[]): EdgesByName {
  const found = new Map<string, readonly Edge[]>()
  for (const [name, edges] of entries) found.set(name, [...(found.get(name) ?? []), ...edges])
  return found
}

function ownEdges(value: unknown): DeclaredEdge[] {
  return Object.entries(table(value))
    .filter(([name]) => name !== 'python')
    .flatMap(([name, written]) => edgesOf(name, written))
}

function standardEdges(list: unknown): Edge[] {
  return texts(list).flatMap((written) => {
    const parsed = parseRequirement(written)
    if ('fault' in parsed) return []
    const {extras, marker, name} = parsed.requirement
    return [{extras, name, ...(marker && {marker: marker.written})}]
  })
}
