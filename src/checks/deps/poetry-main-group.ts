import type {CheckContext, Finding} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {table} from '../../packaging/values.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {packageManager} from '../facts.js'

/**
 * Poetry knows a group `main` only if something is said of the main dependencies: an empty list will do.
 *
 * Source: poetry-core's src/poetry/core/factory.py, `_configure_package_dependencies`; tried with Poetry 2.4.1.
 */
export function withoutMainGroup(context: CheckContext): Finding[] {
  const pyproject = tomlTable(context.project.tree, 'pyproject.toml')
  const {dependencies, 'optional-dependencies': extras} = table(pyproject.project)
  const poetry = table(pyproject, 'tool', 'poetry')
  // What Poetry can't read stops it in another way.
  if (packageManager(context) !== 'poetry' || Object.keys(pyproject).length === 0) return []
  const groups = [...Object.keys(table(pyproject['dependency-groups'])), ...Object.keys(table(poetry.group))]
  const hasMain =
    dependencies !== undefined ||
    Object.keys(table(extras)).length > 0 ||
    poetry.dependencies !== undefined ||
    groups.some((name) => normaliseName(name) === 'main')
  if (hasMain) return []
  const where =
    pyproject.project === undefined ? '[tool.poetry.dependencies]; an empty table' : 'dependencies under [project]; an empty list'
  return [
    {
      file: 'pyproject.toml',
      fix: {command: 'poetry lock && git add pyproject.toml poetry.lock', kind: 'hand'},
      message: `The build fails: pyproject.toml has no main dependencies, and "poetry sync --only main" fails with "Group(s) not found: main". List what the app needs in ${where} is enough. Then lock again.`,
      severity: 'error',
    },
  ]
}
