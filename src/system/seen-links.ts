import path from 'node:path'

import type {FileSystem} from './file-system.js'
import type {FolderView} from './folder-view.js'

/** As many as Linux follows. */
const MOST_LINKS = 40

/**
 * Where the path of a program in a view leads outside of it. A link that such a program made may name what it sees, as that of a
 * virtual environment to its Python does, and lead nowhere outside.
 *
 * @param file as the program sees it, absolute
 * @returns the last path on its way, if nothing is there
 */
export async function followSeen(
  file: string,
  view: Pick<FolderView, 'outside'>,
  {readLink, realKind}: Pick<FileSystem, 'readLink' | 'realKind'>,
): Promise<string> {
  let seen = file
  for (let links = 0; links < MOST_LINKS; links++) {
    const outside = view.outside(seen)
    if (await realKind(outside).catch(() => null)) return outside
    const target = await readLink(outside).catch(() => null)
    if (target === null) return outside
    seen = path.resolve(path.dirname(seen), target)
  }

  return view.outside(seen)
}
