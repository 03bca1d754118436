import fs from 'node:fs/promises'
import path from 'node:path'

import type {FolderView} from './folder-view.js'

import {absoluteFolders} from './search-path.js'

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
  const isThere = async (file: string) => isProgram(view ? await behindLinks(file, view) : file)
  if (name.includes('/')) return (await isThere(path.resolve(cwd, name))) ? path.resolve(cwd, name) : undefined
  for (const folder of absoluteFolders(env.PATH ?? '')) {
    const file = path.join(folder, name)
    if (await isThere(file)) return file
  }

  return undefined
}

const MOST_LINKS = 40

/** Where a program of a view is from here: a link of it may lead to a path that only the view has, as that of a venv to /app. */
async function behindLinks(file: string, view: FolderView): Promise<string> {
  let seen = file
  for (let count = 0; count < MOST_LINKS; count++) {
    const target = await fs.readlink(view.outside(seen)).catch(() => {})
    if (target === undefined) break
    seen = path.resolve(path.dirname(seen), target)
  }

  return view.outside(seen)
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK)
    return (await fs.stat(file)).isFile()
  } catch {
    return false
  }
}
