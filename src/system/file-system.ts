import {constants} from 'node:fs'
import fs from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {writeAtomic} from './atomic-write.js'
import {decodeName, encodeName} from './names.js'

export interface DirectoryEntry {
  name: string
  kind: 'directory' | 'file' | 'other' | 'symlink'
}

/** Paths are absolute; names that are no UTF-8 are as in names.ts. Methods reject with Node's own errors (`code: 'ENOENT'` …), which callers turn into problems. */
export interface FileSystem {
  /** The kind of what is at a path, links not followed; undefined if nothing is there. */
  kind(file: string): Promise<DirectoryEntry['kind'] | undefined>
  /** As `kind`, links followed. */
  realKind(file: string): Promise<DirectoryEntry['kind'] | undefined>
  list(folder: string): Promise<DirectoryEntry[]>
  /**
   * The first `limit` bytes of a file.
   *
   * @param inside a folder that the file must be in, also once every link is followed; else it fails with EXDEV
   */
  read(file: string, limit: number, inside?: string): Promise<Uint8Array>
  /** In bytes, links followed. */
  size(file: string): Promise<number>
  readLink(file: string): Promise<string>
  realPath(file: string): Promise<string>
  /** Writes a whole file or nothing: to a temporary file beside it, then renamed over it. Links are written through. */
  write(file: string, contents: string | Uint8Array): Promise<void>
  makeFolder(folder: string): Promise<void>
  remove(file: string): Promise<void>
  /** A folder with all that is in it, links not followed; nothing is no error. */
  removeFolder(folder: string): Promise<void>
  /** As `chmod +x`. Windows has no such permission. */
  makeExecutable(file: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Makes a symbolic link. */
  link(target: string, place: string): Promise<void>
  /** Makes a link to a folder by its absolute path: on Windows a junction, which needs no right of its own. */
  linkFolder(folder: string, place: string): Promise<void>
  /** A new folder that only the user may read, in the system's temporary folder. Its real path. */
  makeTemporaryFolder(prefix: string): Promise<string>
  /** Writes a file that nobody else knows of, in its place. */
  writeNew(file: string, contents: string | Uint8Array): Promise<void>
}

export const realFileSystem: FileSystem = {
  kind: async (file) => kindOf(() => fs.lstat(encodeName(file))),
  realKind: async (file) => kindOf(() => fs.stat(encodeName(file))),
  async list(folder) {
    const entries = await fs.readdir(encodeName(folder), {encoding: 'buffer', withFileTypes: true})
    return entries.map((entry) => ({kind: kindOfStats(entry), name: decodeName(entry.name)}))
  },
  async read(file, limit, inside) {
    const place = inside === undefined ? file : await placeInside(file, inside)
    // Opening a named pipe would wait for its other end. Windows has no such flags, and needs none.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (inside === undefined ? 0 : (constants.O_NOFOLLOW ?? 0))
    const handle = await fs.open(encodeName(place), flags)
    try {
      const stats = await handle.stat()
      if (inside !== undefined) await requireInside(file, handle.fd, {inside, opened: stats, place})
      const buffer = new Uint8Array(Math.min(stats.size, limit))
      let filled = 0
      while (filled < buffer.length) {
        const {bytesRead} = await handle.read(buffer, filled, buffer.length - filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }

      return buffer.subarray(0, filled)
    } finally {
      await handle.close()
    }
  },
  size: async (file) => (await fs.stat(encodeName(file))).size,
  readLink: async (file) => decodeName(await fs.readlink(encodeName(file), {encoding: 'buffer'})),
  realPath: async (file) => fs.realpath(file),
  write: writeAtomic,
  makeFolder,
  remove: async (file) => fs.rm(file, {force: true}),
  removeFolder: async (folder) => fs.rm(folder, {force: true, maxRetries: 3, recursive: true}),
  async makeExecutable(file) {
    const {mode} = await fs.stat(file)
    await fs.chmod(file, mode | 0o111)
  },
  async rename(from, to) {
    await fs.mkdir(path.dirname(to), {recursive: true})
    await fs.rename(from, to)
  },
  link: async (target, place) => fs.symlink(target, place),
  linkFolder: async (folder, place) => fs.symlink(folder, place, 'junction'),
  makeTemporaryFolder: async (prefix) => fs.realpath(await fs.mkdtemp(path.join(tmpdir(), prefix))),
  writeNew: async (file, contents) => fs.writeFile(file, contents),
}

/** What is in a folder; nothing if there is none. */
export async function listOrNothing(folder: string, files: Pick<FileSystem, 'list'>): Promise<DirectoryEntry[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return []
  }
}

async function placeInside(file: string, folder: string): Promise<string> {
  const [place, root] = await Promise.all([realPathOf(file), realPathOf(folder)])
  if (isInside(place, root)) return place
  throw Object.assign(new Error(`${file} is outside of ${folder}`), {code: 'EXDEV'})
}

/** Looked at once the file is open: a folder on the way to it may have become a link meanwhile. */
async function requireInside(
  file: string,
  handle: number,
  {inside, opened, place}: {inside: string; opened: {dev: number; ino: number}; place: string},
): Promise<void> {
  const actual = await pathOfOpen(handle)
  if (actual !== undefined && isInside(actual, await realPathOf(inside))) return
  // Elsewhere nobody tells it: two looks can be deceived, but by two changes at the very moments.
  const there = actual === undefined ? await fs.stat(encodeName(await placeInside(file, inside))) : undefined
  if (there?.ino === opened.ino && there.dev === opened.dev) return
  throw Object.assign(new Error(`${place} was replaced while it was read`), {code: 'EXDEV'})
}

/** Where an open file is. Only Linux tells it. Source: proc_pid_fd(5). */
async function pathOfOpen(handle: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    return decodeName(await fs.readlink(`/proc/self/fd/${handle}`, {encoding: 'buffer'}))
  } catch {
    // There is no /proc here.
    return undefined
  }
}

async function realPathOf(file: string): Promise<string> {
  return decodeName(await fs.realpath(encodeName(file), {encoding: 'buffer'}))
}

/** Whether a path is a folder's, or of something in it. Both are absolute; links are not looked at. */
export function isInside(place: string, folder: string): boolean {
  const way = path.relative(folder, place)
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, {recursive: true})
  } catch (error) {
    // Node's words for a disk that can only be read.
    if (errorCode(error) === 'ENOENT') await requireWritable(folder)
    throw error
  }
}

/** Throws the reason why nothing can be made in the nearest folder that is there. */
async function requireWritable(folder: string): Promise<void> {
  const parent = path.dirname(folder)
  if (parent === folder || (await kindOf(() => fs.stat(folder))) !== undefined) return fs.access(folder, constants.W_OK)
  return requireWritable(parent)
}

interface Stats {
  isDirectory(): boolean
  isFile(): boolean
  isSymbolicLink(): boolean
}

async function kindOf(read: () => Promise<Stats>): Promise<DirectoryEntry['kind'] | undefined> {
  try {
    return kindOfStats(await read())
  } catch (error) {
    if (['ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined
    throw error
  }
}

function kindOfStats(stats: Stats): DirectoryEntry['kind'] {
  if (stats.isSymbolicLink()) return 'symlink'
  if (stats.isDirectory()) return 'directory'
  return stats.isFile() ? 'file' : 'other'
}

/** Node's code of a system error (`ENOENT` …), or an empty string for any other error. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
