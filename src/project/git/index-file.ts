import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {isInside} from '../../system/file-system.js'

/**
 * The index that a commit is being made of. For `git commit -a` and `git commit FILE` it is a file of its own, which git
 * names to its hooks in GIT_INDEX_FILE. One outside of the git folder is nobody's commit here.
 *
 * @param named by the environment; relative to the root of the working tree
 * @returns undefined: that of the git folder
 */
export async function indexOfCommit(
  named: string | undefined,
  {gitDir, root}: {gitDir: string; root: null | string},
  files: FileSystem,
): Promise<string | undefined> {
  if (named === undefined || named === '' || root === null) return undefined
  const place = path.resolve(root, named)
  try {
    if ((await files.realKind(place)) !== 'file') return undefined
    return isInside(await files.realPath(place), await files.realPath(gitDir)) ? place : undefined
  } catch {
    return undefined
  }
}
