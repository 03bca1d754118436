import path from 'node:path'

import type {FileSystem} from './file-system.js'

/**
 * Tells whether a relative path (with `/`) leads through folders only, and through no link: component by component, each
 * looked at once.
 *
 * @param kindOf what is at a relative path, links not followed
 */
export function realFolders(kindOf: FileSystem['kind']): (folder: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>([['.', Promise.resolve(true)]])
  const isReal = async (folder: string): Promise<boolean> =>
    (await ask(path.posix.dirname(folder))) && (await kindOf(folder)) === 'directory'
  const ask = async (folder: string): Promise<boolean> => {
    const found = known.get(folder) ?? isReal(folder)
    known.set(folder, found)
    return found
  }

  return ask
}

/** The real path of a folder that may not be there yet. */
export async function realPlace(folder: string, files: FileSystem): Promise<string> {
  const absolute = path.resolve(folder)
  const parent = path.dirname(absolute)
  if (parent === absolute || (await files.kind(absolute)) !== undefined) return files.realPath(absolute)
  return path.join(await realPlace(parent, files), path.basename(absolute))
}
