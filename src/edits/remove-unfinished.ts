import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'

import {writerOf} from '../system/atomic-write.js'
import {isRunning} from '../system/holder.js'

/** Deletes from a folder what killed runs have left of files that they were writing, as far as that can be done. */
export async function removeUnfinished(folder: string, files: FileSystem): Promise<void> {
  const entries = await files.list(folder).catch(() => [])
  for (const {kind, name} of entries) {
    const pid = writerOf(name)
    if (kind !== 'file' || pid === undefined || isRunning(pid)) continue
    await files.remove(path.join(folder, name)).catch(() => {})
  }
}

/** The same for the folders of some files. */
export async function removeUnfinishedBeside(paths: readonly string[], folder: string, files: FileSystem): Promise<void> {
  const folders = new Set(paths.map((file) => path.dirname(path.join(folder, file))))
  for (const one of folders) await removeUnfinished(one, files)
}
