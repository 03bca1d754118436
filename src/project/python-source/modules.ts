import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'

/** The file of a module, looked for in folders in turn; undefined if none has it. */
export function moduleFile(tree: FileTree, module: string, folders: readonly string[]): string | undefined {
  const path = module.replaceAll('.', '/')
  for (const folder of folders) {
    const base = posix.join(folder, path)
    for (const file of [`${base}/__init__.py`, `${base}.py`]) if (tree.isFile(file)) return file
  }

  return undefined
}

/** Whether the first part of a module's name is the app's own: a file or a folder in one of the folders. */
export function isOwn(tree: FileTree, module: string, folders: readonly string[]): boolean {
  const [first] = module.split('.')
  return folders.some((folder) => tree.isFile(posix.join(folder, `${first}.py`)) || tree.isDirectory(posix.join(folder, first!)))
}

/** The file of a relative import, `.base` or `..settings`, in a file; undefined if there is none. */
export function relativeFile(tree: FileTree, module: string, from: string): string | undefined {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0
  let folder = posix.dirname(from)
  for (let level = 1; level < dots; level++) {
    if (folder === '.') return undefined
    folder = posix.dirname(folder)
  }

  const name = module.slice(dots)
  if (name !== '') return moduleFile(tree, name, [folder])
  const file = posix.join(folder, '__init__.py')
  return tree.isFile(file) ? file : undefined
}
