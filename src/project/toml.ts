import type {FileTree} from '../buildpack/file-tree.js'

import {lazyRequire} from '../lazy-require.js'

const toml = lazyRequire<typeof import('smol-toml')>('smol-toml')

/**
 * A TOML file's contents; undefined if it is missing or can't be parsed, of which the package manager will complain.
 *
 * @param options `integersAsBigInt` tells `1` from `1.0`, for whoever writes the values again
 */
export function parseToml(tree: FileTree, path: string, options: {integersAsBigInt?: true} = {}): unknown {
  const bytes = tree.read(path)
  if (!bytes) return undefined
  try {
    return toml().parse(new TextDecoder().decode(bytes), options)
  } catch {
    return undefined
  }
}
