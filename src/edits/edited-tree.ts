import type {FileTree} from '../packaging/file-tree.js'
import type {Edit} from './edit.js'

import {compareBytes} from '../packaging/file-tree.js'

/** What a tree would be after edits: for a prediction before anything is written. Links to edited files are not followed. */
export function editedTree(tree: FileTree, edits: readonly Edit[]): FileTree {
  const changed = changedFiles(tree, edits)
  const read = (path: string) => (changed.has(path) ? changed.get(path) : tree.read(path))
  const isFile = (path: string) => (changed.has(path) ? changed.get(path) !== undefined : tree.isFile(path))
  return {
    exists: (path) => (changed.has(path) ? changed.get(path) !== undefined : tree.exists(path)),
    *files() {
      const kept = [...tree.files()].filter((path) => !changed.has(path))
      yield* [...kept, ...[...changed.keys()].filter((path) => changed.get(path))].sort(compareBytes)
    },
    isExecutable: (path) => (changed.has(path) ? undefined : tree.isExecutable(path)),
    isDirectory: (path) => !changed.has(path) && tree.isDirectory(path),
    isFile,
    list(directory = '') {
      const prefix = directory === '' ? '' : `${directory.replace(/\/$/, '')}/`
      const names = new Set(tree.list(directory))
      for (const [path, contents] of changed) {
        const name = path.slice(prefix.length)
        if (!path.startsWith(prefix) || name.includes('/')) continue
        if (contents) names.add(name)
        else names.delete(name)
      }

      return [...names].sort(compareBytes)
    },
    look: (path) => (changed.has(path) ? {kind: changed.get(path) === undefined ? 'missing' : 'file'} : tree.look(path)),
    read,
  }
}

/** Path → what it holds afterwards; undefined: gone. An untracked file is no part of the source any more. */
function changedFiles(tree: FileTree, edits: readonly Edit[]): Map<string, Uint8Array | undefined> {
  const changed = new Map<string, Uint8Array | undefined>()
  for (const edit of edits) {
    switch (edit.action) {
      case 'delete':
      case 'untrack':
        changed.set(edit.path, undefined)
        break

      case 'rename':
        changed.set(edit.to, changed.get(edit.path) ?? tree.read(edit.path) ?? new Uint8Array())
        changed.set(edit.path, undefined)
        break

      case 'write':
        changed.set(edit.path, new TextEncoder().encode(edit.contents))
        break
    }
  }

  return changed
}
