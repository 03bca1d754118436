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

/**
 * The cache of an app, in a folder of its own. Each build works in a copy (`cache`, the buildpack's CACHE_DIR): tools note
 * its path, so it is always the same. A build that succeeds saves it beside the last one, and then has the pointer name it.
 * So a process that is killed at any moment leaves the last saved cache or the new one; and a saved one whose files were
 * changed since, which hard links make possible, is no longer trusted.
 *
 * @throws ProblemError cache-not-usable, from every method: no space, no permission
 */
export class CacheStore implements BuildCache {
  readonly folder: string
  /** What the working copy was made of. */
  #restored: Complete | undefined
  #hasBegun = false
  #isSaved = false

  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
  ) {
    this.folder = path.join(root, 'cache')
  }

  async read(): Promise<CachedBuild | null> {
    return this.#guarded(async () => {
      // A hook may have deleted from the working copy what it wants to be made anew.
      if (this.#hasBegun) return this.#restored ? readCacheFiles(this.folder, this.#restored.interpreter, this.files) : null
      const saved = await this.#saved()
      return saved ? readCacheFiles(saved.tree, saved.complete.interpreter, this.files) : null
    })
  }

  async begin(): Promise<void> {
    await this.#guarded(async () => {
      await this.files.makeFolder(this.root)
      await removeTree(this.folder)
      const saved = await this.#saved()
      await this.#removeOthers(saved?.name)
      this.#restored = saved?.complete
      if (saved) await cloneTree(saved.tree, this.folder, 'guarded')
      this.#hasBegun = true
      this.#isSaved = false
      const data = path.join(this.folder, 'build-data')
      // As lib/build_data.sh does, for hooks that look.
      if (saved) await this.files.rename(path.join(data, 'python.json'), path.join(data, 'python-prev.json'))
      await this.files.makeFolder(data)
      await this.files.write(path.join(data, 'python.json'), '{}\n')
    })
  }

  async hasDataFile(): Promise<boolean> {
    return this.#isSaved || (await this.files.realKind(path.join(this.folder, 'build-data/python.json'))) === 'file'
  }

  async restore(build: string): Promise<void> {
    await this.#guarded(async () => this.files.rename(this.#at('.heroku/python'), path.join(build, '.heroku/python')))
  }

  async discard(): Promise<void> {
    await this.#guarded(async () => {
      for (const name of DISCARDED) await removeTree(this.#at('.heroku', name))
    })
  }

  async save(build: string, about: Omit<CachedBuild, 'hasSqliteHeaders'>): Promise<void> {
    const name = `saved-${randomUUID()}`
    const aside = path.join(this.root, name)
    await this.#guarded(async () => {
      try {
        await removeTree(this.#at('.heroku/python'))
        await cloneTree(path.join(build, '.heroku/python'), this.#at('.heroku/python'), 'link')
        await writeCacheFiles(this.folder, about, this.files)
        await this.files.rename(this.folder, path.join(aside, 'tree'))
        const complete = {...(await sealOf(path.join(aside, 'tree'))), format: FORMAT, interpreter: about.interpreter}
        await this.files.write(path.join(aside, COMPLETE), JSON.stringify(complete))
        await this.files.write(path.join(this.root, POINTER), name)
      } catch (error) {
        await removeTree(aside)
        throw error
      }

      this.#isSaved = true
      await this.#removeOthers(name)
    })
  }

  async abandon(): Promise<void> {
    await this.#guarded(async () => removeTree(this.folder))
  }

  async clear(): Promise<void> {
    await this.#guarded(async () => {
      await this.files.remove(path.join(this.root, POINTER))
      await this.#removeOthers()
    })
  }

  #at(...parts: string[]): string {
    return path.join(this.folder, ...parts)
  }

  /** The last build's cache, if it is as that left it. */
  async #saved(): Promise<undefined | {complete: Complete; name: string; tree: string}> {
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
