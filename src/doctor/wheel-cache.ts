import {createHash} from 'node:crypto'
import path from 'node:path'

import type {Online} from '../checks/check.js'
import type {FileSystem} from '../system/file-system.js'

/** So long an answer of a package index is taken for what it would answer again: a day, in milliseconds. */
const KEPT_FOR = 86_400_000
const LONGEST = 4 * 1024 * 1024
/** In the name of a file, so that an answer of another form isn't read. */
const FORM = 1

interface Kept {
  askedAt: string
  online: Record<keyof Online, unknown>
}

/** Where an answer is kept, and since when it counts. */
export interface WheelCache {
  files: FileSystem
  folder: string
  now: Date
}

/**
 * The name of a question: the packages, the Python, the platform, the index. undefined: the index is asked with credentials,
 * of which not even a digest is to be kept.
 */
export function questionKey(question: object, indexes: readonly (string | undefined)[]): string | undefined {
  const known = indexes.filter((one) => one !== undefined)
  if (known.some((one) => /[?@]/.test(one))) return undefined
  return createHash('sha256')
    .update(JSON.stringify([question, known]))
    .digest('hex')
    .slice(0, 32)
}

/** An answer of the last day; undefined: there is none. */
export async function keptAnswer(key: string, {files, folder, now}: WheelCache): Promise<Online | undefined> {
  try {
    const text = new TextDecoder().decode(await files.read(place(key, folder), LONGEST))
    const {askedAt, online} = JSON.parse(text) as Kept
    const age = now.getTime() - Date.parse(askedAt)
    return age >= 0 && age < KEPT_FOR ? revived(online) : undefined
  } catch {
    // Not there, or no file of ours: it is asked again.
    return undefined
  }
}

/** Keeps an answer. A cache folder that can't be written to is no reason to fail. */
export async function keepAnswer(key: string, online: Online, {files, folder, now}: WheelCache): Promise<void> {
  const lists = Object.fromEntries(Object.entries(online).map(([name, part]) => [name, [...(part as Iterable<unknown>)]]))
  try {
    await files.makeFolder(path.dirname(place(key, folder)))
    await files.write(place(key, folder), JSON.stringify({askedAt: now.toISOString(), online: lists}))
  } catch {
    // A full disk, or a folder of somebody else's.
  }
}

function place(key: string, folder: string): string {
  return path.join(folder, 'wheels', `${FORM}-${key}.json`)
}

/** @throws TypeError for lists of another form */
function revived(online: Kept['online']): Online {
  const pairs = <Value>(name: keyof Online) => new Map(list(online[name]) as [string, Value][])
  const names = (name: keyof Online) => new Set(list(online[name]) as string[])
  return {
    firstThatFits: pairs<string>('firstThatFits'),
    forOtherPythons: pairs<{requires: string; version: string}>('forOtherPythons'),
    notThere: pairs<string>('notThere'),
    sourceOnly: names('sourceOnly'),
    wheelsOnly: names('wheelsOnly'),
    withoutWheel: pairs<string>('withoutWheel'),
  }
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list')
  return value
}
