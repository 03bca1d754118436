import {randomBytes} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {ageOf, ownIdentity, stateOf} from '../../system/holder.js'
import {removeTree} from '../../system/remove-tree.js'

const DAY_MS = 24 * 60 * 60_000
/** Of a folder that a build has while it runs: its process, and that one's identity, which earlier releases left out. */
const BUILD = /^build_(\d+)-(?:([\da-f]{12})[\da-f]{4})?/
/** That of a workspace which nobody gave a name. */
const WORKSPACE = 'heroku-python-'

/** A new name for a folder that this process has while it runs. By it the folder is known as left, should the process be killed. */
export function ownFolderName(pid: number): string {
  return `build_${pid}-${ownIdentity()}${randomBytes(2).toString('hex')}`
}

/** Deletes the folders of builds that were killed. One that waits for its turn, or is being copied from, is in use. */
export async function removeAbandoned(root: string, files: FileSystem): Promise<void> {
  for (const {name} of await files.list(root)) {
    const place = path.join(root, name)
    // What can't be deleted is in nobody's way.
    if (await isLeft(name, place)) await removeTree(place).catch(() => {})
  }
}

async function isLeft(name: string, place: string): Promise<boolean> {
  const [, pid, identity] = BUILD.exec(name) ?? []
  const state = pid === undefined ? 'elsewhere' : stateOf(Number(pid), identity)
  if (state !== 'elsewhere') return state === 'gone'
  return (pid !== undefined || name.startsWith(WORKSPACE)) && ((await ageOf(place)) ?? 0) > DAY_MS
}
