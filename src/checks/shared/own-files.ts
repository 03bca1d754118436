import type {FileTree} from '../../packaging/file-tree.js'

import {type Import, moduleFile, relativeFile} from '../../project/python-source/index.js'

/** An import as far as it decides which files run. */
type Imported = Pick<Import, 'module' | 'names'>

/**
 * The app's own files that an import runs, in Python's order: the `__init__.py` of each package on the way, the module, and
 * each name that is a module too. Empty for what isn't the app's own, or isn't there.
 *
 * @param from the file that imports it
 * @param folders where Python looks for the app's own modules
 */
export function ownFilesOf(tree: FileTree, {module, names}: Imported, from: string, folders: readonly string[]): string[] {
  const found = module.startsWith('.')
    ? [relativeFile(tree, module, from), ...names.map(({name}) => relativeFile(tree, below(module, name), from))]
    : [...alongTheWay(tree, module, folders), ...names.map(({name}) => moduleFile(tree, `${module}.${name}`, folders))]
  return found.filter((file) => file !== undefined)
}

/** Python runs the `__init__.py` of each package on the way to a module. */
export function alongTheWay(tree: FileTree, module: string, folders: readonly string[]): string[] {
  const parts = module.split('.')
  const files = parts.map((_, index) => moduleFile(tree, parts.slice(0, index + 1).join('.'), folders))
  return files.filter((file) => file !== undefined)
}

/** `from . import views`, of which each name may be a module. */
function below(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`
}
