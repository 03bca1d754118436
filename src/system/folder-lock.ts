import {hostname} from 'node:os'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import {setTimeout as wait} from 'node:timers/promises'

import {errorCode, type FileSystem} from './file-system.js'
import {ageOf, ownIdentity, stateOf} from './holder.js'
import {removeTree} from './remove-tree.js'

/** A holder renews its lock this often. */
const UPDATE_MS = 10_000
/** A lock is dead that wasn't renewed for so long, where nobody knows whether its holder lives: on another computer, in a container. */
const DEAD_MS = 2 * 60_000
/** Far longer than a machine sleeps: whether a holder on this machine lives is asked, and not concluded from the time. */
const STALE_MS = 24 * 60 * 60_000
const LOOK_EVERY_MS = 200

interface Owner {
  host: string
  /** Left out by earlier releases. */
  identity?: string
  pid: number
}

export interface Waiting {
  signal: AbortSignal
  /** Called at each look, with the process that holds the lock; null where that isn't known. */
  onWait(pid: number | null): void
}

/**
 * Waits until no other process has the folder, and takes it. The lock of a killed process of this machine is taken over at once, if it
 * had said whose it is: proper-lockfile alone would conclude from the time that it is dead, and take a machine that slept for one.
 *
 * @returns what gives it back
 * @throws the signal's reason, and Node's own errors
 */
export async function takeFolder(folder: string, files: FileSystem, {onWait, signal}: Waiting): Promise<() => Promise<void>> {
  await files.makeFolder(folder)
  for (;;) {
    const taken = await take(folder, files)
    if (typeof taken === 'function') return taken
    onWait(taken.pid)
    await wait(LOOK_EVERY_MS, undefined, {signal}).catch(() => {})
    signal.throwIfAborted()
  }
}

/** Alone: between the look at a dead process's lock and its removal, nobody else may take it. */
async function take(folder: string, files: FileSystem): Promise<(() => Promise<void>) | {pid: null | number}> {
  const release = await enter(`${folder}.guard`)
  try {
    const owner = await readOwner(folder, files)
    if (await isDead(owner, folder)) await removeTree(lockOf(folder))
    await lockfile.lock(folder, {onCompromised() {}, realpath: false, stale: STALE_MS, update: UPDATE_MS})
    // Not through a temporary file: the guard keeps readers out, and a busy disk would take long to confirm one.
    await files.writeNew(ownerOf(folder), JSON.stringify({host: hostname(), identity: ownIdentity(), pid: process.pid}))
    return async () => lockfile.unlock(folder, {realpath: false}).catch(() => {})
  } catch (error) {
    if (errorCode(error) !== 'ELOCKED') throw error
    return {pid: (await readOwner(folder, files))?.pid ?? null}
  } finally {
    await release().catch(() => {})
  }
}

/** Held for moments, so that it is waited for; the lock of a process that was killed meanwhile is stale soon. */
async function enter(guard: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await lockfile.lock(guard, {onCompromised() {}, realpath: false, stale: 5000})
    } catch (error) {
      if (errorCode(error) !== 'ELOCKED') throw error
      await wait(20)
    }
  }
}

function lockOf(folder: string): string {
  return `${folder}.lock`
}

function ownerOf(folder: string): string {
  return path.join(folder, 'owner.json')
}

async function readOwner(folder: string, files: FileSystem): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(new TextDecoder().decode(await files.read(ownerOf(folder), 4096))) as Partial<Owner> | null
    if (typeof owner?.pid !== 'number' || typeof owner.host !== 'string') return undefined
    const {host, identity, pid} = owner
    return {host, ...(typeof identity === 'string' && {identity}), pid}
  } catch {
    return undefined
  }
}

/** @param owner undefined: the holder was killed before it could say who it is */
async function isDead(owner: Owner | undefined, folder: string): Promise<boolean> {
  const state = owner?.host === hostname() ? stateOf(owner.pid, owner.identity) : 'elsewhere'
  if (state !== 'elsewhere') return state === 'gone'
  return ((await ageOf(lockOf(folder))) ?? 0) > DEAD_MS
}
