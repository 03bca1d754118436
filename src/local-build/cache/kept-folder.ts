import {randomBytes} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {System} from '../../system/system.js'

import {errorCode, listOrNothing} from '../../system/file-system.js'
import {ageOf} from '../../system/holder.js'
import {removeTree} from '../../system/remove-tree.js'
import {fileSize} from '../../system/trees.js'

/** The folder in an app's build root. Each app has its own: what its packages' scripts write into it is no other app's. */
export const KEPT = 'kept'
/** What pip's memory keeps in it (pip-memory/), each file by itself. */
const PARTS = ['code', 'files', 'names', 'wheels']
const SECRET = 'secret'
const SIZE = 'size'
/** A tool of the Python home (steps/kept-tool.ts). */
export const TOOL = 'tool'
/** All else was left by a build that was killed. */
const KNOWN = new Set([...PARTS, SECRET, SIZE, TOOL])
const SECRET_BYTES = 32
const DAY_MS = 24 * 60 * 60_000
/** Of what the last builds that failed have used. */
const UNUSED_MS = 7 * DAY_MS
/** Between the clocks of a disk and of this machine. */
const MARGIN_MS = 10_000

/**
 * Makes the folder, if it isn't there, so that only the user may read it.
 *
 * @returns the key of what its names are made with, in hexadecimal: nobody can guess back what went into them
 */
export async function openKept(folder: string, {files, workspaces}: Pick<System, 'files' | 'workspaces'>): Promise<string> {
  const known = await secretOf(folder, files)
  if (known !== undefined) return known
  await removeTree(folder)
  const made = await workspaces.make(path.dirname(folder))
  await files.writeNew(path.join(made.path, SECRET), randomBytes(SECRET_BYTES).toString('hex'))
  await workspaces.publish(made, folder)
  return (await secretOf(folder, files))!
}

async function secretOf(folder: string, files: FileSystem): Promise<string | undefined> {
  const text = await textOf(path.join(folder, SECRET), files)
  return text !== undefined && text.length === 2 * SECRET_BYTES && /^[\da-f]+$/.test(text) ? text : undefined
}

/**
 * Deletes what is not used any more, and notes the size of the rest.
 *
 * @param usedWithin the time, in ms, since a build began that succeeded and installed everything anew: only what it has used stays;
 * null: there was none
 */
export async function tidyKept(folder: string, usedWithin: null | number, files: FileSystem): Promise<void> {
  if ((await files.kind(folder)) !== 'directory') return
  for (const {name} of await files.list(folder)) if (!KNOWN.has(name)) await removeTree(path.join(folder, name))
  let bytes = 0
  for (const part of PARTS) {
    for (const {name} of await listOrNothing(path.join(folder, part), files)) {
      const file = path.join(folder, part, name)
      const age = (await ageOf(file)) ?? 0
      if (age > (usedWithin === null ? UNUSED_MS : usedWithin + MARGIN_MS)) await removeTree(file)
      else bytes += await fileSize(file)
    }
  }

  await files.write(path.join(folder, SIZE), String(bytes))
}

/** As the last build left it; what a tool's files share with the cache doesn't count twice. */
export async function keptBytes(root: string, files: FileSystem): Promise<number> {
  const bytes = Number((await textOf(path.join(root, KEPT, SIZE), files)) ?? 0)
  return Number.isSafeInteger(bytes) ? bytes : 0
}

async function textOf(file: string, files: FileSystem): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await files.read(file, 1024))
  } catch (error) {
    if (errorCode(error) === '') throw error
    return undefined
  }
}
