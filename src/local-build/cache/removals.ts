import {randomUUID} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {listOrNothing} from '../../system/file-system.js'
import {removeBehind} from '../../system/remove-behind.js'
import {removeTree} from '../../system/remove-tree.js'

/** What a build has put aside to delete it. */
const OLD = /^old-[\da-f-]{36}$/

/** Deletes trees of ten thousand files once the build is over: nobody waits for it, nor do the files that pip writes. */
export class Removals {
  constructor(
    private readonly root: string,
    private readonly files: FileSystem,
  ) {}

  /** Out of the way at once. */
  async putAside(place: string): Promise<void> {
    if ((await this.files.kind(place)) === undefined) return
    try {
      await this.files.rename(place, path.join(this.root, `old-${randomUUID()}`))
    } catch {
      // Held open by another program, on Windows.
      await removeTree(place)
    }
  }

  /** Deletes what this build has put aside, and what was left by those that were killed. */
  async end(): Promise<void> {
    const names = (await listOrNothing(this.root, this.files)).map(({name}) => name)
    removeBehind(names.filter((name) => OLD.test(name)).map((name) => path.join(this.root, name)))
  }
}
