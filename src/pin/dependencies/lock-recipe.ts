import type {FileTree} from '../../packaging/file-tree.js'
import type {LockPart} from '../../package-managers/manager.js'
import type {PackageManager} from '../../package-managers/names.js'

import {PACKAGE_MANAGERS, readPinned} from '../../package-managers/index.js'
import {readText} from '../../package-managers/pip/requirements.js'
import {CLEAN_ENVIRONMENT} from '../../toolchain/tool-environment.js'
import {comparePackages} from './packages.js'
import type {Recipe, ResolveOptions} from './recipe.js'

/** The package manager's own lock command. */
export function lockRecipe(
  manager: PackageManager,
  lock: Extract<LockPart, {kind: 'lock'}>,
  {python, samePython, tree, upgrade}: ResolveOptions,
): Recipe {
  const {file, manifest} = PACKAGE_MANAGERS[manager]
  const {header = /^(?!)/, settings = []} = lock
  const local = /^\s*\[build-system\]|workspace|\bpath\s*=|editable|\bfile\s*=/m.test(
    `${readText(tree, 'pyproject.toml')}\n${readText(tree, 'Pipfile')}`,
  )
  const manifests = new Set(['.python-version', 'pyproject.toml', manifest, file, ...settings])
  const meaning = (text: string) => text.replaceAll('\r\n', '\n').replace(header, '')
  return {
    commands: [
      {args: lock.args({python: samePython ? python.program : null, upgrade}), env: {...CLEAN_ENVIRONMENT, ...lock.env}},
    ],
    edits(made) {
      const before = readText(tree, file)
      const isSame = meaning(made) === meaning(before) || (isFresh(manager, tree) && samePackages(manager, before, made))
      return isSame ? [] : [{action: 'write', contents: made, path: file}]
    },
    inVenv: lock.inVenv ?? false,
    needs: local ? 'all' : [...manifests].filter((name) => tree.isFile(name)),
    result: file,
    rewritten: new Map(),
    tool: lock.tool,
    // An empty one, made to choose the package manager, is refused by the tools.
    without: readText(tree, file).trim() === '' ? [file] : [],
  }
}

/** A lock that fits its manifest and would pin the same versions is left as it is, whatever else newer tools write into one. */
function isFresh(manager: PackageManager, tree: FileTree): boolean {
  return PACKAGE_MANAGERS[manager].freshness?.(tree) === 'fresh'
}

function samePackages(manager: PackageManager, before: string, after: string): boolean {
  const {added, changed, removed} = comparePackages(readPinned(manager, before), readPinned(manager, after))
  return added.length + changed.length + removed.length === 0
}
