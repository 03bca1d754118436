import {randomUUID} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'
import type {CachedBuild} from './build-plan.js'
import type {BuildCache} from './build-request.js'

import {ProblemError} from '../problem.js'
import {cloneTree, sealOf} from '../system/clone-tree.js'
import {errorCode} from '../system/file-system.js'
import {removeTree} from '../system/trees.js'
import {readCacheFiles, writeCacheFiles} from './cache-files.js'
import {PYTHON_HOME, SpareCopy} from './spare-copy.js'

/** Names the folder of the saved cache, in the place of a build's. It is replaced in one step, and nothing else counts. */
const POINTER = 'current'
const SAVED = /^saved-[\da-f-]{36}$/
/** Beside a saved tree; written when that is complete. */
const COMPLETE = 'complete.json'
const FORMAT = 1
const TEXT_LIMIT = 64 * 1024

/** What the buildpack deletes of a cache that it can't use. Source: lib/cache.sh. */
const DISCARDED = ['python', 'python-poetry', 'python-stack', 'python-uv', 'python-version', 'requirements.txt']

interface Complete {
  bytes: number
  interpreter: CachedBuild['interpreter']
  seal: string
}

interface Saved {
  complete: Complete
  name: string
  tree: string
}

type About = Omit<CachedBuild, 'hasSqliteHeaders'>

/**
 * The cache of an app, in a folder of its own. Each build works in a copy (`cache`, the buildpack's CACHE_DIR): tools note
 * its path, so it is always the same. A build that succeeds saves it beside the last one, and then has the pointer name it.
 * So a process that is killed at any moment leaves the last saved cache, the new one, or none; and a saved one whose files
 * were changed since, which hard links make possible, is no longer trusted.
 *
 * @throws ProblemError cache-not-usable, from every method: no space, no permission
 */
