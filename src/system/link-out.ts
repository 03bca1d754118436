import path from 'node:path'

import {errorCode, type FileSystem, isInside} from './file-system.js'

/**
 * The first link in a folder, or on the way to it, that leads out of its tree: what is written, moved or deleted through it would be
 * somebody else's.
 *
 * @param folder in the tree
 * @param seenAs where the tree is seen by programs: a link to there stays inside
 * @returns its path in the tree; undefined if there is none
 */
export async function linkOut(tree: string, folder: string, seenAs: string, files: FileSystem): Promise<string | undefined> {
  const root = await files.realPath(tree)
  const leadsOut = async (name: string) => !isInside(await targetOf(path.join(root, name), {root, seenAs}, files), root)
  const way = folder.split(path.sep).map((_, index, parts) => parts.slice(0, index + 1).join(path.sep))
  for (const name of way) if ((await files.kind(path.join(root, name))) === 'symlink' && (await leadsOut(name))) return name

  const folders = (await files.kind(path.join(root, folder))) === 'directory' ? [folder] : []
  for (const one of folders) {
    for (const {kind, name} of await files.list(path.join(root, one))) {
      const place = path.join(one, name)
      if (kind === 'directory') folders.push(place)
      else if (kind === 'symlink' && (await leadsOut(place))) return place
    }
  }

  return undefined
}

/** Where a link leads. One that leads nowhere leads to where something could be made. */
async function targetOf(link: string, {root, seenAs}: {root: string; seenAs: string}, files: FileSystem): Promise<string> {
  const target = await files.readLink(link)
  // Not joined: what is behind `..` depends on the links before it.
  const place = isInside(target, seenAs) && path.isAbsolute(target) ? `${root}${target.slice(seenAs.length)}` : target
  const whole = path.isAbsolute(place) ? place : `${path.dirname(link)}/${place}`
  try {
    return await files.realPath(whole)
  } catch (error) {
    if (!['EACCES', 'ELOOP', 'ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw error
    return path.resolve(whole)
  }
}
