import type {FileTree} from '../buildpack/file-tree.js'

import {lazyRequire} from '../lazy-require.js'

const toml = lazyRequire<typeof import('smol-toml')>('smol-toml')

/** A TOML file's contents; undefined if it is missing or can't be parsed, of which the package manager will complain. */
export function parseToml(tree: FileTree, path: string): unknown {
  const bytes = tree.read(path)
  if (!bytes) return undefined
  try {
    return toml().parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
