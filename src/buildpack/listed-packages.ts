import {posix} from 'node:path'

import type {FileTree} from '../packaging/file-tree.js'
import type {PackageManager} from './release.js'

/**
 * Whether a package manager's file names a package that a build installs. Lock files name everything;
 * requirements.txt may leave secondary dependencies out, so that `false` says "not as far as the source tells".
 *
 * @param name normalised as in PEP 503: lower case, `-` between words
 * @param withTests as Heroku CI installs it: with the dependencies of development and tests
 */
export function listsPackage(tree: FileTree, manager: PackageManager, name: string, withTests = false): boolean {
  switch (manager) {
    case 'pip':
      return ['requirements.txt', ...(withTests ? ['requirements-test.txt'] : [])].some((path) =>
        requirementsList(tree, path, name, new Set()),
      )

    case 'pipenv':
      return pipfileLockLists(text(tree, 'Pipfile.lock'), name, withTests)

    case 'poetry':
      return lockedPackages(text(tree, 'poetry.lock')).some((entry) => entry.name === name && (withTests || entry.inMain))

    case 'uv':
      return lockedPackages(text(tree, 'uv.lock')).some((entry) => entry.name === name)
  }
}

/** Whether a build installs a package, as far as the source tells, by whoever knows more of it than the names in a file. */
export type Installs = (name: string) => boolean

/** With line ends as git stores them, whatever a working tree has. */
function text(tree: FileTree, path: string): string {
  return new TextDecoder().decode(tree.read(path) ?? new Uint8Array()).replaceAll('\r\n', '\n')
}

function requirementsList(tree: FileTree, path: string, name: string, seen: Set<string>): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  const requirement = new RegExp(`^${name.replaceAll('-', '[-_.]+')}\\s*(?:$|[\\[(=<>!~;@#])`, 'i')
  return text(tree, path)
    .split('\n')
    .some((line) => {
      const include = /^(?:-r|--requirement)[\s=]*(\S+)/.exec(line.trim())?.[1]
      if (include) return requirementsList(tree, posix.normalize(posix.join(posix.dirname(path), include)), name, seen)
      return requirement.test(line.trim())
    })
}

function pipfileLockLists(contents: string, name: string, withTests: boolean): boolean {
  try {
    const {default: installed, develop} = JSON.parse(contents) as Partial<Record<'default' | 'develop', object>>
    return Object.keys({...installed, ...(withTests && develop)}).some(
      (key) => key.toLowerCase().replaceAll(/[-_.]+/g, '-') === name,
    )
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
