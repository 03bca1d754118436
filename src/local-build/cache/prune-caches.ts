import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {ageOf} from '../../system/holder.js'
import {removeTree} from '../../system/remove-tree.js'
import {lockFolder} from './build-lock.js'
import {cacheBytes} from './saved-cache.js'

const DAY_MS = 24 * 60 * 60_000
/** An app that nobody has built for so long gets a new cache. */
const UNUSED_DAYS = 30
/** Of all apps together; those that were built least recently go first. */
const MOST_BYTES = 10 * 1024 ** 3

interface Found {
  age: number
  bytes: number
  folder: string
}

/**
 * Deletes the build caches of apps that were not built for a month, and of the least recent ones while all are larger than 10 GB
 * together. One in use stays, and so does `kept`.
 *
 * @param builds the folder in which each app has a folder
 * @returns the folders that were deleted
 */
export async function pruneCaches(builds: string, kept: string, files: FileSystem): Promise<string[]> {
  const found: Found[] = []
  for (const {kind, name} of await files.list(builds)) {
    const folder = path.join(builds, name)
    // The lock's record is written by each build.
    const age = kind === 'directory' ? await ageOf(path.join(folder, 'owner.json')) : undefined
    if (age !== undefined) found.push({age, bytes: await cacheBytes(folder, files), folder})
  }

  found.sort((a, b) => a.age - b.age)
  const removed: string[] = []
  let total = 0
  for (const {age, bytes, folder} of found) {
    total += bytes
    if (folder === kept || (age <= UNUSED_DAYS * DAY_MS && total <= MOST_BYTES)) continue
    if (await removeUnlessBusy(folder, files)) removed.push(folder)
  }

  return removed
}

async function removeUnlessBusy(folder: string, files: FileSystem): Promise<boolean> {
  const isBusy = new AbortController()
  try {
    const unlock = await lockFolder(folder, files, {onWait: () => isBusy.abort(), signal: isBusy.signal})
    await removeTree(folder)
    await unlock()
    return true
  } catch {
    // In use, or not to be deleted by this user: it is in nobody's way.
    return false
  }
}
