import {randomUUID} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {CacheRecord} from '../plan/build-plan.js'
import type {Removals} from './removals.js'

import {cloneTree, fingerprintOf} from '../../system/clone-tree.js'
import {writeCacheFiles, writeHomeFile} from './cache-files.js'

/** Where the Python home lies in a cache, and in a build. */
export const PYTHON_HOME = path.join('.heroku', 'python')
const SPARE = /^spare-[\da-f-]{36}$/
const RECORD = 'complete.json'
const RECORD_LIMIT = 4096

/**
 * A second copy of an app's saved cache, for the next build to work in. It is what a build that saved would delete at its
 * end, and saves the next one a copy of some ten thousand files. Nothing depends on it: one that is not there, is not
 * complete or was changed since is deleted.
 */
export class SpareCopy {
  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
    private readonly removals: Removals,
  ) {}

  /**
   * Makes it of a build that is over, which loses its Python home.
   *
   * @param saved the name of the saved cache that it is a copy of
   */
  async keep(build: string, saved: string, about: CacheRecord): Promise<void> {
    // In the build's own folder, which nobody else touches: another build may begin meanwhile, and removes what is not done.
    const made = path.join(build, '.heroku-python-spare')
    const tree = path.join(made, 'tree')
    try {
      await cloneTree(path.join(this.root, saved, 'tree'), tree, 'guarded', {isLeftOut: (name) => name === PYTHON_HOME})
      await this.files.rename(path.join(build, PYTHON_HOME), path.join(tree, PYTHON_HOME))
      await writeCacheFiles(tree, about, this.files)
      await writeHomeFile(path.join(tree, PYTHON_HOME), about, this.files)
      const {fingerprint} = await fingerprintOf(tree)
      await this.files.write(path.join(made, RECORD), JSON.stringify({saved, fingerprint}))
      await this.files.rename(made, path.join(this.root, `spare-${randomUUID()}`))
    } catch {
      // Another build has begun and removed what this one is copied from, or the disk is full: the next build makes a copy.
    }
  }

  /** Makes the spare copy of a saved cache the folder that is asked for. @returns false if there is none that is fit */
  async take(saved: string, folder: string): Promise<boolean> {
    for (const name of await this.#names()) {
      const tree = path.join(this.root, name, 'tree')
      if (!(await this.#isCopyOf(saved, name, tree))) continue
      try {
        await this.files.rename(tree, folder)
        return true
      } catch {
        // Held open by another program, on Windows: a copy does as well.
        return false
      }
    }

    return false
  }

  /** Puts aside what there is, as far as that can be done. */
  async remove(): Promise<void> {
    for (const name of await this.#names()) await this.removals.putAside(path.join(this.root, name)).catch(() => {})
  }

  async #names(): Promise<string[]> {
    return (await this.files.list(this.root)).map(({name}) => name).filter((name) => SPARE.test(name))
  }

  async #isCopyOf(saved: string, name: string, tree: string): Promise<boolean> {
    try {
      const text = new TextDecoder().decode(await this.files.read(path.join(this.root, name, RECORD), RECORD_LIMIT))
      const record = JSON.parse(text) as {saved?: unknown; fingerprint?: unknown}
      return record.saved === saved && record.fingerprint === (await fingerprintOf(tree)).fingerprint
    } catch {
      return false
    }
  }
}
