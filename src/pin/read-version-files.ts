import path from 'node:path'

import type {VersionFiles} from './version-files.js'

import {ProblemError} from '../common/problem.js'
import {errorCode, type FileSystem, isInside} from '../system/file-system.js'

const FILE = '.python-version'
/** Longer than any version file: what follows is never looked at. */
const LIMIT = 1024 * 1024

/**
 * The version files on disk, those that git ignores too. Names are compared with the folder's listing, for a disk may
 * ignore their case.
 *
 * @throws ProblemError unreadable, in-the-way
 */
export async function readVersionFiles(folder: string, misspelled: readonly string[], files: FileSystem): Promise<VersionFiles> {
  try {
    const names = new Set((await files.list(folder)).map((entry) => entry.name))
    const wrong = await Promise.all(
      misspelled.filter((name) => names.has(name)).map(async (name) => ({bytes: await readFile(folder, name, files), name})),
    )
    return {
      misspelled: wrong.flatMap(({bytes, name}) => (bytes ? [{bytes, name}] : [])),
      runtimeTxt: names.has('runtime.txt') ? await readFile(folder, 'runtime.txt', files) : undefined,
      versionFile: names.has(FILE) ? await readVersionFile(folder, files) : undefined,
    }
  } catch (error) {
    const code = errorCode(error)
    if (code === '') throw error
    throw new ProblemError({code, id: 'unreadable', path: folder})
  }
}

async function readVersionFile(folder: string, files: FileSystem): Promise<VersionFiles['versionFile']> {
  const place = path.join(folder, FILE)
  const kind = await files.kind(place)
  const bytes = await readFile(folder, FILE, files)
  if (kind === 'symlink') return {bytes: bytes ?? new Uint8Array(), kind: bytes ? 'link' : 'dangling'}
  if (!bytes) throw new ProblemError({id: 'in-the-way', path: FILE})
  return {bytes, kind: 'file'}
}

/** Heroku has nothing but the app's folder, so a link that leads out of it leads nowhere there, and is not followed here. */
async function readFile(folder: string, name: string, files: FileSystem): Promise<Uint8Array | undefined> {
  const place = path.join(folder, name)
  if ((await files.realKind(place)) !== 'file') return undefined
  // Asked again once it is open: it may be replaced meanwhile.
  return isInside(await files.realPath(place), await files.realPath(folder)) ? files.read(place, LIMIT, folder) : undefined
}
