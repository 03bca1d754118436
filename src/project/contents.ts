import type {TreeEntry} from '../packaging/file-tree.js'
import type {Blob} from './git/output.js'

import {decodeName} from '../system/names.js'
import {followLinks} from './links.js'
import {includedFiles, isRequirementsFile} from '../packaging/requirements/included-files.js'
import {lfsFiles, POINTER_LIMIT, styleFiles} from './second-round.js'
import {contentLimit, isScript, isWanted, wantedPythonFiles} from './wanted-files.js'

/** A listed file whose contents can be asked for. */
export interface ListedFile {
  path: string
  /** How the reader finds it: a blob's id, or the path again. */
  key: string
  kind: 'file' | 'symlink'
  /** As git records it; undefined where it wasn't git that listed the file. */
  executable?: boolean
}

/**
 * Reads the contents (or the targets of links) of listed files.
 *
 * @param smallerThan larger ones are left out; left out: they are cut
 */
export type ReadFiles = (files: readonly ListedFile[], smallerThan?: number) => Promise<Map<string, Blob>>

export interface Loaded {
  entries: Map<string, TreeEntry>
  pythonFiles: {read: number; total: number}
  truncated: Map<string, number>
}

/** More rounds of `-r` inside `-r` than anyone writes. */
const INCLUDE_ROUNDS = 10

/** Makes the entries of a tree: every path, and the contents of those that matter, with what requirements files include. */
export async function loadContents(files: readonly ListedFile[], read: ReadFiles): Promise<Loaded> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const python = wantedPythonFiles(byPath.keys())
  const wantedPython = new Set(python.read)
  const loaded: Loaded = {
    entries: new Map(files.map((file) => [file.path, plainFile(file)])),
    pythonFiles: {read: python.read.length, total: python.total},
    truncated: new Map(),
  }
  const first = files.filter(
    (file) =>
      file.kind === 'symlink' ||
      isWanted(file.path) ||
      isScript(file.path) ||
      isRequirementsFile(file.path) ||
      wantedPython.has(file.path),
  )
  let round = await loadInto(loaded, first, read)
  for (let rounds = 0; round.length > 0 && rounds < INCLUDE_ROUNDS; rounds++) {
    round = await loadInto(loaded, followed(loaded, round, byPath), read)
  }

  const unread = (path: string) => {
    const entry = loaded.entries.get(path)
    return entry?.kind === 'file' && !entry.contents ? [byPath.get(path)!] : []
  }

  const contents = {entries: loaded.entries, paths: byPath.keys()}
  await loadInto(
    loaded,
    styleFiles(contents).flatMap((path) => unread(path)),
    read,
  )
  await loadInto(
    loaded,
    lfsFiles(contents).flatMap((path) => unread(path)),
    async (files) => read(files, POINTER_LIMIT),
  )
  return loaded
}

function plainFile({executable}: ListedFile): Extract<TreeEntry, {kind: 'file'}> {
  return executable === undefined ? {kind: 'file'} : {executable, kind: 'file'}
}

async function loadInto(loaded: Loaded, files: readonly ListedFile[], read: ReadFiles): Promise<ListedFile[]> {
  if (files.length === 0) return []
  const contents = await read(files)
  for (const file of files) {
    const found = contents.get(file.key)
    if (!found) continue
    if (file.kind === 'symlink') loaded.entries.set(file.path, {kind: 'symlink', target: decodeName(found.contents)})
    else {
      const contents = found.contents.subarray(0, contentLimit(file.path))
      loaded.entries.set(file.path, {...plainFile(file), contents})
      if (found.size > contents.length) loaded.truncated.set(file.path, found.size)
    }
  }

  return [...files]
}

/** What the files of the last round lead to and hasn't been read: included files, and the targets of wanted links. */
function followed(loaded: Loaded, round: readonly ListedFile[], byPath: ReadonlyMap<string, ListedFile>): ListedFile[] {
  const paths = round.flatMap(({path}) => {
    const entry = loaded.entries.get(path)
    if (entry?.kind === 'symlink') return isWanted(path) || /\.(?:in|txt)$/.test(path) ? [path] : []
    return entry?.kind === 'file' && entry.contents && /\.(?:in|txt)$/.test(path) ? includedFiles(path, entry.contents) : []
  })
  const real = new Set(paths.map((path) => followLinks(path, loaded.entries)))
  return [...real].flatMap((path) => {
    const file = path === undefined ? undefined : byPath.get(path)
    const entry = file && loaded.entries.get(file.path)
    return file && entry?.kind === 'file' && !entry.contents ? [file] : []
  })
}
