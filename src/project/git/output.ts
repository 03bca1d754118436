import {decodeName, decodeNames} from '../../system/names.js'

/** The forms in which git answers. */

export interface GitTreeEntry {
  path: string
  mode: string
  oid: string
}

export interface Blob {
  /** The beginning. */
  contents: Uint8Array
  /** The whole size in bytes. */
  size: number
}

/** What a commit of everything on disk would hold, relative to the folder. */
export interface DiskListing {
  files: string[]
  /** Submodules, and repositories of their own, of which git records no more than a commit. */
  repositories: string[]
}

const SUBMODULE = '160000'

/** `ls-tree -z`: mode, type, id, tab, path; `ls-files --stage -z`: mode, id, stage, tab, path. */
export function parseEntries(output: Uint8Array): GitTreeEntry[] {
  return decodeNames(output).map((record) => {
    const tab = record.indexOf('\t')
    const [mode, ...rest] = record.slice(0, tab).split(' ')
    return {mode: mode!, oid: rest.find((field) => field.length >= 40) ?? '', path: record.slice(tab + 1)}
  })
}

/** @param untracked `ls-files --others`, where the path of a repository ends with `/` */
export function parseDiskListing(staged: Uint8Array, untracked: Uint8Array): DiskListing {
  const files = new Set<string>()
  const repositories = new Set<string>()
  // A file in conflict is staged up to three times.
  for (const {mode, path} of parseEntries(staged)) (mode === SUBMODULE ? repositories : files).add(path)
  for (const path of decodeNames(untracked)) {
    if (path.endsWith('/')) repositories.add(path.slice(0, -1))
    else files.add(path)
  }

  return {files: [...files], repositories: [...repositories]}
}

/**
 * `diff-index --cached -z` against the empty tree: `:modes ids state`, path. An entry in conflict (U) has no contents, and
 * could not be committed.
 */
export function parseAdded(output: Uint8Array): GitTreeEntry[] {
  const records = decodeNames(output)
  const entries: GitTreeEntry[] = []
  for (let index = 0; index + 1 < records.length; index += 2) {
    const [, mode, , oid, state] = records[index]!.split(' ')
    if (state === 'A') entries.push({mode: mode!, oid: oid!, path: records[index + 1]!})
  }

  return entries
}

/** `cat-file --batch-check`: id, type, size; `<id> missing` for an object that isn't there. */
export function parseSizes(output: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const line of decodeName(output).split('\n')) {
    const [oid, type, size] = line.split(' ')
    if (type === 'blob') sizes.set(oid!, Number(size))
  }

  return sizes
}

/** `cat-file --batch`: a header line, the contents, a line end. */
export function* parseBatch(output: Uint8Array): Generator<[oid: string, contents: Uint8Array]> {
  let at = 0
  while (at < output.length) {
    const end = output.indexOf(0x0a, at)
    // Cut short: git was ended, or wrote more than is read.
    if (end === -1) return
    const [oid, type, size] = decodeName(output.subarray(at, end)).split(' ')
    at = end + 1
    if (type !== 'blob') continue
    yield [oid!, output.subarray(at, at + Number(size))]
    at += Number(size) + 1
  }
}

/** `check-ignore -v -z`: file, line, pattern, path. A path that a negated pattern (`!`) matches is listed, but not ignored. */
export function parseIgnored(output: Uint8Array): Map<string, {file: string; line: number; pattern: string}> {
  // Not decodeNames: a field can be empty.
  const fields = decodeName(output).split('\0')
  const ignored = new Map<string, {file: string; line: number; pattern: string}>()
  for (let index = 0; index + 3 < fields.length; index += 4) {
    const [file, line, pattern, path] = fields.slice(index, index + 4)
    if (!pattern!.startsWith('!')) ignored.set(path!, {file: file!, line: Number(line), pattern: pattern!})
  }

  return ignored
}
