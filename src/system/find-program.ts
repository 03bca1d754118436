import fs from 'node:fs/promises'
import path from 'node:path'

import type {FolderView} from './folder-view.js'

import {realFileSystem} from './file-system.js'
import {absoluteFolders} from './search-path.js'
import {followSeen} from './seen-links.js'

/**
 * The file that a name starts, as a POSIX shell finds it: names without a slash in PATH, but never in the current folder.
 * Undefined if there is none.
 *
 * @param view the program's own of the folders
 */
export async function findProgram(
  name: string,
  cwd: string,
  env: Record<string, string>,
  view?: FolderView | null,
): Promise<string | undefined> {
  const isThere = async (file: string) => isProgram(view ? await followSeen(file, view, realFileSystem) : file)
  if (name.includes('/')) return (await isThere(path.resolve(cwd, name))) ? path.resolve(cwd, name) : undefined
  for (const folder of absoluteFolders(env.PATH ?? '')) {
    const file = path.join(folder, name)
    if (await isThere(file)) return file
  }

  return undefined
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK)
    return (await fs.stat(file)).isFile()
  } catch {
    return false
  }
}
