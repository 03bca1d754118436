import {createHash} from 'node:crypto'
import {constants, type Dirent, type Stats} from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'

import {errorCode, realFileSystem} from './file-system.js'
import {mapLimited} from './limited.js'

const AT_ONCE = 16

/**
 * - `copy`: each file is the tree's own; blocks are shared where the disk can do that.
 * - `guarded`: the same, but without such a disk, files that nobody edits (compiled ones, libraries, large ones) are hard
 *   links. Writing takes most of a copy's time; `sealOf` tells when one of them was written to in its place after all.
 * - `link`: each file is a hard link: the fastest, for a tree that nothing will write to any more.
 */
export type How = 'copy' | 'guarded' | 'link'

const EDITED_BY_NOBODY = /\.(?:a|dll|dylib|exe|mo|pyc|pyd|so[\d.]*|whl)$/
const LARGE = 4 * 1024 * 1024

/** Makes the second tree like the first: files with their modes and times (Python compares those with its compiled files'), and links as they are. */
export async function cloneTree(from: string, to: string, how: How): Promise<void> {
  const folders = ['']
  const files: {isLink: boolean; name: string}[] = []
  await realFileSystem.makeFolder(to)
  for (const folder of folders) {
    for (const entry of await entriesOf(from, folder)) {
      const name = path.join(folder, entry.name)
      if (entry.isDirectory()) {
        folders.push(name)
        await fs.mkdir(path.join(to, name), {recursive: true})
      } else if (entry.isFile() || entry.isSymbolicLink()) files.push({isLink: entry.isSymbolicLink(), name})
    }
  }

  let sharesBlocks: boolean | undefined
  await mapLimited(files, AT_ONCE, async ({isLink, name}) => {
    const [source, target] = [path.join(from, name), path.join(to, name)]
    if (isLink) return fs.symlink(await fs.readlink(source), target)
    const stats = await fs.stat(source)
    if (how === 'link' && (await linked(source, target))) return
    if (how === 'guarded' && (EDITED_BY_NOBODY.test(name) || stats.size > LARGE)) {
      sharesBlocks ??= await canShareBlocks(source, `${target}.try`)
      if (!sharesBlocks && (await linked(source, target))) return
    }

    await copyFile(source, target, stats)
  })
}

async function copyFile(source: string, target: string, stats: Stats): Promise<void> {
  await fs.copyFile(source, target, constants.COPYFILE_FICLONE)
  // In seconds with their fraction: as dates, they would be rounded to another second at times.
  await fs.utimes(target, stats.atimeMs / 1000, stats.mtimeMs / 1000)
}

/** False where the disk has no hard links, or no more of them. */
async function linked(source: string, target: string): Promise<boolean> {
  try {
    await fs.link(source, target)
    return true
  } catch (error) {
    if (['EMLINK', 'ENOSYS', 'ENOTSUP', 'EPERM', 'EXDEV'].includes(errorCode(error))) return false
    throw error
  }
}

async function canShareBlocks(source: string, target: string): Promise<boolean> {
  try {
    await fs.copyFile(source, target, constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    return false
  } finally {
    await fs.rm(target, {force: true})
  }
}

async function entriesOf(root: string, folder: string): Promise<Dirent[]> {
  return fs.readdir(path.join(root, folder), {withFileTypes: true})
}

/** What a tree is known by: `seal` changes with every name, size, time and link in it. `bytes`: of its files. */
export async function sealOf(root: string): Promise<{bytes: number; seal: string}> {
  const hash = createHash('sha256')
  let bytes = 0
  const folders = ['']
  for (const folder of folders) {
    const entries = await entriesOf(root, folder)
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    const told = await mapLimited(entries, AT_ONCE, async (entry) => {
      const name = path.join(folder, entry.name)
      if (entry.isDirectory()) return [name, 'folder']
      if (entry.isSymbolicLink()) return [name, 'link', await fs.readlink(path.join(root, name))]
      const {mode, mtimeMs, size} = await fs.lstat(path.join(root, name))
      bytes += size
      return [name, 'file', size, mtimeMs, mode]
    })
    hash.update(JSON.stringify(told))
    for (const [index, entry] of entries.entries()) if (entry.isDirectory()) folders.push(told[index]![0] as string)
  }

  return {bytes, seal: hash.digest('hex')}
}
