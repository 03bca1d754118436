import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {Dependency} from './dependency.js'

import {normaliseName} from '../packaging/requirements/pep508.js'
import {holds} from './dependency.js'

/** A lock file's packages, and who depends on whom. */

export interface Edge {
  name: string
  /** Where a lock has several versions of a package, the one that is meant. */
  version?: string
  extras: readonly string[]
  marker?: string
  /** The extra that the edge belongs to, where its marker asks for that. */
  extra?: string
}

export interface LockedPackage {
  name: string
  version: string | null
  source: Dependency['source']
  line?: number
  edges: readonly Edge[]
  /** What each extra adds. */
  optional: ReadonlyMap<string, readonly Edge[]>
}

/** A package that can be reached, and how. */
interface Reached {
  package: LockedPackage
  extras: Set<string>
  direct: boolean
  marker?: string
}

/** What is installed when the edges of the app are followed. Those of unknown markers are, and are no certain ones. */
export function reachable(
  packages: readonly LockedPackage[],
  roots: readonly Edge[],
  environment: MarkerEnvironment,
  file: string,
): Dependency[] {
  const byName = new Map<string, LockedPackage[]>()
  for (const entry of packages) {
    const namesakes = byName.get(entry.name)
    if (namesakes) namesakes.push(entry)
    else byName.set(entry.name, [entry])
  }

  const isTaken = ({extra, marker}: Edge) => holds(marker, extra === undefined ? environment : {...environment, extra})
  const certain = walk(byName, roots, (edge) => isTaken(edge) === true)
  const possible = walk(byName, roots, (edge) => isTaken(edge) !== false)
  return [...possible.values()].map(({direct, extras, marker, package: found}) => ({
    certain: certain.has(found),
    direct,
    extras: [...extras],
    file,
    name: found.name,
    source: found.source,
    specifier: found.version === null || found.source !== 'index' ? '' : `==${found.version}`,
    version: found.version,
    ...(found.line !== undefined && {line: found.line}),
    ...(marker !== undefined && {marker}),
  }))
}

function walk(
  byName: ReadonlyMap<string, readonly LockedPackage[]>,
  roots: readonly Edge[],
  isTaken: (edge: Edge) => boolean,
): Map<LockedPackage, Reached> {
  const reached = new Map<LockedPackage, Reached>()
  const pending = roots.map((edge) => ({direct: true, edge}))
  const followed = new Set<string>()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const {direct, edge} = next
    if (!isTaken(edge)) continue
    const key = JSON.stringify([direct, edge.name, edge.version, edge.extras])
    if (followed.has(key)) continue
    followed.add(key)
    for (const found of byName.get(normaliseName(edge.name)) ?? []) {
      if (edge.version !== undefined && edge.version !== found.version) continue
      pending.push(...visit(reached, found, edge, direct).map((further) => ({direct: false, edge: further})))
    }
  }

  return reached
}

/** @returns the edges that this visit adds: of the package at the first, of an extra when it is asked for first */
function visit(reached: Map<LockedPackage, Reached>, found: LockedPackage, edge: Edge, direct: boolean): Edge[] {
  const known = reached.get(found)
  const entry: Reached = known ?? {direct, extras: new Set(), package: found}
  reached.set(found, entry)
  if (direct) entry.direct = true
  if (!known && edge.marker !== undefined) entry.marker = edge.marker
  const added = edge.extras.map((extra) => normaliseName(extra)).filter((extra) => !entry.extras.has(extra))
  for (const extra of added) entry.extras.add(extra)
  return [...(known ? [] : found.edges), ...added.flatMap((extra) => found.optional.get(extra) ?? [])]
}
