import {createHash} from 'node:crypto'
import {constants, linkSync, lstatSync, mkdirSync, readlinkSync, type Stats} from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'

import {copyFile} from './copy-file.js'
import {entriesOf} from './entries.js'
import {errorCode, realFileSystem} from './file-system.js'
import {mapLimited, Portions} from './limited.js'
import {encodeName} from './names.js'

const AT_ONCE = 16

/**
 * - `copy`: each file is the tree's own; blocks are shared where the disk can do that.
 * - `guarded`: the same, but without such a disk, files that nobody edits (installed packages, compiled ones, large ones) are
 *   hard links. Writing takes most of a copy's time; `fingerprintOf` tells when one of them was written to in its place after all.
 */
export type How = 'copy' | 'guarded'

/**
 * Installers replace the files of packages, and never write into one: uv itself links them. Editable ones lie elsewhere. Nor does
 * anybody write into the standard library and its headers.
 */
const EDITED_BY_NOBODY =
  /(?:^|[\\/])(?:include|lib)[\\/]python3\.\d+[\\/](?!site-packages[\\/])|(?:^|[\\/])site-packages[\\/](?!.*[\\/]\.git[\\/])|\.(?:a|dll|dylib|exe|mo|pyc|pyd|so[\d.]*|whl)$/
const LARGE = 4 * 1024 * 1024

/**
 * Makes the second tree like the first: files with their modes and times (Python compares those with its compiled files'),
 * and links as they are.
 *
 * @param options `isLeftOut`: files and folders, by their paths in the tree, that the second doesn't get; `signal` ends it, with its
 * reason
 */
export async function cloneTree(
  from: string,
  to: string,
  how: How,
  {isLeftOut = () => false, signal}: {isLeftOut?: (name: string) => boolean; signal?: AbortSignal | undefined} = {},
): Promise<void> {
  const folders = ['']
  const files: Entry[] = []
  const portions = new Portions()
  await realFileSystem.makeFolder(to)
  for (const folder of folders) {
    for (const entry of entriesOf(below(from, folder))) {
      const name = below(folder, entry.name)
      if (isLeftOut(name)) continue
      if (entry.isDirectory()) {
        folders.push(name)
        mkdirSync(encodeName(below(to, name)), {recursive: true})
      } else if (entry.isFile() || entry.isSymbolicLink()) files.push({isLink: entry.isSymbolicLink(), name})
      await portions.did(1)
    }
  }

  const first = files.find(({isLink}) => !isLink)?.name
  const links =
    how === 'guarded' &&
    first !== undefined &&
    !(await canShareBlocks(encodeName(path.join(from, first)), encodeName(`${path.join(to, first)}.try`)))
  await mapLimited(links ? await linkMost(files, from, to) : files, AT_ONCE, async ({isLink, name}) => {
    const [source, target] = [encodeName(path.join(from, name)), encodeName(path.join(to, name))]
    if (isLink) return fs.symlink(await fs.readlink(source, {encoding: 'buffer'}), target)
    const stats = await fs.stat(source)
    if (links && stats.size > LARGE && linked(source, target)) return
    await copyWithTimes(source, target, stats, signal)
  })
}

/** From encodeName. */
type Place = ReturnType<typeof encodeName>

interface Entry {
  isLink: boolean
  name: string
}

/** @returns what isn't linked */
async function linkMost(files: readonly Entry[], from: string, to: string): Promise<Entry[]> {
  const rest: Entry[] = []
  const portions = new Portions()
  for (const file of files) {
    const {isLink, name} = file
    if (isLink || !EDITED_BY_NOBODY.test(name) || !linked(encodeName(below(from, name)), encodeName(below(to, name))))
      rest.push(file)
    await portions.did(1)
  }

  return rest
}

async function copyWithTimes(source: Place, target: Place, stats: Stats, signal: AbortSignal | undefined): Promise<void> {
  await copyFile(source, target, {signal, size: stats.size})
  // In seconds with their fraction: as dates, they would be rounded to another second at times.
  await fs.utimes(target, stats.atimeMs / 1000, stats.mtimeMs / 1000)
}

/** False where the disk has no hard links, or no more of them. */
function linked(source: Place, target: Place): boolean {
  try {
    linkSync(source, target)
    return true
  } catch (error) {
    if (['EMLINK', 'ENOSYS', 'ENOTSUP', 'EPERM', 'EXDEV'].includes(errorCode(error))) return false
    throw error
  }
}

async function canShareBlocks(source: Place, target: Place): Promise<boolean> {
  try {
    await fs.copyFile(source, target, constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    return false
  } finally {
    await fs.rm(target, {force: true})
  }
}

/** path.join, which would take longer than the system takes to answer, for a name that is one already. */
function below(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}${path.sep}${name}`
}

/**
 * What a tree is known by: `fingerprint` changes with every name, size, time and link in it. `bytes`: of its files.
 *
 * @param leftOut a folder that is no part of it
 */
export async function fingerprintOf(root: string, leftOut?: string): Promise<{bytes: number; fingerprint: string}> {
  const hash = createHash('sha256')
  let bytes = 0
  const portions = new Portions()
  const folders = ['']
  for (const folder of folders) {
    const entries = entriesOf(below(root, folder))
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    const told: unknown[] = []
    for (const entry of entries) {
      const name = below(folder, entry.name)
      if (name === leftOut) continue
      if (entry.isDirectory()) {
        folders.push(name)
        told.push([name, 'folder'])
      } else if (entry.isSymbolicLink())
        told.push([name, 'link', readlinkSync(encodeName(below(root, name)), {encoding: 'latin1'})])
      else {
        const {mode, mtimeMs, size} = lstatSync(encodeName(below(root, name)))
        bytes += size
        told.push([name, 'file', size, mtimeMs, mode])
      }
    }

    hash.update(JSON.stringify(told))
    await portions.did(entries.length + 1)
  }

  return {bytes, fingerprint: hash.digest('hex')}
}
