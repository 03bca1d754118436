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
import {isHomeFileRight, readCacheFiles, readVersionFile, writeCacheFiles} from './cache-files.js'
import {Removals} from './removals.js'
import {
  type Fingerprinted,
  type KeptHome,
  lastSaved,
  pointTo,
  pointToKept,
  pointToNone,
  pointToWhole,
  type Saved,
  SAVED,
  type Saving,
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
  #hasSaved = false
  /** What this build has saved of itself, and has still. */
  #copied: Saving | undefined
  /** What it has saved, without the Python home. */
  #waiting: (Saving & {rest: Fingerprinted}) | undefined

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
      // A hook may have deleted from the working copy what it wants to be made anew, or have made what no build did.
      if (this.#hasBegun) return readCacheFiles(this.folder, this.#restored?.complete.interpreter ?? null, this.files)
      const saved = await lastSaved(this.root, this.files)
      return saved ? readCacheFiles(saved.tree, saved.complete.interpreter, this.files) : null
    })
  }

  async readVersion(): Promise<string | null> {
    return this.#guarded(async () => readVersionFile(this.folder, this.files))
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
      this.#hasSaved = false
      this.#copied = undefined
      this.#waiting = undefined
      const data = path.join(this.folder, 'build-data')
      // As lib/build_data.sh does, for hooks that look.
      if (saved && (await this.files.kind(path.join(data, 'python.json'))) !== undefined)
        await this.files.rename(path.join(data, 'python.json'), path.join(data, 'python-prev.json'))
      await this.files.makeFolder(data)
      await this.files.write(path.join(data, 'python.json'), '{}\n')
    })
  }

  async hasDataFile(): Promise<boolean> {
    return this.#hasSaved || (await this.files.realKind(path.join(this.folder, 'build-data/python.json'))) === 'file'
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

  async save(build: string, about: CacheRecord, home: 'copied' | 'moved'): Promise<void> {
    const name = `saved-${randomUUID()}`
    const saving = {about, aside: path.join(this.root, name), build, name}
    await this.#guarded(async () => {
      const kept = await this.#unchangedHome(build, about)
      await this.#orNothing(saving, async () => {
        const tree = path.join(saving.aside, 'tree')
        await this.#removals.putAside(this.#at(PYTHON_HOME))
        await writeCacheFiles(this.folder, about, this.files)
        await this.files.rename(this.folder, tree)
        const rest = await fingerprintOf(tree, PYTHON_HOME)
        if (!kept && home === 'moved') {
          this.#waiting = {...saving, rest}
          return
        }

        if (!kept) await cloneTree(path.join(build, PYTHON_HOME), path.join(tree, PYTHON_HOME), 'guarded')
        await (kept ? pointToKept(saving, rest, {files: this.files, kept}) : pointToWhole(saving, rest, this.files))
        this.#copied = saving
      })
      this.#hasSaved = true
      if (this.#copied) await this.#putOthersAside(name)
    })
  }

  async takeHome(): Promise<void> {
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    await this.#guarded(async () =>
      this.#orNothing(waiting, async () => {
        await this.files.rename(path.join(waiting.build, PYTHON_HOME), path.join(waiting.aside, 'tree', PYTHON_HOME))
        await pointToWhole(waiting, waiting.rest, this.files)
      }),
    )
    await this.#guarded(async () => this.#putOthersAside(waiting.name))
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
  async #unchangedHome(build: string, about: CacheRecord): Promise<KeptHome | undefined> {
    const home = path.join(build, PYTHON_HOME)
    if (!this.#restored || this.#restoredHome === undefined) return undefined
    if (!(await isHomeFileRight(home, about, this.files)) || (await fingerprintOf(home)).fingerprint !== this.#restoredHome)
      return undefined
    return {place: path.join(this.#restored.tree, PYTHON_HOME), fingerprinted: this.#restored.complete.home}
  }

  async #orNothing({aside}: Saving, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      await removeTree(aside)
      throw error
    }
  }

  async keepSpare(build: string): Promise<void> {
    if (this.#copied) await this.#spare.keep(build, this.#copied.name, this.#copied.about)
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
