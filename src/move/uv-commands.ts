import type {CheckContext} from '../checks/check.js'
import type {PackageManager} from '../package-managers/names.js'

import {tomlTable} from '../packaging/toml.js'
import {appPython} from '../checks/shared/app-python.js'

/**
 * The commands that make a project of uv of another package manager's, with the versions that it has now.
 * Tried with uv 0.12.5. Source: uv's guide "Migrating from pip to a uv project"; the README of migrate-to-uv, which reads the
 * locks of Poetry and Pipenv and gives their versions to uv as constraints.
 */
export function uvCommands(context: CheckContext, manager: Exclude<PackageManager, 'uv'>): string[] {
  switch (manager) {
    case 'pip':
      return fromRequirements(context)
    case 'pipenv':
      return ['uvx migrate-to-uv', 'git rm --ignore-unmatch Pipfile Pipfile.lock', ...COMMIT]
    case 'poetry':
      return ['uvx migrate-to-uv', 'git rm --ignore-unmatch poetry.lock', ...COMMIT]
  }
}

const COMMIT = ['git add pyproject.toml uv.lock', 'git commit --message "Use uv"']

function fromRequirements(context: CheckContext): string[] {
  const {tree} = context.project
  const hasProject = tomlTable(tree, 'pyproject.toml').project !== undefined
  const python = appPython(context)
  const isCompiled = tree.isFile('requirements.in')
  const from = isCompiled ? '--requirements requirements.in --constraints requirements.txt' : '--requirements requirements.txt'
  return [
    ...(hasProject ? [] : [`uv init --bare${python === undefined ? '' : ` --python ${python}`}`]),
    `uv add --no-sync ${from}`,
    `git rm requirements.txt${isCompiled ? ' requirements.in' : ''}`,
    ...COMMIT,
  ]
}
