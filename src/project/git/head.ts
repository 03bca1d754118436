import type {FileSystem} from '../../system/file-system.js'
import type {Parts} from './own-folder.js'

import {decodeName, encodeName} from '../../system/names.js'
import {readPart} from './own-folder.js'

/** More than anyone has symbolic names one after the other. */
const DEEPEST = 5

/** Every working tree has its own of these. Source: git-worktree(1), section "Refs". */
const OF_ONE_TREE = /^(?:HEAD$|refs\/(?:bisect|rewritten|worktree)\/)/

/**
 * The object that HEAD names, by its files: git needs a process for it.
 *
 * @returns undefined if that can't be told: before the first commit, or with names in another form (reftable)
 */
export async function readHead({commonDir, gitDir}: Parts, files: FileSystem): Promise<string | undefined> {
  let name = 'HEAD'
  for (let depth = 0; depth < DEEPEST; depth++) {
    const written = await readPart(files, OF_ONE_TREE.test(name) ? gitDir : commonDir, name)
    if (!written) return packed(name, commonDir, files)
    const text = decodeName(written).trimEnd()
    if (isObject(text)) return text
    const next = /^ref:\s*(refs\/[^\n]+)$/.exec(text)?.[1]
    if (next === undefined || next.split('/').some((part) => part === '' || part.startsWith('.'))) return undefined
    name = next
  }

  return undefined
}

/** Many names are in one file. Source: git-pack-refs(1). */
async function packed(name: string, commonDir: string, files: FileSystem): Promise<string | undefined> {
  const all = await readPart(files, commonDir, 'packed-refs')
  if (!all) return undefined
  const bytes = Buffer.from(all.buffer, all.byteOffset, all.length)
  const at = bytes.indexOf(Buffer.concat([Buffer.from(' '), Buffer.from(encodeName(name)), Buffer.from('\n')]))
  const object = bytes.toString('latin1', bytes.lastIndexOf('\n', at) + 1, at)
  return at !== -1 && isObject(object) ? object : undefined
}

function isObject(text: string): boolean {
  return /^(?:[\da-f]{40}|[\da-f]{64})$/.test(text)
}
