import type {FileTree} from '../packaging/file-tree.js'
import type {PackageManager} from '../buildpack/release.js'

import {pipenvFreshness} from './pipenv/freshness.js'
import {poetryFreshness} from './poetry/freshness.js'
import {uvDifferences} from './uv/freshness.js'

/** Whether a lock fits the file that it was made from. `stale`: the package manager refuses to install from it, for sure. */
export type Freshness = 'fresh' | 'stale' | 'unknown'

/** Compares a lock with its project file, without running anything: by the hash that the lock holds, or by what it repeats. */
export function lockFreshness(tree: FileTree, tool: Exclude<PackageManager, 'pip'>): Freshness {
  switch (tool) {
    case 'pipenv':
      return pipenvFreshness(tree)

    case 'poetry':
      return poetryFreshness(tree)

    case 'uv': {
      const differences = uvDifferences(tree)
      if (differences === undefined) return 'unknown'
      return differences.length > 0 ? 'stale' : 'fresh'
    }
  }
}
