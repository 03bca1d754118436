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
