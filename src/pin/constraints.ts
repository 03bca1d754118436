import type {FileTree} from '../packaging/file-tree.js'
import type {PackageManager, PythonSupport} from '../buildpack/release.js'
import type {Remedy} from './refusal.js'

import type {Dependency} from '../package-managers/dependency.js'
import {effectiveVersion} from '../checks/shared/effective-versions.js'
import {installedPackages} from '../buildpack/installed-packages.js'
import {bestPython} from '../buildpack/fitting-python.js'
import {hasPatch} from '../buildpack/version-number.js'
import {shellWord} from '../common/shell-word.js'
import {meets} from '../checks/version-facts.js'
import {editedTree} from '../edits/edited-tree.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {pythonConstraint, type PythonConstraint} from '../package-managers/python-constraint.js'

/**
 * What the project says of its Python versions: in pyproject.toml (`requires-python`, or Poetry's `python`), and in the
 * Pipfile (`[requires]`), which pythonConstraint reads only where pyproject.toml says nothing.
 */
export function constraintsOf(tree: FileTree): PythonConstraint[] {
  const without = (path: string) => pythonConstraint(editedTree(tree, [{action: 'delete', path}]))
  const found = [without('Pipfile'), without('pyproject.toml')].filter((constraint) => constraint !== undefined)
  const manager = managerOf(tree)
  // A Pipfile is nobody's business but Pipenv's, and pyproject.toml's constraint isn't Pipenv's.
  return manager === undefined ? found : found.filter(({file}) => file === PACKAGE_MANAGERS[manager].manifest)
}

/** The one package manager that the build takes. */
function managerOf(tree: FileTree): PackageManager | undefined {
  const [only, ...others] = PACKAGE_MANAGER_NAMES.filter((name) => tree.isFile(PACKAGE_MANAGERS[name].file))
  return others.length === 0 ? only : undefined
}

/** The versions of the app's packages, where they are pinned or have an upper end: as the doctor counts them. */
export function pinsOf(tree: FileTree): ReadonlyMap<string, string> {
  const manager = managerOf(tree)
  if (manager === undefined) return new Map()
  const {installed} = installedPackages(tree, manager, {kind: 'classic', origin: null, resolved: null})
  return new Map(
    installed.flatMap((dependency) => {
      const version = dependency.certain && dependency.source === 'index' ? effectiveVersion(dependency) : null
      return version === null ? [] : namesOf(dependency).map((name) => [name, version] as const)
    }),
  )
}

/** Source: psycopg's metadata: its extra asks for the same version of another distribution. */
function namesOf({extras, name}: Dependency): string[] {
  return name === 'psycopg' && extras.includes('binary') ? [name, 'psycopg-binary'] : [name]
}

/** The first constraint that a version is outside of. One whose form is unknown allows everything: its tool will say so. */
export function violated(version: string, tree: FileTree, python: PythonSupport): PythonConstraint | undefined {
  return constraintsOf(tree).find((constraint) => !allows(constraint, version, python))
}

function allows(constraint: PythonConstraint, version: string, python: PythonSupport): boolean {
  // `N.N` stands for the newest patch release: that is the one which the build installs.
  const exact = hasPatch(version) ? version : (python.latest[version] ?? `${version}.0`)
  return meets(exact, constraint) !== false
}

/** The supported versions (`N.N`), newest first, that every constraint allows. */
export function allowedVersions(tree: FileTree, python: PythonSupport): string[] {
  const constraints = constraintsOf(tree)
  return Object.keys(python.latest)
    .sort((a, b) => minor(b) - minor(a))
    .filter((version) => constraints.every((constraint) => allows(constraint, version, python)))
}

/**
 * The version to suggest, as the doctor does: the buildpack's default if the project allows it, else the newest that it does,
 * of those on which its packages start.
 */
export function suggestedVersion(tree: FileTree, python: PythonSupport): string | null {
  const allowed = allowedVersions(tree, python)
  const best = allowed.includes(python.default) ? [python.default, ...allowed] : allowed
  return bestPython(best, pinsOf(tree)) ?? null
}

function minor(version: string): number {
  return Number(version.split('.')[1])
}

/** The commands that bring a version and a constraint together: change the one, or the other. */
export function remediesOf(
  constraint: PythonConstraint,
  version: string,
  {manager, suggested}: {manager: PackageManager | null; suggested: string | null},
): Remedy[] {
  const remedies: Remedy[] = []
  if (suggested !== null)
    remedies.push({command: `heroku python:pin ${suggested}`, what: 'pin a version that the project allows'})
  if (constraint.line === undefined) return remedies
  const wanted = newConstraint(constraint, version, manager)
  const sed = shellWord(`${constraint.line}s/${sedPattern(constraint.written)}/${wanted}/`)
  const command = manager === null ? undefined : PACKAGE_MANAGERS[manager].words.lock
  const lock = command === undefined ? '' : ` && ${command}`
  remedies.push({command: `sed -i.bak ${sed} ${constraint.file}${lock}`, what: `change ${constraint.file} to ${wanted}`})
  return remedies
}

function newConstraint({file, written}: PythonConstraint, version: string, manager: PackageManager | null): string {
  if (file === 'Pipfile') return hasPatch(written) ? version : version.split('.').slice(0, 2).join('.')
  if (/^\s*[\^~]/.test(written)) return `^${version}`
  const lock = manager === null ? undefined : PACKAGE_MANAGERS[manager].lock
  return lock?.kind === 'lock' && lock.needsUpperBound ? `>=${version},<4.0` : `>=${version}`
}

function sedPattern(text: string): string {
  return text.replaceAll(/[$*./[\\\]^]/g, String.raw`\$&`)
}
