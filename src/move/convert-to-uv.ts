import type {Edit} from '../edits/edit.js'
import type {Target} from '../target/target.js'

import {installedPackages} from '../buildpack/installed-packages.js'
import {decideVersion} from '../buildpack/version-decision.js'
import {predict} from '../buildpack/predict.js'
import {majorOf} from '../packaging/python-version.js'
import {tomlTable} from '../packaging/toml.js'
import {table, text} from '../packaging/values.js'
import type {Dependency} from '../package-managers/dependency.js'

/** Another package manager's own files, which are gone once uv has taken their place. Source: bin/compile, which refuses two. */
export const FILES_OF_OTHERS = ['requirements.txt', 'Pipfile', 'Pipfile.lock', 'poetry.lock']

/**
 * Imagines the app after `uv add`, with the versions that it has now: `pyproject.toml`, and a `uv.lock` as uv would write it,
 * as far as the forecast reads it. Nothing is resolved: a package without an exact version has none in that lock.
 */
export function convertToUv(target: Target, python: null | string): {edits: readonly Edit[]} {
  const {kind, project, releases, stack} = target
  const {tree} = project
  const options = {kind, releases, stack}
  const manager = predict(tree, options).package_manager
  if (manager === null || manager === 'uv') return {edits: []}
  const version = decideVersion(tree, manager, options)
  const {installed} = installedPackages(tree, manager, {kind, ...version})
  const major = majorOf(python ?? version.resolved ?? releases[kind].python.default)
  const removed = FILES_OF_OTHERS.filter((file) => tree.isFile(file)).map((path): Edit => ({action: 'delete', path}))
  return {
    edits: [
      ...removed,
      {action: 'write', contents: manifestOf(target, installed, major), path: 'pyproject.toml'},
      {action: 'write', contents: lockOf(projectName(target), installed, major), path: 'uv.lock'},
    ],
  }
}

function projectName({project: {tree}}: Target): string {
  const {project} = tomlTable(tree, 'pyproject.toml')
  return text(table(project).name) ?? 'app'
}

/** Other tools' settings stay; what names dependencies is written anew. */
export function manifestOf(target: Target, installed: readonly Dependency[], python: string): string {
  const kept = otherTables(new TextDecoder().decode(target.project.tree.read('pyproject.toml')))
  const dependencies = installed.map((dependency) => `    ${JSON.stringify(requirementOf(dependency))},`)
  return [
    '[project]',
    `name = ${JSON.stringify(projectName(target))}`,
    'version = "0.1.0"',
    `requires-python = ">=${python}"`,
    'dependencies = [',
    ...dependencies,
    ']',
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

function requirementOf({name, version}: Dependency): string {
  return version === null ? name : `${name}==${version}`
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
