import type {FileTree} from './file-tree.js'

import {lazyRequire} from '../common/lazy-require.js'
import {table, type Table} from './values.js'

const toml = lazyRequire<typeof import('smol-toml')>('smol-toml')

/** A lock is asked for by several checks, and may be megabytes long. */
const known = new WeakMap<Uint8Array, Table>()

/** A TOML file; one that is missing or can't be parsed, of which the package manager will complain, is as good as empty. */
export function tomlTable(tree: FileTree, path: string): Table {
  const bytes = tree.read(path)
  if (!bytes) return {}
  const answer = known.get(bytes) ?? parse(bytes, {})
  known.set(bytes, answer)
  return answer
}

/** The same, with integers as `bigint`: so `1` can be told from `1.0`, by whoever writes the values again. */
export function exactTable(tree: FileTree, path: string): Table {
  const bytes = tree.read(path)
  return bytes ? parse(bytes, {integersAsBigInt: true}) : {}
}

/** A dotted key of more parts than any tool reads. */
const DOTTED = /(?:[\w"'-]{1,99}[ \t]{0,9}\.[ \t]{0,9}){200}/

function parse(bytes: Uint8Array, options: {integersAsBigInt?: true}): Table {
  try {
    const text = new TextDecoder().decode(bytes)
    // Each part of a dotted key becomes a table: no file has as many.
    return DOTTED.test(text) ? {} : table(toml().parse(text, options))
  } catch {
    return {}
  }
}
