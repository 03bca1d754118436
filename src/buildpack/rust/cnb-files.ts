import type {FileTree} from '../../packaging/file-tree.js'
import type {Look} from '../../packaging/build-place.js'

import {NotUnderstood} from '../not-understood.js'
import {opaque} from './machine.js'
import {err, ok, type Outside, text, type Value} from './values.js'

/** Where the source is in a build of a Fir app. */
export const APP = '/workspace'

/** A longer file is none that a person wrote for this. */
const LONGEST = 131_072

const FAULTS = {EACCES: 'PermissionDenied', ELOOP: 'FilesystemLoop', ENAMETOOLONG: 'InvalidFilename'} as const

/** What a program sees of the disk: the app's source. */
export class CnbFiles {
  /** A link that leads to nothing was looked at, and why it does wasn't told. */
  isUnsure = false

  constructor(
    private readonly tree: FileTree,
    /** Why a link leads to nothing, where that isn't known. */
    private readonly missing: 'NotADirectory' | 'NotFound',
  ) {}

  /** What is at a path, or the error that says why it can't be told. */
  look(path: string): Look | Outside {
    const place = relative(path)
    const look = this.tree.look(place)
    if (look.kind === 'unknown') return ioError(FAULTS[look.fault])
    return look.kind === 'missing' ? ioError(this.whyMissing(place)) : look
  }

  /** `fs::read_to_string` */
  read(path: string): Value {
    const bytes = this.bytes(path)
    if (!(bytes instanceof Uint8Array)) return err(bytes)
    try {
      return ok(text(new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)))
    } catch {
      return err(ioError('InvalidData'))
    }
  }

  bytes(path: string): Outside | Uint8Array {
    const look = this.look(path)
    if (look.kind === 'outside') return look
    if (look.kind === 'directory') return ioError('IsADirectory')
    if (look.kind === 'device' && look.isEmpty) return new Uint8Array()
    const bytes = look.kind === 'file' ? this.tree.read(relative(path)) : undefined
    if (!bytes || bytes.length > LONGEST) throw new NotUnderstood(`the contents of ${path}`)
    return bytes
  }

  /** A part of the path is a file, or nothing is there. Which of them it is for a link that leads nowhere, the tree doesn't tell. */
  private whyMissing(place: string): 'NotADirectory' | 'NotFound' {
    const parts = place.split('/')
    for (let end = 1; end <= parts.length; end++) {
      const before = parts.slice(0, end - 1).join('/')
      const here = parts.slice(0, end).join('/')
      if (parts[end - 1] === '') continue
      const {kind} = this.tree.look(here)
      if (kind === 'file' || kind === 'device') return 'NotADirectory'
      if (kind !== 'missing') continue
      if (!this.tree.list(before).includes(parts[end - 1]!)) return 'NotFound'
      this.isUnsure = true
      return this.missing
    }

    return 'NotFound'
  }
}

function relative(path: string): string {
  const inside = path.startsWith(`${APP}/`) ? path.slice(APP.length + 1) : undefined
  if (inside === undefined || inside.split('/').includes('..')) throw new NotUnderstood(`what is at ${path}`)
  return inside.replaceAll(/(?<=^|\/)\.\//g, '').replaceAll(/\/+/g, '/')
}

function ioError(kind: string): Outside {
  const constant = opaque(`std::io::ErrorKind::${kind}`)
  return opaque('std::io::Error', {methods: {kind: () => constant}})
}
