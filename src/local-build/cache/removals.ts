import {randomUUID} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {removeTree} from '../../system/remove-tree.js'

/** What a build has put aside to delete it. */
export const OLD = /^old-[\da-f-]{36}$/

/** Deletes trees of ten thousand files while the build goes on: nobody needs to wait for it before its end. */
export class Removals {
  #underWay: Promise<void>[] = []

  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
  ) {}

  /** Out of the way at once. What is still there after a kill goes with the next build's cache. */
  async putAside(place: string): Promise<void> {
    if ((await this.files.kind(place)) === undefined) return
    const aside = path.join(this.root, `old-${randomUUID()}`)
    await this.files.rename(place, aside)
    this.add(removeTree(aside))
  }

  /** What can't be deleted is in nobody's way. */
  add(removal: Promise<void>): void {
    this.#underWay.push(removal.catch(() => {}))
  }

  async end(): Promise<void> {
    await Promise.all(this.#underWay.splice(0))
  }
}
