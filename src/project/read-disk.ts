import path from 'node:path'

import type {DirectoryEntry, FileSystem} from '../system/file-system.js'

import {ProblemError} from '../problem.js'
import {errorCode} from '../system/file-system.js'
import {type ListedFile, type Loaded, loadContents} from './contents.js'
import {CONTENT_LIMIT} from './wanted-files.js'

interface Listing {
  files: ListedFile[]
  folders: string[]
}

/** Reads a folder that is no git repository. `.git` is left out, and what lies inside virtual environments and node_modules. */
export async function readFolder(files: FileSystem, folder: string): Promise<Loaded> {
  return load(files, folder, await walk(files, folder))
}

/** Reads the files on disk that a commit would hold. Paths that are gone from the disk are left out. */
export async function readListed(
  files: FileSystem,
  folder: string,
  paths: readonly string[],
): Promise<Loaded & {submodules: string[]}> {
  const listing: Listing = {files: [], folders: []}
  const kinds = await Promise.all(paths.map(async (file) => files.kind(path.join(folder, file))))
  for (const [index, kind] of kinds.entries()) addTo(listing, paths[index]!.replace(/\/$/, ''), kind)
  return {...(await load(files, folder, listing)), submodules: listing.folders}
}

function addTo(listing: Listing, file: string, kind: DirectoryEntry['kind'] | undefined): void {
  if (kind === 'directory') listing.folders.push(file)
  else if (kind === 'file' || kind === 'symlink') listing.files.push({key: file, kind, path: file})
}

async function load(files: FileSystem, folder: string, listing: Listing): Promise<Loaded> {
  const loaded = await loadContents(listing.files, async (wanted) => {
    const contents = new Map<string, {contents: Uint8Array; size: number}>()
    await Promise.all(
      wanted.map(async (file) => {
        contents.set(file.key, await readOne(files, folder, file))
      }),
    )
    return contents
  })
  for (const name of listing.folders) loaded.entries.set(name, {kind: 'directory'})
  return loaded
}

async function readOne(files: FileSystem, folder: string, file: ListedFile): Promise<{contents: Uint8Array; size: number}> {
  const place = path.join(folder, file.path)
  try {
    if (file.kind === 'symlink') {
      const target = new TextEncoder().encode(await files.readLink(place))
      return {contents: target, size: target.length}
    }

    const contents = await files.read(place, CONTENT_LIMIT + 1)
    return {contents: contents.subarray(0, CONTENT_LIMIT), size: contents.length}
  } catch (error) {
    throw unreadable(error, place)
  }
}

async function walk(files: FileSystem, root: string): Promise<Listing> {
  const listing: Listing = {files: [], folders: []}
  const pending = ['']
  while (pending.length > 0) {
    const folder = pending.pop()!
    const entries = await listFolder(files, path.join(root, folder))
    for (const {kind, name} of entries) {
      const file = folder === '' ? name : `${folder}/${name}`
      if (name === '.git') continue
      addTo(listing, file, kind)
      if (kind === 'directory' && name !== 'node_modules' && !isInsideVenv(folder, entries)) pending.push(file)
    }
  }

  return listing
}

/** A virtual environment's own files are known after one look; its thousands of packages are not the app's. */
function isInsideVenv(folder: string, entries: readonly DirectoryEntry[]): boolean {
  return folder !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')
}

async function listFolder(files: FileSystem, folder: string): Promise<DirectoryEntry[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    throw unreadable(error, folder)
  }
}

function unreadable(error: unknown, place: string): unknown {
  const code = errorCode(error)
  return code === '' ? error : new ProblemError({code, id: 'unreadable', path: place})
}
