import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {fileDigest} from '../../system/trees.js'

/** What gives a file another form on disk than in git. */
interface Form {
  /** name → value, without those that nothing says of the file */
  attributes: ReadonlyMap<string, string>
  /** `core.autocrlf`. */
  convertsText: boolean
}

interface OnDisk {
  name: string
  root: string
  files: FileSystem
}

/** Larger files are no text. */
const LARGEST_TEXT = 32 * 1024 * 1024

/** Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([\da-f]{64})\nsize (\d+)\n/
const LONGEST_POINTER = 1024

/** Whether a file on disk is what git stores, in the form that the file has on disk. True where that can't be known. */
export async function sameAsStored(stored: Uint8Array, form: Form, disk: OnDisk): Promise<boolean> {
  const {attributes} = form
  try {
    if (isOn(attributes.get('filter'))) return await sameAsPointer(stored, disk)
    const bytes = await disk.files.read(path.join(disk.root, disk.name), LARGEST_TEXT, disk.root)
    const text = decoded(bytes, attributes.get('working-tree-encoding'))
    return text === undefined || Buffer.from(stored).toString('latin1') === toBeStored(text, form)
  } catch {
    // What can't be read has not been changed by anybody who could commit it.
    return true
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== 'unset'
}

/** Of a file in Git LFS, git stores the size and the hash. What another filter would store, only its program knows. */
async function sameAsPointer(stored: Uint8Array, {files, name, root}: OnDisk): Promise<boolean> {
  const [, oid, size] = POINTER.exec(Buffer.from(stored.subarray(0, LONGEST_POINTER)).toString('latin1')) ?? []
  if (oid === undefined) return true
  const place = path.join(root, name)
  return (await files.size(place)) === Number(size) && (await fileDigest(place)) === oid
}

/** Characters as git stores them, one for each byte; undefined if the encoding is not known here. */
function decoded(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  if (!isOn(encoding) || encoding === 'set') return Buffer.from(bytes).toString('latin1')
  try {
    return Buffer.from(new TextDecoder(encoding, {fatal: true}).decode(bytes)).toString('latin1')
  } catch {
    return undefined
  }
}

/** Source: gitattributes(5), "Checking-out and checking-in". */
function toBeStored(text: string, {attributes, convertsText}: Form): string {
  const [eol, isText] = [attributes.get('eol'), attributes.get('text')]
  const says = isText ?? (isOn(eol) ? 'set' : convertsText ? 'auto' : 'unset')
  const converts = says === 'set' || (says === 'auto' && !text.includes('\0'))
  const plain = converts ? text.replaceAll('\r\n', '\n') : text
  return isOn(attributes.get('ident')) ? plain.replaceAll(/\$Id:[^$\n]*\$/g, '$Id$') : plain
}
