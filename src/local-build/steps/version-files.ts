import type {FileTree} from '../../packaging/file-tree.js'
import type {ClassicRelease} from '../../buildpack/release.js'

import {compareBytes} from '../../packaging/file-tree.js'

/**
 * Names in the root that are like .python-version, each followed by a comma; the buildpack looks for them only where no
 * version file is. Source: lib/python_version.sh, `read_requested_python_version`.
 */
export function similarVersionFiles(tree: FileTree, release: ClassicRelease): string {
  const known = ['runtime.txt', '.python-version', ...release.files.misspelledVersionFiles]
  if (known.some((name) => tree.isFile(name))) return ''
  return tree
    .list()
    .filter((name) => /python.?version/i.test(name) && tree.isFile(name))
    .sort(compareBytes)
    .map((name) => `${name},`)
    .join('')
}
