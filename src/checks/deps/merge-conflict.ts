import type {FileTree} from '../../packaging/file-tree.js'
import type {Finding} from '../check.js'

/** A lock that was committed in the middle of a merge: no package manager can read it. */
export function mergeConflict(tree: FileTree, file: string): Finding | undefined {
  const lines = new TextDecoder().decode(tree.read(file)).split('\n')
  const line = lines.findIndex((text) => text.startsWith('<<<<<<< ')) + 1
  if (line === 0 || !lines.some((text) => text.startsWith('>>>>>>> '))) return undefined
  return {
    file,
    fix: {command: null, kind: 'ask'},
    line,
    message: `The build fails: ${file} was committed with merge conflict markers, so it can't be read. Take the file of either side, then lock again.`,
  }
}
