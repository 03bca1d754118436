import type {FileTree} from '../packaging/file-tree.js'

/** Whether the classic buildpack takes the app for a Python app. Source: bin/detect. */
export function detects(tree: FileTree, knownFiles: readonly string[]): boolean {
  return knownFiles.some((path) => tree.exists(path))
}
