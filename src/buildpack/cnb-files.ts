import type {FileTree} from '../packaging/file-tree.js'

import {BuildStops} from './failure.js'

/**
 * Whether there is something at a path: a folder of the right name counts too. Source: src/utils.rs, `file_exists`.
 *
 * @throws BuildStops where nobody can tell, as with a link that leads to itself
 */
export function cnbExists(tree: FileTree, path: string): boolean {
  const {kind} = tree.look(path)
  if (kind === 'unknown') throw new BuildStops('internal-error', unknownDetail(path))
  return kind !== 'missing'
}

/** The heading of the buildpack's error: it tells the file by its name. */
export function unknownDetail(path: string): string {
  return `Unable to check if ${path.replace(/\/$/, '')} exists`
}

/**
 * The contents of a file; undefined where there is none, or a folder of that name. Source: src/utils.rs, `read_optional_file`.
 *
 * @throws BuildStops as above
 */
export function cnbRead(tree: FileTree, path: string): Uint8Array | undefined {
  const look = tree.look(path)
  if (look.kind === 'unknown') throw new BuildStops('internal-error', `Unable to read ${path}`)
  if (look.kind === 'device' && look.isEmpty) return new Uint8Array()
  if (look.kind !== 'file') return undefined
  const bytes = tree.read(path)
  if (!bytes) throw new Error(`the contents of ${path} were not loaded`)
  return bytes
}
