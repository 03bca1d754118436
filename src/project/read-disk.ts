import path from 'node:path'

import type {DirectoryEntry, FileSystem} from '../system/file-system.js'
import type {Blob, DiskListing} from './git/output.js'

import {ProblemError} from '../common/problem.js'
import {errorCode} from '../system/file-system.js'
import {mapLimited} from '../system/limited.js'
import {encodeName} from '../system/names.js'
import {realFolders} from '../system/real-folders.js'
import {type ListedFile, type Loaded, loadContents} from './contents.js'
import {CONTENT_LIMIT} from './wanted-files.js'

/** Files that are open at the same time. */
const AT_ONCE = 32

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
  listed: DiskListing,
): Promise<Loaded & {submodules: string[]}> {
  const listing: Listing = {files: [], folders: []}
  const kindOf = async (file: string) => kindAt(files, path.join(folder, file))
  // The index may still name the files of a folder that became a link, wherever that leads.
  const isReal = realFolders(kindOf)
  const realKindOf = async (file: string) => ((await isReal(path.posix.dirname(file))) ? kindOf(file) : undefined)
  const fileKinds = await Promise.all(listed.files.map((file) => realKindOf(file)))
  const repositoryKinds = await Promise.all(listed.repositories.map((file) => realKindOf(file)))
  // A file that became a folder is gone; what is in the folder is listed for itself.
  for (const [index, kind] of fileKinds.entries()) if (kind !== 'directory') addTo(listing, listed.files[index]!, kind)
  for (const [index, kind] of repositoryKinds.entries()) addTo(listing, listed.repositories[index]!, kind)
  return {...(await load(files, folder, listing)), submodules: listing.folders}
}

function addTo(listing: Listing, file: string, kind: DirectoryEntry['kind'] | undefined): void {
  if (kind === 'directory') listing.folders.push(file)
  else if (kind === 'file' || kind === 'symlink') listing.files.push({key: file, kind, path: file})
}

async function load(files: FileSystem, folder: string, listing: Listing): Promise<Loaded> {
  const loaded = await loadContents(listing.files, async (wanted, smallerThan) => {
    const isSmall = async ({path: file}: ListedFile) =>
      smallerThan === undefined || (await files.size(path.join(folder, file)).catch(() => smallerThan)) < smallerThan
    const read = await mapLimited(wanted, AT_ONCE, async (file) =>
      (await isSmall(file)) ? [[file.key, await readOne(files, folder, file)] as const] : [],
    )
    return new Map(read.flat())
  })
  for (const name of listing.folders) loaded.entries.set(name, {kind: 'directory'})
  return loaded
}

async function readOne(files: FileSystem, folder: string, file: ListedFile): Promise<Blob> {
  const place = path.join(folder, file.path)
  try {
    if (file.kind === 'symlink') {
      const target = Buffer.from(encodeName(await files.readLink(place)))
      return {contents: target, size: target.length}
    }

    const contents = await files.read(place, CONTENT_LIMIT + 1, folder)
    const size = contents.length > CONTENT_LIMIT ? await files.size(place) : contents.length
    return {contents: contents.subarray(0, CONTENT_LIMIT), size}
  } catch (error) {
    throw unreadable(error, place)
  }
}

async function walk(files: FileSystem, root: string): Promise<Listing> {
  const listing: Listing = {files: [], folders: []}
  const pending = ['']
  while (pending.length > 0) {
    const folder = pending.pop()!
    const entries = folder === '' ? await listFolder(files, root) : await listSubfolder(files, path.join(root, folder))
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

/** @throws ProblemError unreadable */
export async function listFolder(files: FileSystem, folder: string): Promise<DirectoryEntry[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    throw unreadable(error, folder)
  }
}

/** A folder that may not be looked into (a database's data, often), or that has just been deleted, is passed by, as git does. */
async function listSubfolder(files: FileSystem, folder: string): Promise<DirectoryEntry[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    if (['EACCES', 'ENOENT', 'ENOTDIR', 'EPERM'].includes(errorCode(error))) return []
    throw unreadable(error, folder)
  }
}

async function kindAt(files: FileSystem, place: string): Promise<DirectoryEntry['kind'] | undefined> {
  try {
    return await files.kind(place)
  } catch (error) {
    throw unreadable(error, place)
  }
}

function unreadable(error: unknown, place: string): unknown {
  const code = errorCode(error)
  return code === '' ? error : new ProblemError({code, id: 'unreadable', path: place})
}
