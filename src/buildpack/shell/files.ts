import type {FileTree} from '../../packaging/file-tree.js'

import {decode} from '../emulation/text.js'
import {NotUnderstood} from '../not-understood.js'

export const BUILD = '/tmp/build'
/** Of a text that is matched with patterns: some of them take the square of its length. */
const LONGEST = 16_384

/** What a program sees of the disk: the app's source, other files by their paths, and what the program itself wrote. */
export class Files {
  private readonly folders = new Set(['/app', '/tmp', BUILD])
  private readonly texts: Map<string, string>

  constructor(
    private readonly tree: FileTree,
    others: Readonly<Record<string, string>>,
  ) {
    this.texts = new Map(Object.entries(others))
    for (const file of this.texts.keys()) this.makeFolder(file.slice(0, file.lastIndexOf('/')))
  }

  exists(path: string): boolean {
    return this.isFile(path) || this.isDirectory(path) || (inBuild(path) && this.tree.exists(relative(path)))
  }

  isFile(path: string): boolean {
    if (this.texts.has(path)) return true
    this.checkPlace(path)
    return inBuild(path) && this.tree.isFile(relative(path))
  }

  isDirectory(path: string): boolean {
    if (this.folders.has(path.replace(/\/$/, ''))) return true
    this.checkPlace(path)
    return inBuild(path) && this.tree.isDirectory(relative(path))
  }

  /** A file's text, as text.ts decodes it. */
  read(path: string): string {
    const text = this.texts.get(path)
    if (text !== undefined) return text
    const bytes = this.bytes(path)
    if (bytes.length > LONGEST) throw new NotUnderstood(`a file as long as ${path}`)
    return decode(bytes)
  }

  bytes(path: string): Uint8Array {
    const bytes = inBuild(path) ? this.tree.read(relative(path)) : undefined
    if (!bytes) throw new NotUnderstood(`the contents of ${path}`)
    return bytes
  }

  /** The regular files of the root folder. */
  rootFiles(): string[] {
    return this.tree.list().filter((name) => this.tree.isFile(name))
  }

  write(path: string, text: string): void {
    if (inBuild(path)) throw new NotUnderstood(`a change of ${path}`)
    this.texts.set(path, text)
  }

  makeFolder(path: string): void {
    const parts = path.split('/')
    for (let end = 2; end <= parts.length; end++) this.folders.add(parts.slice(0, end).join('/'))
  }

  /** Of the rest of the machine nothing is known. */
  private checkPlace(path: string): void {
    const known = inBuild(path) || path.startsWith('/cache/') || path.startsWith('/env/') || path.startsWith('/buildpack/')
    if (!known) throw new NotUnderstood(`whether there is ${path}`)
  }
}

const inBuild = (path: string) => path === BUILD || path.startsWith(`${BUILD}/`)
const relative = (path: string) => path.slice(BUILD.length + 1)
