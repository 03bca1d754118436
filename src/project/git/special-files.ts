import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {Parts} from './own-folder.js'

import {specialFile} from './run-git.js'

/** What git reads in every folder of a working tree. */
const IN_EVERY_FOLDER = new Set(['.gitattributes', '.gitignore', '.gitmodules'])
/** A socket of git's own. */
const MONITOR = 'fsmonitor--daemon.ipc'
/** More folders than anyone waits for. */
const MOST_FOLDERS = 100_000

async function firstSpecial(places: readonly string[], kindOf: FileSystem['kind']): Promise<string | undefined> {
  const kinds = await Promise.all(places.map(async (place) => kindOf(place)))
  return places.find((_, index) => kinds[index] === 'other')
}

/**
 * Looks at what git is about to read: for a named pipe it would wait for ever.
 *
 * @throws ProblemError git-failed, which names the file
 */
export async function requireNoSpecial({commonDir, gitDir, root}: Parts, files: FileSystem): Promise<void> {
  const places = [
    ...(root === null ? [] : [...IN_EVERY_FOLDER].map((name) => path.join(root, name))),
    ...['config', 'info/attributes', 'info/exclude', 'packed-refs'].map((name) => path.join(commonDir, name)),
  ]
  // A link to a device, as to /dev/null, is followed by nobody.
  const found = (await firstSpecial(places, files.kind)) ?? (await firstSpecial([path.join(gitDir, 'index')], files.realKind))
  if (found !== undefined) throw specialFile('status', found)
}

/** What keeps git from finding the repository around a folder. */
export async function specialAbove(folder: string, files: FileSystem): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    const names = ['.git/HEAD', '.git/commondir', 'HEAD', 'commondir']
    const found = await firstSpecial(
      names.map((name) => path.join(at, name)),
      files.realKind,
    )
    if (found !== undefined || at === path.dirname(at)) return found
  }
}

/** What keeps git from an answer about a repository: a special file that it reads, anywhere in it. */
export async function specialBelow({commonDir, gitDir, root}: Parts, files: FileSystem): Promise<string | undefined> {
  const ofGit = await search([...new Set([commonDir, gitDir])], files, (name) => name !== MONITOR)
  if (ofGit !== undefined || root === null) return ofGit
  return search([root], files, (name) => IN_EVERY_FOLDER.has(name) || name === 'HEAD' || name === 'config')
}

async function search(
  folders: readonly string[],
  files: FileSystem,
  isRead: (name: string) => boolean,
): Promise<string | undefined> {
  const pending = [...folders]
  for (const folder of pending) {
    const entries = await files.list(folder).catch(() => [])
    const found = entries.find(({kind, name}) => kind === 'other' && isRead(name))
    if (found) return path.join(folder, found.name)
    if (pending.length > MOST_FOLDERS) continue
    for (const {kind, name} of entries) if (kind === 'directory') pending.push(path.join(folder, name))
  }

  return undefined
}
