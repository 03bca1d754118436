import {posix} from 'node:path'

import type {FileTree} from './file-tree.js'
import type {PackageManager} from './release.js'

/**
 * Whether a package manager's file names a package that a production build installs. Lock files name everything;
 * requirements.txt may leave secondary dependencies out, so that `false` says "not as far as the source tells".
 *
 * @param name normalised as in PEP 503: lower case, `-` between words
 */
export function listsPackage(tree: FileTree, manager: PackageManager, name: string): boolean {
  switch (manager) {
    case 'pip':
      return requirementsList(tree, 'requirements.txt', name, new Set())

    case 'pipenv':
      return pipfileLockLists(text(tree, 'Pipfile.lock'), name)

    case 'poetry':
      return lockedPackages(text(tree, 'poetry.lock')).some((entry) => entry.name === name && entry.inMain)

    case 'uv':
      return lockedPackages(text(tree, 'uv.lock')).some((entry) => entry.name === name)
  }
}

function text(tree: FileTree, path: string): string {
  return new TextDecoder().decode(tree.read(path) ?? new Uint8Array())
}

function requirementsList(tree: FileTree, path: string, name: string, seen: Set<string>): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  const requirement = new RegExp(`^${name.replaceAll('-', '[-_.]+')}\\s*(?:$|[\\[(=<>!~;@#])`, 'i')
  return text(tree, path)
    .split(/\r?\n/)
    .some((line) => {
      const include = /^(?:-r|--requirement)[\s=]*(\S+)/.exec(line.trim())?.[1]
      if (include) return requirementsList(tree, posix.normalize(posix.join(posix.dirname(path), include)), name, seen)
      return requirement.test(line.trim())
    })
}

function pipfileLockLists(contents: string, name: string): boolean {
  try {
    const {default: installed} = JSON.parse(contents) as {default?: Record<string, unknown>}
    return Object.keys(installed ?? {}).some((key) => key.toLowerCase().replaceAll(/[-_.]+/g, '-') === name)
  } catch {
    return false
  }
}

/** The `[[package]]` tables of poetry.lock and uv.lock, whose form their tools fix to the letter. */
function lockedPackages(contents: string): {inMain: boolean; name: string}[] {
  return contents
    .split(/^\[\[package\]\]$/m)
    .slice(1)
    .map((table) => {
      const groups = /^groups = \[(.*)\]$/m.exec(table)?.[1]
      return {
        inMain: groups === undefined || groups.includes('"main"'),
        name: /^name = "([^"]+)"$/m.exec(table)?.[1]?.toLowerCase() ?? '',
      }
    })
}
