import type {CheckContext} from '../checks/check.js'
import {nameWithExtras} from '../package-managers/dependency.js'
import type {PackageManager} from '../package-managers/names.js'
import type {Place} from './step.js'

import {appPython} from '../checks/shared/app-python.js'
import {productionDependencies} from '../checks/dependencies.js'
import {shellWord} from '../checks/facts.js'
import {isCompiledFromSource} from '../package-managers/pip/compiled.js'
import {tomlTable} from '../packaging/toml.js'

import {lowerOf} from './convert-to-uv.js'

interface Conversion {
  commands: readonly string[]
  /** What no command can do. */
  places: readonly Place[]
}

/**
 * How a project of another package manager's becomes one of uv, with the versions that it has now.
 * Tried with uv 0.12.5. Source: uv's guide "Migrating from pip to a uv project"; the README of migrate-to-uv, which reads
 * Poetry's lock and gives its versions to uv as constraints.
 */
export function uvConversion(context: CheckContext, manager: Exclude<PackageManager, 'uv'>, wanted: null | string): Conversion {
  switch (manager) {
    case 'pip':
      return {commands: fromRequirements(context, wanted), places: []}
    case 'pipenv':
      return fromPipfile(context, wanted)
    case 'poetry':
      return {commands: ['uvx migrate-to-uv', 'git rm --ignore-unmatch poetry.lock', ...COMMIT], places: []}
  }
}

const COMMIT = ['git add pyproject.toml uv.lock', 'git commit --message "Use uv"']

function fromRequirements(context: CheckContext, wanted: null | string): string[] {
  const {tree} = context.project
  const isCompiled = isCompiledFromSource(tree)
  const from = isCompiled ? '--requirements requirements.in --constraints requirements.txt' : '--requirements requirements.txt'
  return [
    ...beginning(context, wanted),
    `uv add --no-sync ${from}`,
    `git rm requirements.txt${isCompiled ? ' requirements.in' : ''}`,
    ...COMMIT,
  ]
}

/** The lock's versions are constraints, so that the project names what the Pipfile names, and no more. */
function fromPipfile(context: CheckContext, wanted: null | string): Conversion {
  const direct = productionDependencies(context).list.filter((dependency) => dependency.direct)
  const names = direct.filter(({source}) => source === 'index').map((dependency) => shellWord(nameWithExtras(dependency)))
  const others = direct.filter(({source}) => source !== 'index')
  return {
    commands: [
      'pipenv requirements > locked.txt',
      ...beginning(context, wanted),
      ...(names.length === 0 ? [] : [`uv add --no-sync --constraints locked.txt ${names.join(' ')}`]),
      'rm locked.txt',
      'git rm Pipfile Pipfile.lock',
      ...COMMIT,
    ],
    places: others.map(({name}) => ({
      file: 'Pipfile',
      line: null,
      what: `${name} isn't from a package index. Add it with uv add, by its address or path.`,
    })),
  }
}

/** A project for uv to add to. It makes one where there is no pyproject.toml, and refuses where there is. */
function beginning(context: CheckContext, wanted: null | string): string[] {
  const {tree} = context.project
  const present = appPython(context)
  const python = present && lowerOf(present, wanted)
  if (!tree.isFile('pyproject.toml'))
    return [`uv init --bare --no-workspace --name app${python === undefined ? '' : ` --python ${python}`}`]
  if (tomlTable(tree, 'pyproject.toml').project !== undefined) return []
  const requires = python === undefined ? [] : [`requires-python = ">=${python}"`]
  const table = ['', '[project]', 'name = "app"', 'version = "0.1.0"', ...requires, '']
  return [`printf '${table.join(String.raw`\n`)}' >> pyproject.toml`]
}
