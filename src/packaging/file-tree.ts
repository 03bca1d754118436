import {
  BUILD_FOLDER,
  type Look,
  type LookFault,
  lookOutside,
  lookupFault,
  outsideKind,
  type Place,
  placeOf,
} from './build-place.js'

/**
 * A source tree as a buildpack finds it in its build directory. Pure: the reader of a git tree or a folder has
 * loaded the contents beforehand. Paths are relative to the root, with `/`, and are compared byte for byte, so a
 * case-insensitive disk gives the same answers as Heroku's.
 */
export interface FileTree {
  /** What `stat` finds at a path, links followed. A path that ends in `/` must be a folder. */
  look(path: string): Look
  /** Bash's `-e`: a file or a folder, links followed. A path that ends in `/` must be a folder. */
  exists(path: string): boolean
  /** Bash's `-f`: a regular file, links followed. */
  isFile(path: string): boolean
  /** Bash's `-d`: a folder, links followed. */
  isDirectory(path: string): boolean
  /** The names in a folder (default: the root), sorted by bytes. Empty where there is no such folder. */
  list(directory?: string): string[]
  /**
   * The contents of a regular file, links followed.
   *
   * @returns undefined if there is no such file, or if its contents were not loaded (`isFile` parts the two).
   */
  read(path: string): Uint8Array | undefined
  /** Bash's `-x` for a regular file, links followed; undefined where the source doesn't record it, or there is no such file. */
  isExecutable(path: string): boolean | undefined
  /** Every regular file's path (not links), sorted by bytes. */
  files(): Iterable<string>
}

/** `executable`: as git records it; undefined where it wasn't git that was asked. */
export type TreeEntry =
  {kind: 'file'; contents?: Uint8Array; executable?: boolean} | {kind: 'symlink'; target: string} | {kind: 'directory'}

/** Linux gives up on a path after this many links (`MAXSYMLINKS`), and so do we: loops end. */
const MAX_LINKS = 40

/**
 * Makes a tree from its entries. Parent folders need not be listed.
 *
 * @param entries path → entry, without a leading or a trailing `/`
 */
export function createFileTree(entries: ReadonlyMap<string, TreeEntry>): FileTree {
  return new EntryTree(entries)
}

class EntryTree implements FileTree {
  private children: Map<string, Set<string>> | undefined
  private sorted: readonly string[] | undefined

  constructor(private readonly entries: ReadonlyMap<string, TreeEntry>) {}

  look(path: string): Look {
    const direct = this.entries.get(path)
    if (direct && direct.kind !== 'symlink') return {kind: direct.kind}
    const found = this.follow(path)
    if (found === 'missing') return {kind: found}
    if (typeof found === 'string') return {fault: found, kind: 'unknown'}
    return found.outside ? lookOutside(found.path) : {kind: this.kindAt(found.path) as 'directory' | 'file'}
  }

  exists(path: string): boolean {
    const {kind} = this.look(path)
    return kind !== 'missing' && kind !== 'unknown'
  }

  isFile(path: string): boolean {
    return this.look(path).kind === 'file'
  }

  isDirectory(path: string): boolean {
    return this.look(path).kind === 'directory'
  }

  /** Dozens of checks ask, and a tree never changes. */
  files(): readonly string[] {
    this.sorted ??= sortedFiles(this.entries)
    return this.sorted
  }

  list(directory = ''): string[] {
    const real = this.resolve(directory)
    if (!real || real.outside || this.kindAt(real.path) !== 'directory') return []
    return [...(this.childrenOf(real.path) ?? [])].sort(compareBytes)
  }

  read(path: string): Uint8Array | undefined {
    const real: Place | undefined = this.entries.get(path)?.kind === 'file' ? {outside: false, path} : this.resolve(path)
    const entry = real && !real.outside ? this.entries.get(real.path) : undefined
    return entry?.kind === 'file' ? entry.contents : undefined
  }

  isExecutable(path: string): boolean | undefined {
    const real = this.resolve(path)
    const entry = real && !real.outside ? this.entries.get(real.path) : undefined
    return entry?.kind === 'file' ? entry.executable : undefined
  }

  private childrenOf(directory: string): ReadonlySet<string> | undefined {
    this.children ??= indexFolders(this.entries)
    return this.children.get(directory)
  }

  private kindAt(path: string): TreeEntry['kind'] | undefined {
    if (path === '') return 'directory'
    return this.entries.get(path)?.kind ?? (this.childrenOf(path) ? 'directory' : undefined)
  }

  /** Where a path leads in the end; undefined if to nothing. */
  private resolve(path: string): Place | undefined {
    const found = this.follow(path)
    return typeof found === 'string' ? undefined : found
  }

  private follow(path: string): 'missing' | LookFault | Place {
    let links = 0
    let done: string[] = [...BUILD_FOLDER]
    const todo = path.split('/').reverse()
    while (todo.length > 0) {
      const part = todo.pop()!
      if (part === '' || part === '.') continue
      if (part === '..') {
        done.pop()
        continue
      }

      const here = placeOf([...done, part])
      const kind = here.outside ? outsideKind(here.path) : this.kindAt(here.path)
      if (kind === undefined) return lookupFault(done, part) ?? 'missing'
      if (kind === 'symlink') {
        const {target} = this.entries.get(here.path) as {kind: 'symlink'; target: string}
        if (++links > MAX_LINKS) return 'ELOOP'
        if (target === '') return 'missing'
        if (target.startsWith('/')) done = []
        todo.push(...target.split('/').reverse())
        continue
      }

      if (kind !== 'directory' && todo.length > 0) return 'missing'
      done.push(part)
    }

    return placeOf(done)
  }
}

function indexFolders(entries: ReadonlyMap<string, TreeEntry>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>([['', new Set()]])
  for (const [path, entry] of entries) {
    if (entry.kind === 'directory' && !folders.has(path)) folders.set(path, new Set())
    let child = path
    for (;;) {
      const slash = child.lastIndexOf('/')
      const parent = slash === -1 ? '' : child.slice(0, slash)
      const name = child.slice(slash + 1)
      const known = folders.get(parent)
      if (known) {
        known.add(name)
        break
      }

      folders.set(parent, new Set([name]))
      if (parent === '') break
      child = parent
    }
  }

  return folders
}

function sortedFiles(entries: ReadonlyMap<string, TreeEntry>): readonly string[] {
  const paths: string[] = []
  for (const [path, entry] of entries) if (entry.kind === 'file') paths.push(path)
  // Git lists them in this order already.
  for (let at = 1; at < paths.length; at++) if (compareBytes(paths[at - 1]!, paths[at]!) > 0) return paths.sort(compareBytes)
  return paths
}

/** The order of `LC_ALL=C sort`: by code point, which for UTF-8 is by byte. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
