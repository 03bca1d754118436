import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'
import type {Edit} from './edit.js'

/** The little of git that edits need. */
interface Untracker {
  untrack(paths: readonly string[]): Promise<void>
}

/** Makes edits that refuseEdit has passed, in order. Each is whole or not made; a link is written through, so that it stays a link. */
export async function applyEdits(
  edits: readonly Edit[],
  folder: string,
  {files, git}: {files: FileSystem; git: Untracker},
): Promise<void> {
  for (const edit of edits) {
    const place = path.join(folder, edit.path)
    switch (edit.action) {
      case 'delete':
        await files.remove(place)
        break

      case 'rename':
        await files.rename(place, path.join(folder, edit.to))
        break

      case 'untrack':
        await git.untrack([edit.path])
        break

      case 'write': {
        const isLink = (await files.kind(place)) === 'symlink'
        await files.write(isLink ? await files.realPath(place) : place, edit.contents)
        break
      }
    }
  }
}
