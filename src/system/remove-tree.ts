import {randomUUID} from 'node:crypto'
import {readdirSync, rmdirSync, unlinkSync} from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'

import {errorCode} from './file-system.js'
import {Portions} from './limited.js'

/** Well below what systems take for a path (Linux 4096 bytes, macOS 1024), with room for a name. */
const LONGEST_PATH = 700

/**
 * A folder with all that is in it; nothing is no error. Folders that can't be written to (Go's module cache) go too, and those
 * whose paths are too long to be named (a script that goes down while it makes folders).
 */
export async function removeTree(folder: string): Promise<void> {
  if (await wasRemoved(folder)) return
  const ways: Record<string, (folder: string) => Promise<void>> = {EACCES: makeWritable, ENAMETOOLONG: shorten}
  for (;;) {
    try {
      return await fs.rm(folder, {force: true, maxRetries: 3, recursive: true})
    } catch (error) {
      const way = ways[errorCode(error)]
      if (!way) throw error
      // Each helps once.
      delete ways[errorCode(error)]
      await way(folder)
    }
  }
}

/**
 * In half the steps that Node takes, which asks what each entry is.
 *
 * @returns false: something is in the way, and the rest is still there
 */
async function wasRemoved(root: string): Promise<boolean> {
  try {
    if (!(await fs.lstat(root)).isDirectory()) return false
    const folders = [root]
    const portions = new Portions()
    for (const folder of folders) {
      for (const entry of readdirSync(folder, {withFileTypes: true})) {
        const place = folder + path.sep + entry.name
        if (entry.isDirectory()) folders.push(place)
        else unlinkSync(place)
        await portions.did(1)
      }
    }

    for (const folder of folders.reverse()) {
      rmdirSync(folder)
      await portions.did(1)
    }

    return true
  } catch {
    return false
  }
}

async function makeWritable(folder: string): Promise<void> {
  await fs.chmod(folder, 0o700)
  for (const entry of await fs.readdir(folder, {withFileTypes: true}))
    if (entry.isDirectory()) await makeWritable(path.join(folder, entry.name))
}

/** Moves folders that lie too deep up into the first one. */
async function shorten(folder: string): Promise<void> {
  const folders = [folder]
  for (const one of folders) {
    for (const entry of await fs.readdir(one, {withFileTypes: true})) {
      if (!entry.isDirectory()) continue
      let place = path.join(one, entry.name)
      if (Buffer.byteLength(place) > LONGEST_PATH) {
        const near = path.join(folder, randomUUID())
        await fs.rename(place, near)
        place = near
      }

      folders.push(place)
    }
  }
}
