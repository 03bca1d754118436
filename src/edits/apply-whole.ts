import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'
import type {Edit} from './edit.js'

import {ProblemError} from '../common/problem.js'
import {errorCode} from '../system/file-system.js'
import {applyEdits} from './apply-edits.js'
import {editedPaths} from './merge-edits.js'
import {removeUnfinishedBeside} from './remove-unfinished.js'

/** What is in a place of the disk: a file's bytes (links followed), or nothing. */
type Held = undefined | {bytes: Uint8Array; kind: 'file' | 'symlink'; target?: string}

/** Files as they were read, against which they are compared before anything is written. Paths are relative. */
export type Snapshot = ReadonlyMap<string, Held>

/** Longer files are no version or requirements files; the limit is the reader's. */
const SIZE_LIMIT = 256 * 1024 * 1024

/** @throws ProblemError unreadable, in-the-way */
export async function takeSnapshot(paths: readonly string[], folder: string, files: FileSystem): Promise<Snapshot> {
  return new Map(await Promise.all(paths.map(async (file) => [file, await hold(file, folder, files)] as const)))
}

/**
 * Makes all edits or none: where one fails, those before it are taken back.
 *
 * @param before the files that are edited as they were when the edits were planned
 * @returns takes the edits back
 * @throws ProblemError file-changed, not-writable, unreadable
 */
export async function applyWhole(
  edits: readonly Edit[],
  folder: string,
  {before, files}: {before: Snapshot; files: FileSystem},
): Promise<() => Promise<void>> {
  const paths = [...new Set(edits.flatMap((edit) => editedPaths(edit)))]
  await removeUnfinishedBeside(paths, folder, files)
  const now = await takeSnapshot(paths, folder, files)
  const changed = paths.find((file) => !same(before.get(file), now.get(file)))
  if (changed !== undefined) throw new ProblemError({id: 'file-changed', path: changed})

  const done: {edit: Edit; held: Held}[] = []
  const undo = async () => {
    for (const {edit, held} of [...done].reverse()) await takeBack(edit, held, {files, folder})
  }

  for (const edit of inSafeOrder(edits)) {
    try {
      // Just before each edit: one may change what another made.
      const held = await hold(edit.path, folder, files)
      await applyEdits([edit], folder, {files, git: NO_GIT})
      done.push({edit, held})
    } catch (error) {
      await undo()
      const code = errorCode(error)
      if (code === '') throw error
      throw new ProblemError({code, id: 'not-writable', path: path.join(folder, edit.path)})
    }
  }

  return undo
}

const NO_GIT = {
  async untrack() {
    throw new Error('these edits leave git alone')
  },
}

/** Deleting comes last, but for what makes room: it can't be taken back on a full disk. */
function inSafeOrder(edits: readonly Edit[]): Edit[] {
  const written = new Set(edits.filter((edit) => edit.action === 'write').map((edit) => edit.path))
  const late = (edit: Edit) => edit.action === 'delete' && !written.has(edit.path)
  return [...edits.filter((edit) => !late(edit)), ...edits.filter((edit) => late(edit))]
}

async function takeBack(edit: Edit, held: Held, {files, folder}: {files: FileSystem; folder: string}): Promise<void> {
  const place = path.join(folder, edit.path)
  if (edit.action === 'rename') {
    await files.rename(path.join(folder, edit.to), place)
    return
  }

  if (!held) await files.remove(place)
  else if (held.kind === 'symlink' && edit.action === 'delete') await files.link(held.target!, place)
  else await files.write(held.kind === 'symlink' ? await files.realPath(place) : place, held.bytes)
}

async function hold(file: string, folder: string, files: FileSystem): Promise<Held> {
  const place = path.join(folder, file)
  try {
    const kind = await files.kind(place)
    if (kind === undefined) return undefined
    const real = await files.realKind(place)
    if (kind !== 'symlink' && real !== 'file') throw new ProblemError({id: 'in-the-way', path: file})
    const bytes = real === 'file' ? await files.read(place, SIZE_LIMIT) : new Uint8Array()
    return kind === 'symlink' ? {bytes, kind, target: await files.readLink(place)} : {bytes, kind: 'file'}
  } catch (error) {
    const code = errorCode(error)
    if (code === '') throw error
    throw new ProblemError({code, id: 'unreadable', path: place})
  }
}

function same(a: Held, b: Held): boolean {
  if (!a || !b) return a === b
  return a.kind === b.kind && a.target === b.target && Buffer.compare(a.bytes, b.bytes) === 0
}
