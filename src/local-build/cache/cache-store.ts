import {randomUUID} from 'node:crypto'
import path from 'node:path'

import type {BuildProblem} from '../problem.js'
import type {FileSystem} from '../../system/file-system.js'
import type {CacheRecord, CachedBuild} from '../plan/build-plan.js'
import type {BuildCache} from './build-cache.js'

import {ProblemError} from '../../common/problem.js'
import {cloneTree, fingerprintOf} from '../../system/clone-tree.js'
import {errorCode} from '../../system/file-system.js'
import {removeTree} from '../../system/remove-tree.js'
import {isHomeFileRight, readCacheFiles, writeCacheFiles, writeHomeFile} from './cache-files.js'
import {Removals} from './removals.js'
import {
  type Complete,
  type Fingerprinted,
  lastSaved,
  pointTo,
  pointToNone,
  type Saved,
  SAVED,
  writeComplete,
} from './saved-cache.js'
import {PYTHON_HOME, SpareCopy} from './spare-copy.js'

/** What the buildpack deletes of a cache that it can't use. Source: lib/cache.sh. */
const DISCARDED = ['python', 'python-poetry', 'python-stack', 'python-uv', 'python-version', 'requirements.txt']

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
  readonly #removals: Removals
  /** What the working copy was made of. */
  #restored: Saved | undefined
  /** The fingerprint of the Python home as it was restored to the build. */
  #restoredHome: string | undefined
  #hasBegun = false
  /** What this build has saved. */
  #saved: undefined | {about: CacheRecord; name: string}

  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
  ) {
    this.folder = path.join(root, 'cache')
    this.#removals = new Removals(root, files)
    this.#spare = new SpareCopy(root, files, this.#removals)
  }

  async read(): Promise<CachedBuild | null> {
    return this.#guarded(async () => {
      // A hook may have deleted from the working copy what it wants to be made anew.
      if (this.#hasBegun)
        return this.#restored ? readCacheFiles(this.folder, this.#restored.complete.interpreter, this.files) : null
      const saved = await lastSaved(this.root, this.files)
      return saved ? readCacheFiles(saved.tree, saved.complete.interpreter, this.files) : null
    })
  }

  async begin(): Promise<void> {
    await this.#guarded(async () => {
      await this.files.makeFolder(this.root)
      await this.#removals.putAside(this.folder)
      const saved = await lastSaved(this.root, this.files)
      await this.#putOthersAside(saved?.name)
      if (saved && !(await this.#spare.take(saved.name, this.folder))) await cloneTree(saved.tree, this.folder, 'guarded')
      await this.#spare.remove()
      this.#restored = saved
      this.#restoredHome = undefined
      this.#hasBegun = true
      this.#saved = undefined
      const data = path.join(this.folder, 'build-data')
      // As lib/build_data.sh does, for hooks that look.
      if (saved && (await this.files.kind(path.join(data, 'python.json'))) !== undefined)
        await this.files.rename(path.join(data, 'python.json'), path.join(data, 'python-prev.json'))
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
      this.#restoredHome = (await fingerprintOf(home)).fingerprint
    })
  }

  async discard(): Promise<void> {
    await this.#guarded(async () => {
      for (const name of DISCARDED) await this.#removals.putAside(this.#at('.heroku', name))
    })
  }

  async save(build: string, about: CacheRecord): Promise<void> {
    const name = `saved-${randomUUID()}`
    const aside = path.join(this.root, name)
    const home = path.join(aside, 'tree', PYTHON_HOME)
    await this.#guarded(async () => {
      const kept = await this.#unchangedHome(build, about)
      try {
        await this.#removals.putAside(this.#at(PYTHON_HOME))
        await writeCacheFiles(this.folder, about, this.files)
        await this.files.rename(this.folder, path.join(aside, 'tree'))
        const rest = await fingerprintOf(path.join(aside, 'tree'), PYTHON_HOME)
        if (!kept) await this.#copyHome(build, home, about)
        const complete: Complete = {
          home: kept?.fingerprinted ?? (await fingerprintOf(home)),
          interpreter: about.interpreter,
          rest,
        }
        await writeComplete(aside, complete, this.files)
        // Last: from here to the pointer no saved cache is whole.
        if (kept) await this.files.rename(kept.place, home)
        await pointTo(this.root, name, this.files)
      } catch (error) {
        if (kept) await this.files.rename(home, kept.place).catch(() => {})
        await removeTree(aside)
        throw error
      }

      this.#saved = {about, name}
      await this.#putOthersAside(name)
    })
  }

  /**
   * Takes a cache from elsewhere for that of the last build.
   *
   * @param tree on the same disk: it is moved
   */
  async adopt(tree: string, interpreter: CachedBuild['interpreter']): Promise<void> {
    const name = `saved-${randomUUID()}`
    const aside = path.join(this.root, name)
    await this.#guarded(async () => {
      const place = path.join(aside, 'tree')
      await this.files.rename(tree, place)
      const [home, rest] = [await fingerprintOf(path.join(place, PYTHON_HOME)), await fingerprintOf(place, PYTHON_HOME)]
      await writeComplete(aside, {home, interpreter, rest}, this.files)
      await pointTo(this.root, name, this.files)
      await this.#putOthersAside(name)
    })
    await this.end()
  }

  /** The saved Python home, if the build has left its copy as it was; undefined if not. */
  async #unchangedHome(build: string, about: CacheRecord): Promise<undefined | {place: string; fingerprinted: Fingerprinted}> {
    const home = path.join(build, PYTHON_HOME)
    if (!this.#restored || this.#restoredHome === undefined) return undefined
    if (!(await isHomeFileRight(home, about, this.files)) || (await fingerprintOf(home)).fingerprint !== this.#restoredHome)
      return undefined
    return {place: path.join(this.#restored.tree, PYTHON_HOME), fingerprinted: this.#restored.complete.home}
  }

  async #copyHome(build: string, home: string, about: CacheRecord): Promise<void> {
    await cloneTree(path.join(build, PYTHON_HOME), home, 'guarded')
    await writeHomeFile(home, about, this.files)
  }

  async keepSpare(build: string): Promise<void> {
    if (this.#saved) await this.#spare.keep(build, this.#saved.name, this.#saved.about)
  }

  async abandon(): Promise<void> {
    // Without an earlier build's files it is small.
    await this.#guarded(async () => (this.#restored ? this.#removals.putAside(this.folder) : removeTree(this.folder)))
  }

  async clear(besides: readonly string[]): Promise<void> {
    await this.#guarded(async () => {
      await pointToNone(this.root, this.files)
      await this.#putOthersAside()
      await this.#spare.remove()
      for (const folder of besides) await this.#removals.putAside(folder)
    })
  }

  async end(): Promise<void> {
    await this.#guarded(async () => this.#removals.end())
  }

  #at(...parts: string[]): string {
    return path.join(this.folder, ...parts)
  }

  /** What earlier builds, and killed ones, have saved. */
  async #putOthersAside(kept?: string): Promise<void> {
    for (const {name} of await this.files.list(this.root))
      if (SAVED.test(name) && name !== kept) await this.#removals.putAside(path.join(this.root, name))
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const code = errorCode(error)
      if (code === '') throw error
      throw new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: this.root})
    }
  }
}
