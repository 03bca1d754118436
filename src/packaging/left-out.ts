import type {FileTree} from './file-tree.js'

/** Part of a source that a reader gave up on, since it asks for more work than any app's needs. */
export interface LeftOut {
  file: string
  why: 'too-long' | 'too-much-work'
}

/** Beside the tree, since readers are asked by whichever check comes first, and answer once. */
const known = new WeakMap<FileTree, Map<string, LeftOut>>()

export function leaveOut(tree: FileTree, part: LeftOut): void {
  const ofTree = known.get(tree) ?? new Map<string, LeftOut>()
  known.set(tree, ofTree.set(part.file, part))
}

/** What the readers of a tree left out so far, in the order of their files. */
export function leftOut(tree: FileTree): LeftOut[] {
  return [...(known.get(tree)?.values() ?? [])].sort((a, b) => (a.file < b.file ? -1 : 1))
}
