import type {FileTree} from '../../packaging/file-tree.js'
import type {RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import type {PinnedPackages} from '../manager.js'

import {readRequirements} from '../../packaging/requirements/read-requirements.js'

const FILE = 'requirements.txt'

/** The packages that requirements.txt pins: to one version, or to what is at an address. */
export function pipPinned(tree: FileTree): PinnedPackages {
  const {entries} = readRequirements(tree, FILE)
  return new Map(
    entries.flatMap((entry) => {
      const version = entry.constraint || entry.editable ? undefined : pinOf(entry)
      return entry.name === null || version === undefined
        ? []
        : [[entry.name, {conditional: entry.marker !== null, version}] as const]
    }),
  )
}

/** @returns undefined for what leaves a choice */
function pinOf({source}: RequirementEntry): string | undefined {
  if (source.kind === 'path') return source.written
  if (source.kind !== 'index') return source.url
  const [only, ...others] = source.specifiers
  return only && others.length === 0 && /^===?$/.test(only.operator) && !only.version.endsWith('*') ? only.version : undefined
}

/** Whether every requirement of the file is pinned to one version, a commit or a file: nothing is left to choose. */
export function isFullyPinned(tree: FileTree): boolean {
  const {entries, includes, problems} = readRequirements(tree, FILE)
  const isWhole = problems.length === 0 && includes.every(({kind}) => kind === 'constraints')
  return isWhole && entries.every((entry) => entry.constraint || isPinned(entry))
}

function isPinned(entry: RequirementEntry): boolean {
  const {source} = entry
  if (source.kind === 'index') return pinOf(entry) !== undefined
  return /@[\da-f]{40}(?:[#\s;]|$)/.test(entry.written)
}
