import fs from 'node:fs/promises'
import path from 'node:path'

import {copyFile} from './copy-file.js'
import {errorCode, realFileSystem} from './file-system.js'
import {mapLimited} from './limited.js'
import {encodeName} from './names.js'
import {realFolders} from './real-folders.js'

const AT_ONCE = 16
/** The modes that git keeps. */
const [PLAIN, PROGRAM] = [0o644, 0o755]

interface Copied {
  name: string
  target: Buffer | string
}

/**
 * Copies files of a folder into an empty one, with git's modes. Links are copied as they are, wherever they lead, and none
 * is followed: what is below a linked folder is left out, as is what is gone meanwhile, and what is no file.
 *
 * @param names relative paths with `/`, as in names.ts
 * @throws the signal's reason, and Node's own errors
 */
export async function copyFiles(from: string, to: string, names: readonly string[], signal?: AbortSignal): Promise<void> {
  const isReal = realFolders(async (folder) => realFileSystem.kind(path.join(from, folder)))
  const made = new Map<string, Promise<void>>()
  const makeFolder = async (folder: string) => {
    if (!made.has(folder)) made.set(folder, realFileSystem.makeFolder(path.join(to, folder)))
    return made.get(folder)
  }

  const links = await mapLimited(names, AT_ONCE, async (name): Promise<Copied | undefined> => {
    const folder = path.posix.dirname(name)
    if (!(await isReal(folder))) return undefined
    const source = encodeName(path.join(from, name))
    const stats = await fs.lstat(source).catch(missing)
    if (!stats || (!stats.isFile() && !stats.isSymbolicLink())) return undefined
    await makeFolder(folder)
    if (stats.isSymbolicLink()) return {name, target: await fs.readlink(source, {encoding: 'buffer'})}
    const target = encodeName(path.join(to, name))
    await copyFile(source, target, {signal, size: stats.size})
    if (process.platform !== 'win32') await fs.chmod(target, (stats.mode & 0o100) === 0 ? PLAIN : PROGRAM)
    return undefined
  })
  // Last of all, so that nothing is written through one.
  for (const link of links) if (link) await fs.symlink(link.target, encodeName(path.join(to, link.name)))
}

function missing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error
}
