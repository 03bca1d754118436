import path from 'node:path'

import {type FileSystem, isInside} from '../system/file-system.js'
import type {Edit} from './edit.js'

import {editedPaths} from './merge-edits.js'

interface EditedFolder {
  folder: string
  files: FileSystem
  /** What the file held when it was diagnosed; undefined if it was not there. */
  read(path: string): Uint8Array | undefined
}

/**
 * Why an edit must not be made: it would reach out of the folder, or destroy what nobody looked at (a file that git
 * ignores, or that changed since).
 *
 * @returns a reason to show, or undefined if the edit is safe
 */
export async function refuseEdit(edit: Edit, place: EditedFolder): Promise<string | undefined> {
  for (const edited of editedPaths(edit)) {
    if (!(await staysInside(edited, place))) return `${edited} is outside the source`
  }

  switch (edit.action) {
    case 'delete':
    case 'write':
      return refuseChange(edit.path, place)

    case 'rename':
      return refuseRename(edit, place)

    case 'untrack':
      return undefined
  }
}

async function staysInside(edited: string, {files, folder}: EditedFolder): Promise<boolean> {
  const root = await files.realPath(folder)
  let real = path.resolve(folder, edited)
  // Of a file that isn't there yet, the nearest folder that is.
  while ((await files.realKind(real)) === undefined && path.dirname(real) !== real) real = path.dirname(real)
  return isInside(await files.realPath(real), root) && isInside(path.resolve(folder, edited), path.resolve(folder))
}

async function refuseChange(edited: string, {files, folder, read}: EditedFolder): Promise<string | undefined> {
  const file = path.join(folder, edited)
  const known = read(edited)
  const kind = await files.kind(file)
  if (kind === undefined) return known === undefined ? undefined : `${edited} was removed`
  if (known === undefined) return `${edited} already exists on disk, but is ignored or isn't a file`
  const contents = await files.read(file, known.length + 1)
  return Buffer.compare(contents, known) === 0 ? undefined : `${edited} changed since it was read`
}

/** Compared with the folder's listing, for a disk that ignores case says that the new name is there already. */
async function refuseRename(edit: Extract<Edit, {action: 'rename'}>, {files, folder}: EditedFolder): Promise<string | undefined> {
  if ((await files.kind(path.join(folder, edit.path))) === undefined) return `${edit.path} was removed`
  const target = path.join(folder, edit.to)
  if ((await files.kind(path.dirname(target))) === undefined) return undefined
  const names = await files.list(path.dirname(target))
  return names.some(({name}) => name === path.basename(target)) ? `${edit.to} already exists on disk` : undefined
}