export class CacheStore implements BuildCache {
  readonly folder: string
  readonly #spare: SpareCopy
  /** What the working copy was made of. */
  #restored: Saved | undefined
  /** The seal of the Python home as it was restored to the build. */
  #restoredHome: string | undefined
  #hasBegun = false
  /** What this build has saved. */
  #saved: undefined | {about: About; name: string}

  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
  ) {
    this.folder = path.join(root, 'cache')
    this.#spare = new SpareCopy(root, files)
  }

  async read(): Promise<CachedBuild | null> {
    return this.#guarded(async () => {
      // A hook may have deleted from the working copy what it wants to be made anew.
      if (this.#hasBegun)
        return this.#restored ? readCacheFiles(this.folder, this.#restored.complete.interpreter, this.files) : null
      const saved = await this.#last()
      return saved ? readCacheFiles(saved.tree, saved.complete.interpreter, this.files) : null
    })
  }

  async begin(): Promise<void> {
    await this.#guarded(async () => {
      await this.files.makeFolder(this.root)
      await removeTree(this.folder)
      const saved = await this.#last()
      await this.#removeOthers(saved?.name)
      if (saved && !(await this.#spare.take(saved.name, this.folder))) await cloneTree(saved.tree, this.folder, 'guarded')
      await this.#spare.remove()
      this.#restored = saved
      this.#restoredHome = undefined
      this.#hasBegun = true
      this.#saved = undefined
      const data = path.join(this.folder, 'build-data')
      // As lib/build_data.sh does, for hooks that look.
      if (saved) await this.files.rename(path.join(data, 'python.json'), path.join(data, 'python-prev.json'))
      await this.files.makeFolder(data)
      await this.files.write(path.join(data, 'python.json'), '{}\n')
    })
  }

  async hasDataFile(): Promise<boolean> {
    return this.#saved !== undefined || (await this.files.realKind(path.join(this.folder, 'build-data/python.json'))) === 'file'
  }

  async restore(build: string): Promise<void> {
    const home = path.join(build, PYTHON_HOME)
    await this.#guarded(async () => {
      await this.files.rename(this.#at(PYTHON_HOME), home)
      this.#restoredHome = (await sealOf(home)).seal
    })
  }

  async discard(): Promise<void> {
    await this.#guarded(async () => {
      for (const name of DISCARDED) await removeTree(this.#at('.heroku', name))
    })
  }

  async save(build: string, about: About): Promise<void> {
    const name = `saved-${randomUUID()}`
    const aside = path.join(this.root, name)
    await this.#guarded(async () => {
      try {
        await this.#fillHome(path.join(build, PYTHON_HOME))
        await writeCacheFiles(this.folder, about, this.files)
        await this.files.rename(this.folder, path.join(aside, 'tree'))
        const complete = {...(await sealOf(path.join(aside, 'tree'))), format: FORMAT, interpreter: about.interpreter}
        await this.files.write(path.join(aside, COMPLETE), JSON.stringify(complete))
        await this.files.write(path.join(this.root, POINTER), name)
      } catch (error) {
        await this.#giveHomeBack([path.join(aside, 'tree'), this.folder])
        await removeTree(aside)
        throw error
      }

      this.#saved = {about, name}
      await this.#removeOthers(name)
    })
  }

  /** The working copy gets a build's Python home: the saved one, if that is the same, else a copy. */
  async #fillHome(home: string): Promise<void> {
    await removeTree(this.#at(PYTHON_HOME))
    const isUnchanged = this.#restoredHome !== undefined && this.#restoredHome === (await sealOf(home)).seal
    await (isUnchanged
      ? this.files.rename(path.join(this.#restored!.tree, PYTHON_HOME), this.#at(PYTHON_HOME))
      : cloneTree(home, this.#at(PYTHON_HOME), 'guarded'))
  }

  /** To the saved cache, if it lost it to the one that could not be saved. */
  async #giveHomeBack(trees: readonly string[]): Promise<void> {
    const home = this.#restored && path.join(this.#restored.tree, PYTHON_HOME)
    if (home === undefined || (await this.files.realKind(home)) !== undefined) return
    for (const tree of trees) await this.files.rename(path.join(tree, PYTHON_HOME), home).catch(() => {})
  }

  async keepSpare(build: string): Promise<void> {
    if (this.#saved) await this.#spare.keep(build, this.#saved.name, this.#saved.about)
  }

  async abandon(): Promise<void> {
    await this.#guarded(async () => removeTree(this.folder))
  }

  async clear(): Promise<void> {
    await this.#guarded(async () => {
      await this.files.remove(path.join(this.root, POINTER))
      await this.#removeOthers()
      await this.#spare.remove()
    })
  }

  #at(...parts: string[]): string {
    return path.join(this.folder, ...parts)
  }

  /** The last build's cache, if it is as that left it. */
  async #last(): Promise<Saved | undefined> {
    const name = (await textOf(path.join(this.root, POINTER), this.files))?.trim()
    if (name === undefined || !SAVED.test(name)) return undefined
    const complete = parseComplete(await textOf(path.join(this.root, name, COMPLETE), this.files))
    const tree = path.join(this.root, name, 'tree')
    return complete && (await isSealed(tree, complete.seal)) ? {complete, name, tree} : undefined
  }

  /** Deletes what earlier builds, and killed ones, have saved. */
  async #removeOthers(kept?: string): Promise<void> {
    for (const {name} of await this.files.list(this.root))
      if (SAVED.test(name) && name !== kept) await removeTree(path.join(this.root, name))
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const code = errorCode(error)
      if (code === '') throw error
      throw new ProblemError({code, id: 'cache-not-usable', path: this.root})
    }
  }
}

/** The size of an app's saved cache; 0 if there is none. */
export async function savedBytes(root: string, files: FileSystem): Promise<number> {
  const name = (await textOf(path.join(root, POINTER), files))?.trim()
  if (name === undefined || !SAVED.test(name)) return 0
  return parseComplete(await textOf(path.join(root, name, COMPLETE), files))?.bytes ?? 0
}

async function textOf(file: string, files: FileSystem): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await files.read(file, TEXT_LIMIT))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseComplete(text: string | undefined): Complete | undefined {
  if (text === undefined) return undefined
  try {
    const {bytes, format, interpreter, seal} = JSON.parse(text) as Partial<Complete> & {format?: unknown}
    if (format !== FORMAT || typeof seal !== 'string' || typeof bytes !== 'number') return undefined
    return {bytes, interpreter: interpreter ?? null, seal}
  } catch {
    return undefined
  }
}

async function isSealed(tree: string, seal: string): Promise<boolean> {
  try {
    return (await sealOf(tree)).seal === seal
  } catch (error) {
    // Another build removes it at this moment, or somebody has.
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
