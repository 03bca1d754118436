import fs from 'node:fs/promises'
import path from 'node:path'

export interface DirectoryEntry {
  name: string
  kind: 'directory' | 'file' | 'other' | 'symlink'
}

/** Paths are absolute. Methods reject with Node's own errors (`code: 'ENOENT'` …), which callers turn into problems. */
export interface FileSystem {
  /** The kind of what is at a path, links not followed; undefined if nothing is there. */
  kind(file: string): Promise<DirectoryEntry['kind'] | undefined>
  /** As `kind`, links followed. */
  realKind(file: string): Promise<DirectoryEntry['kind'] | undefined>
  list(folder: string): Promise<DirectoryEntry[]>
  /** The first `limit` bytes of a file. */
  read(file: string, limit: number): Promise<Uint8Array>
  readLink(file: string): Promise<string>
  realPath(file: string): Promise<string>
  /** Writes a whole file or nothing: to a temporary file beside it, then renamed over it. Links are written through. */
  write(file: string, contents: string | Uint8Array): Promise<void>
  makeFolder(folder: string): Promise<void>
  remove(file: string): Promise<void>
  rename(from: string, to: string): Promise<void>
}

export const realFileSystem: FileSystem = {
  kind: async (file) => kindOf(() => fs.lstat(file)),
  realKind: async (file) => kindOf(() => fs.stat(file)),
  async list(folder) {
    const entries = await fs.readdir(folder, {withFileTypes: true})
    return entries.map((entry) => ({kind: kindOfStats(entry), name: entry.name}))
  },
  async read(file, limit) {
    const handle = await fs.open(file, 'r')
    try {
      const {size} = await handle.stat()
      const buffer = new Uint8Array(Math.min(size, limit))
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
  readLink: async (file) => fs.readlink(file),
  realPath: async (file) => fs.realpath(file),
  async write(file, contents) {
    const {default: writeFileAtomic} = await import('write-file-atomic')
    await writeFileAtomic(file, typeof contents === 'string' ? contents : Buffer.from(contents))
  },
  async makeFolder(folder) {
    await fs.mkdir(folder, {recursive: true})
  },
  remove: async (file) => fs.rm(file, {force: true}),
  async rename(from, to) {
    await fs.mkdir(path.dirname(to), {recursive: true})
    await fs.rename(from, to)
  },
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
    if (['ELOOP', 'ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined
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
