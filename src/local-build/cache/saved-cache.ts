import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {CacheRecord, CachedBuild} from '../plan/build-plan.js'

import {fingerprintOf} from '../../system/clone-tree.js'
import {errorCode} from '../../system/file-system.js'
import {writeHomeFile} from './cache-files.js'
import {keptBytes} from './kept-folder.js'
import {PYTHON_HOME} from './spare-copy.js'

/** Names the folder of the saved cache, in the place of a build's. It is replaced in one step, and nothing else counts. */
const POINTER = 'current'
/** The name of a saved cache's folder. */
export const SAVED = /^saved-[\da-f-]{36}$/
/** Beside a saved tree; written when that is complete. */
const COMPLETE = 'complete.json'
const FORMAT = 3
const TEXT_LIMIT = 64 * 1024

/** What is noted of a saved tree, by which it is known that nobody has changed it. */
export interface Complete {
  home: Fingerprinted
  interpreter: CachedBuild['interpreter']
  /** All but the Python home. */
  rest: Fingerprinted
}

export type Fingerprinted = Awaited<ReturnType<typeof fingerprintOf>>

export interface Saved {
  complete: Complete
  name: string
  tree: string
}

/** A build that is being saved. */
export interface Saving {
  about: CacheRecord
  /** The folder of the new saved cache, in which its `tree` is. */
  aside: string
  /** The build folder. */
  build: string
  name: string
}

/** A Python home in the last saved tree, which a build has left as it was. */
export interface KeptHome {
  fingerprinted: Fingerprinted
  place: string
}

/** Notes that a saved tree is complete. @param folder beside the tree */
export async function writeComplete(folder: string, complete: Complete, files: FileSystem): Promise<void> {
  await files.write(path.join(folder, COMPLETE), JSON.stringify({...complete, format: FORMAT}))
}

/** From here on, this is the cache of the last build. */
export async function pointTo(root: string, name: string, files: FileSystem): Promise<void> {
  await files.write(path.join(root, POINTER), name)
}

/** The same of a tree that is whole, but for the file in its Python home. @param rest of all but that home */
export async function pointToWhole({about, aside, name}: Saving, rest: Fingerprinted, files: FileSystem): Promise<void> {
  const home = path.join(aside, 'tree', PYTHON_HOME)
  await writeHomeFile(home, about, files)
  await writeComplete(aside, {home: await fingerprintOf(home), interpreter: about.interpreter, rest}, files)
  await pointTo(path.dirname(aside), name, files)
}

/** The same of a tree that gets its Python home from the last saved one. On an error, that has it again. */
export async function pointToKept(
  {about, aside, name}: Saving,
  rest: Fingerprinted,
  {files, kept: {fingerprinted, place}}: {files: FileSystem; kept: KeptHome},
): Promise<void> {
  const home = path.join(aside, 'tree', PYTHON_HOME)
  await writeComplete(aside, {home: fingerprinted, interpreter: about.interpreter, rest}, files)
  try {
    // Last: from here to the pointer no saved cache is whole.
    await files.rename(place, home)
    await pointTo(path.dirname(aside), name, files)
  } catch (error) {
    await files.rename(home, place).catch(() => {})
    throw error
  }
}

/** There is no last build any more. */
export async function pointToNone(root: string, files: FileSystem): Promise<void> {
  await files.remove(path.join(root, POINTER))
}

/** The last build's cache, if it is as that left it. */
export async function lastSaved(root: string, files: FileSystem): Promise<Saved | undefined> {
  const found = await lastComplete(root, files)
  if (!found) return undefined
  const tree = path.join(root, found.name, 'tree')
  return (await isSealed(tree, found.complete)) ? {...found, tree} : undefined
}

async function lastComplete(root: string, files: FileSystem): Promise<Omit<Saved, 'tree'> | undefined> {
  const name = (await textOf(path.join(root, POINTER), files))?.trim()
  if (name === undefined || !SAVED.test(name)) return undefined
  const complete = parseComplete(await textOf(path.join(root, name, COMPLETE), files))
  return complete && {complete, name}
}

/** The size of an app's cache: what its last successful build saved, and what is kept of its installations. */
export async function cacheBytes(root: string, files: FileSystem): Promise<number> {
  return (await savedBytes(root, files)) + (await keptBytes(root, files))
}

async function savedBytes(root: string, files: FileSystem): Promise<number> {
  const complete = (await lastComplete(root, files))?.complete
  return complete ? complete.home.bytes + complete.rest.bytes : 0
}

async function textOf(file: string, files: FileSystem): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await files.read(file, TEXT_LIMIT))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseComplete(text: string | undefined): Complete | undefined {
  if (text === undefined) return undefined
  try {
    const {format, home, interpreter, rest} = JSON.parse(text) as Partial<Complete> & {format?: unknown}
    return format === FORMAT && isFingerprint(home) && isFingerprint(rest)
      ? {home, interpreter: interpreter ?? null, rest}
      : undefined
  } catch {
    return undefined
  }
}

function isFingerprint(value: Partial<Fingerprinted> | undefined): value is Fingerprinted {
  return typeof value?.fingerprint === 'string' && typeof value.bytes === 'number'
}

async function isSealed(tree: string, {home, rest}: Complete): Promise<boolean> {
  try {
    const isHome = (await fingerprintOf(path.join(tree, PYTHON_HOME))).fingerprint === home.fingerprint
    return isHome && (await fingerprintOf(tree, PYTHON_HOME)).fingerprint === rest.fingerprint
  } catch (error) {
    // Another build removes it at this moment, or somebody has.
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
