import fs from 'node:fs/promises'
import path from 'node:path'

import {absoluteFolders} from './search-path.js'

/**
 * The file that a name starts, as a POSIX shell finds it: names without a slash in PATH, but never in the current folder.
 * Undefined if there is none.
 */
export async function findProgram(name: string, cwd: string, env: Record<string, string>): Promise<string | undefined> {
  if (name.includes('/')) return (await isProgram(path.resolve(cwd, name))) ? path.resolve(cwd, name) : undefined
  for (const folder of absoluteFolders(env.PATH ?? '')) {
    const file = path.join(folder, name)
    if (await isProgram(file)) return file
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
