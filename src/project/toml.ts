import type {FileTree} from '../buildpack/file-tree.js'

import {lazyRequire} from '../lazy-require.js'

const toml = lazyRequire<typeof import('smol-toml')>('smol-toml')

/** A lock is asked for by several checks, and may be megabytes long. */
const known = new WeakMap<Uint8Array, {contents: unknown}>()

/** A TOML file's contents; undefined if it is missing or can't be parsed, of which the package manager will complain. */
export function parseToml(tree: FileTree, path: string): unknown {
  const bytes = tree.read(path)
  if (!bytes) return undefined
  const answer = known.get(bytes) ?? {contents: parse(bytes, {})}
  known.set(bytes, answer)
  return answer.contents
}

/** The same, with integers as `bigint`: so `1` can be told from `1.0`, by whoever writes the values again. */
export function parseExactToml(tree: FileTree, path: string): unknown {
  const bytes = tree.read(path)
  return bytes && parse(bytes, {integersAsBigInt: true})
}

function parse(bytes: Uint8Array, options: {integersAsBigInt?: true}): unknown {
  try {
    return toml().parse(new TextDecoder().decode(bytes), options)
  } catch {
    return undefined
  }
}
