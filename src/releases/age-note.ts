import {join} from 'node:path'

import type {System} from '../system/system.js'

const FILE = 'told-of-old-data'
const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/**
 * Whether it is time to say once more that what is known of the buildpack is old. Said at the end of every run, it would be
 * read at none.
 */
export async function isTimeToTell(cacheFolder: string, {clock, files}: Pick<System, 'clock' | 'files'>): Promise<boolean> {
  const file = join(cacheFolder, FILE)
  const now = clock.now().getTime()
  try {
    const told = Date.parse(new TextDecoder().decode(await files.read(file, 100)))
    if (told <= now && now - told < WEEK_MS) return false
  } catch {
    // It was never said.
  }

  try {
    await files.makeFolder(cacheFolder)
    await files.write(file, new Date(now).toISOString())
  } catch {
    // Where nothing can be kept, it is said each time.
  }

  return true
}
