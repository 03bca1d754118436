import type {FileSystem} from '../../system/file-system.js'

import {fileDigest} from '../../system/trees.js'

interface OnDisk {
  place: string
  root: string
  files: FileSystem
}

/** Larger files are no text. */
const LARGEST_TEXT = 32 * 1024 * 1024

/** Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([\da-f]{64})\nsize (\d+)\n/
const LONGEST_POINTER = 1024

/**
 * Whether a file on disk is what git stores, in the form that its attributes give it on disk. True where that can't be known.
 *
 * @param attributes of those that change contents: name → value
 */
export async function sameAsStored(stored: Uint8Array, attributes: ReadonlyMap<string, string>, disk: OnDisk): Promise<boolean> {
  try {
    if (attributes.has('filter')) return await sameAsPointer(stored, disk)
    const bytes = await disk.files.read(disk.place, LARGEST_TEXT, disk.root)
    const text = decoded(bytes, attributes.get('working-tree-encoding'))
    if (text === undefined) return true
    const before = Buffer.from(stored).toString('latin1')
    return normal(before, attributes) === normal(text, attributes)
  } catch {
    // What can't be read has not been changed by anybody who could commit it.
    return true
  }
}

/** Of a file in Git LFS, git stores the size and the hash. What another filter would store, only its program knows. */
async function sameAsPointer(stored: Uint8Array, {files, place}: OnDisk): Promise<boolean> {
  const [, oid, size] = POINTER.exec(Buffer.from(stored.subarray(0, LONGEST_POINTER)).toString('latin1')) ?? []
  if (oid === undefined) return true
  return (await files.size(place)) === Number(size) && (await fileDigest(place)) === oid
}

/** Characters as git stores them, one for each byte; undefined if the encoding is not known here. */
function decoded(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  if (encoding === undefined || encoding === 'set') return Buffer.from(bytes).toString('latin1')
  try {
    return Buffer.from(new TextDecoder(encoding, {fatal: true}).decode(bytes)).toString('latin1')
  } catch {
    return undefined
  }
}

/** Without what git itself writes into a file on disk. */
function normal(text: string, attributes: ReadonlyMap<string, string>): string {
  const plain = text.replaceAll('\r\n', '\n')
  return attributes.has('ident') ? plain.replaceAll(/\$Id:[^$\n]*\$/g, '$Id$') : plain
}
