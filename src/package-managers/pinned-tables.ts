import type {FileTree} from '../packaging/file-tree.js'
import type {PinnedPackages} from './manager.js'

import {normaliseName} from '../packaging/requirements/pep508.js'
import {tomlTable} from '../packaging/toml.js'
import {array, table, text} from '../packaging/values.js'

/** The versions in the `[[package]]` tables of a lock. @param own the keys of `source` by which the app's own are known */
export function pinnedTables(tree: FileTree, file: string, own: readonly string[]): PinnedPackages {
  const versions = new Map<string, string[]>()
  for (const entry of array(tomlTable(tree, file).package).map((value) => table(value))) {
    const [name, version] = [text(entry.name), text(entry.version)]
    if (name === undefined || version === undefined || own.some((key) => key in table(entry.source))) continue
    const normal = normaliseName(name)
    versions.set(normal, [...(versions.get(normal) ?? []), version])
  }

  return new Map([...versions].map(([name, found]) => [name, {conditional: false, version: found.sort().join(', ')}]))
}
