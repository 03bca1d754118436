import type {FileTree} from '../packaging/file-tree.js'

/** Whether the buildpack takes the app for a Python app. Source: bin/detect (classic), src/detect.rs (CNB). */
export function detects(tree: FileTree, knownFiles: readonly string[]): boolean {
  return knownFiles.some((path) => tree.exists(path))
}
