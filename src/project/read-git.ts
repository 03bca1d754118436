import type {GitTreeEntry} from './git/output.js'
import type {Repository} from './git/repository.js'

import {type ListedFile, type Loaded, loadContents} from './contents.js'
import {CONTENT_LIMIT} from './wanted-files.js'

const SYMLINK = '120000'
const SUBMODULE = '160000'
const EXECUTABLE = '100755'

/** Reads the tree of a commit, below a folder. */
export async function readCommit(
  repository: Repository,
  commit: string,
  prefix: string,
): Promise<Loaded & {submodules: string[]}> {
  return readEntries(repository, await repository.tree(commit, prefix))
}

/** Reads what a commit of the index would hold, below a folder. @param named the index, where git names one to its hooks */
export async function readIndex(
  repository: Repository,
  prefix: string,
  named: string | undefined,
): Promise<Loaded & {submodules: string[]}> {
  return readEntries(repository, await repository.index(prefix, named))
}

async function readEntries(repository: Repository, listing: readonly GitTreeEntry[]): Promise<Loaded & {submodules: string[]}> {
  const submodules = listing.filter((entry) => entry.mode === SUBMODULE).map((entry) => entry.path)
  const files: ListedFile[] = []
  for (const {mode, oid, path} of listing) {
    if (mode === SYMLINK) files.push({key: oid, kind: 'symlink', path})
    else if (mode !== SUBMODULE) files.push({executable: mode === EXECUTABLE, key: oid, kind: 'file', path})
  }

  const loaded = await loadContents(files, async (wanted, smallerThan) => {
    const keys = wanted.map((file) => file.key)
    return smallerThan === undefined ? repository.blobs(keys, CONTENT_LIMIT) : repository.smallBlobs(keys, smallerThan)
  })
  for (const path of submodules) loaded.entries.set(path, {kind: 'directory'})
  return {...loaded, submodules}
}
