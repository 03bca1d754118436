import type {Edit} from '../edits/edit.js'
import type {CheckContext} from '../checks/check.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {Target} from '../target/target.js'

import {isOlder} from '../knowledge/python-order.js'
import {pythonConstraint} from '../package-managers/python-constraint.js'
import {productionDependencies} from '../checks/dependencies.js'
import {majorOf} from '../packaging/python-version.js'
import {tomlTable} from '../packaging/toml.js'
import {table, text} from '../packaging/values.js'
import type {Dependency} from '../package-managers/dependency.js'

/** Another package manager's own files, which are gone once uv has taken their place. Source: bin/compile, which refuses two. */
const FILES_OF_OTHERS = ['requirements.txt', 'Pipfile', 'Pipfile.lock', 'poetry.lock']

/**
 * Imagines the app after `uv add`, with the versions that it has now: `pyproject.toml`, and a `uv.lock` as uv would write it,
 * as far as the forecast reads it. Nothing is resolved: a package without an exact version has none in that lock.
 */
export function convertToUv(
  context: CheckContext,
  {present, target, wanted}: {present: null | string; target: Target; wanted: null | string},
): readonly Edit[] {
  const {kind, prediction, releases, version} = context
  const {tree} = target.project
  if (prediction.package_manager === null || prediction.package_manager === 'uv') return []
  const {list} = productionDependencies(context)
  const python = lowerOf(present ?? version.resolved ?? releases[kind].python.default, wanted)
  return [
    ...deletedFiles(tree),
    {action: 'write', contents: manifestOf(target, python), path: 'pyproject.toml'},
    {action: 'write', contents: lockOf(projectName(target), list, python), path: 'uv.lock'},
  ]
}

export function deletedFiles(tree: FileTree): Edit[] {
  return FILES_OF_OTHERS.filter((file) => tree.isFile(file)).map((path): Edit => ({action: 'delete', path}))
}

/** What a new project allows from: the older (`N.N`) of the Python that the app has and the one that it moves to. */
export function lowerOf(present: string, wanted: null | string): string {
  const [one, other] = [majorOf(present), majorOf(wanted ?? present)]
  return isOlder(other, one) ? other : one
}

function projectName({project: {tree}}: Target): string {
  const {project} = tomlTable(tree, 'pyproject.toml')
  return text(table(project).name) ?? 'app'
}

/**
 * A project for uv to add to: the one that is there, or a new one beside other tools' settings. What Poetry says of Pythons
 * goes along. `uv add` puts the dependencies in.
 */
export function manifestOf(target: Target, python: string): string {
  const {tree} = target.project
  const source = new TextDecoder().decode(tree.read('pyproject.toml'))
  if (tomlTable(tree, 'pyproject.toml').project !== undefined) return source
  const asked = pythonConstraint(tree)
  const requires = asked?.file === 'pyproject.toml' && asked.specifiers.length === 1 ? asked.specifiers[0]! : `>=${python}`
  const kept = otherTables(source)
  return [
    '[project]',
    `name = ${JSON.stringify(projectName(target))}`,
    'version = "0.1.0"',
    `requires-python = ${JSON.stringify(requires)}`,
    'dependencies = []',
    '',
    ...(kept === '' ? [] : [kept, '']),
  ].join('\n')
}

/** The tables of a pyproject.toml that are neither the project's nor Poetry's. */
function otherTables(source: string): string {
  const parts = source.split(/^(?=\[)/m).filter((part) => part.startsWith('['))
  const isOther = (part: string) => !/^\[+\s*(?:project|build-system|dependency-groups|tool\s*\.\s*(?:poetry|uv))\b/.test(part)
  return parts
    .filter((part) => isOther(part))
    .join('')
    .trim()
}

function lockOf(name: string, installed: readonly Dependency[], python: string): string {
  const own = [
    '[[package]]',
    `name = ${JSON.stringify(name)}`,
    'version = "0.1.0"',
    'source = { virtual = "." }',
    `dependencies = [${installed.map((dependency) => `{ name = ${JSON.stringify(dependency.name)} }`).join(', ')}]`,
    '',
    '[package.metadata]',
    `requires-dist = [${installed.map((dependency) => metadataOf(dependency)).join(', ')}]`,
  ].join('\n')
  const packages = installed.map((dependency) =>
    [
      '[[package]]',
      `name = ${JSON.stringify(dependency.name)}`,
      ...(dependency.version === null ? [] : [`version = ${JSON.stringify(dependency.version)}`]),
      'source = { registry = "the package index" }',
    ].join('\n'),
  )
  return `${['version = 1', `requires-python = ">=${python}"`, '', own, ...packages].join('\n\n')}\n`
}

function metadataOf({name, version}: Dependency): string {
  return `{ name = ${JSON.stringify(name)}${version === null ? '' : `, specifier = ${JSON.stringify(`==${version}`)}`} }`
}
