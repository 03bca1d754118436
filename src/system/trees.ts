import {createHash} from 'node:crypto'
import {createReadStream, lstatSync} from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import {pipeline} from 'node:stream/promises'

import {cloneTree} from './clone-tree.js'
import {entriesOf} from './entries.js'
import {mapLimited, Portions} from './limited.js'
import {encodeName} from './names.js'

const AT_ONCE = 32

/** Every file and link below a folder, as relative paths with `/`, sorted; links are not followed. */
export async function listTree(root: string, skip: (path: string) => boolean = () => false): Promise<string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of entriesOf(path.join(root, folder))) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (skip(place)) continue
      if (entry.isDirectory()) await walk(place)
      else found.push(place)
    }
  }

  await walk('')
  return found.sort()
}

/** Copies a tree into a folder, with links as they are, modes, and times. */
export async function copyTree(from: string, to: string, signal?: AbortSignal): Promise<void> {
  await cloneTree(from, to, 'copy', {signal})
}

/** Every file and link below a folder, as relative paths with `/`, with its size in bytes: links have none, and are not followed. */
export async function treeSizes(root: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  const folders = ['']
  const portions = new Portions()
  for (const folder of folders) {
    const entries = entriesOf(path.join(root, folder))
    for (const entry of entries) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) folders.push(place)
      // Both kinds of slashes are known on Windows.
      else sizes.set(place, entry.isFile() ? lstatSync(encodeName(`${root}/${place}`)).size : 0)
    }

    await portions.did(entries.length)
  }

  return sizes
}

/** In bytes; 0 for what is no file. */
export async function fileSize(file: string): Promise<number> {
  const stats = await fs.lstat(file)
  return stats.isFile() ? stats.size : 0
}

/** What tells a file's contents, or a link's target, from any other; undefined where there is neither. */
async function digest(file: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const place = encodeName(file)
  const stats = await fs.lstat(place).catch(() => {})
  if (!stats || stats.isDirectory()) return undefined
  const hash = createHash('sha256')
  if (stats.isSymbolicLink()) hash.update(`link ${await fs.readlink(place)}`)
  else if (stats.isFile()) await pipeline(createReadStream(place), hash, {signal})
  return hash.digest('hex')
}

/** The SHA-256 of a file's contents; undefined if it is none. */
export async function fileDigest(file: string): Promise<string | undefined> {
  const stats = await fs.lstat(encodeName(file))
  if (!stats.isFile()) return undefined
  const hash = createHash('sha256')
  await pipeline(createReadStream(encodeName(file)), hash)
  return hash.digest('hex')
}

/** What tells the files of a folder from any others. @throws the signal's reason */
export async function digests(
  root: string,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string | undefined>> {
  const found = await mapLimited(files, AT_ONCE, async (file) => digest(path.join(root, file), signal))
  return new Map(files.map((file, index) => [file, found[index]]))
}

/** Changes a file in its place, and keeps its mode and times. A link is not followed. */
export async function changeFile(name: string, change: (contents: string) => string): Promise<void> {
  const file = encodeName(name)
  const stats = await fs.lstat(file)
  if (!stats.isFile()) return
  // latin1 keeps every byte.
  const before = await fs.readFile(file, 'latin1')
  const after = change(before)
  if (after === before) return
  await fs.writeFile(file, after, 'latin1')
  await fs.utimes(file, stats.atime, stats.mtime)
}

/** Points a link to another place, if `change` says so. */
export async function changeLink(name: string, change: (target: string) => string): Promise<void> {
  const file = encodeName(name)
  const target = await fs.readlink(file).catch(() => {})
  if (target === undefined || change(target) === target) return
  await fs.rm(file)
  await fs.symlink(change(target), file)
}

export async function writeProgram(file: string, contents: string): Promise<void> {
  await fs.rm(file, {force: true})
  await fs.writeFile(file, contents, {mode: 0o755})
}

/** Removes files, and the folders that are empty then. What is behind a link is left alone. */
export async function removeFiles(root: string, files: readonly string[]): Promise<void> {
  const folders = new Set<string>()
  const isBehindLink = linksOnTheWay(root)
  for (const file of files) {
    if (await isBehindLink(path.posix.dirname(file))) continue
    await fs.rm(encodeName(path.join(root, file)), {force: true})
    for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) folders.add(folder)
  }

  await removeEmpty(root, [...folders])
}

/** Removes those of some folders that are empty, or are by then. What is behind a link is left alone. */
export async function removeEmptyFolders(root: string, folders: readonly string[]): Promise<void> {
  const isBehindLink = linksOnTheWay(root)
  const reached: string[] = []
  for (const folder of folders) if (!(await isBehindLink(folder))) reached.push(folder)
  await removeEmpty(root, reached)
}

async function removeEmpty(root: string, folders: readonly string[]): Promise<void> {
  const deepestFirst = [...folders].sort((a, b) => b.length - a.length)
  // Not empty: something else is in it.
  for (const folder of deepestFirst) await fs.rmdir(encodeName(path.join(root, folder))).catch(() => {})
}

/** Every folder below a folder, as listTree lists files. */
export async function listFolders(root: string, skip: (path: string) => boolean = () => false): Promise<string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of entriesOf(path.join(root, folder))) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (!entry.isDirectory() || skip(place)) continue
      found.push(place)
      await walk(place)
    }
  }

  await walk('')
  return found.sort()
}

/** Tells whether a folder is a link, or behind one. */
function linksOnTheWay(root: string): (folder: string) => Promise<boolean> {
  const known = new Map([['.', false]])
  const ask = async (folder: string): Promise<boolean> => {
    const found =
      known.get(folder) ??
      ((await ask(path.posix.dirname(folder))) ||
        ((await fs.lstat(encodeName(path.join(root, folder))).catch(() => {}))?.isSymbolicLink() ?? false))
    known.set(folder, found)
    return found
  }

  return ask
}
