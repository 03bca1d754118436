import {readFileSync} from 'node:fs'
import path from 'node:path'

import type {FileTree, TreeEntry} from '../../src/packaging/file-tree.js'
import type {ConfigVars} from '../../src/migrate/config-vars.js'

import {builtInReleases} from '../../src/buildpack/release.js'
import {createFileTree} from '../../src/packaging/file-tree.js'
import {migrationJson} from '../../src/migrate/migration-document.js'
import {actionOf, type MigrationPlan, planMigration} from '../../src/migrate/plan.js'
import {parseReference} from '../../src/platform/buildpacks/reference.js'
import {type MigrationSource, migrationSource} from '../../src/migrate/source.js'
import {Secret} from '../../src/platform/secret.js'
import {PROJECT} from '../support/heroku-cli.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'

export type Files = Record<string, string>

function treeOf(files: Files): FileTree {
  const entries = Object.entries(files).map(([name, text]): [string, TreeEntry] => [
    name,
    {contents: Buffer.from(text), kind: 'file'},
  ])
  return createFileTree(new Map(entries))
}

export interface SourceOptions {
  onDisk?: readonly string[]
  slugignored?: readonly string[]
  stack?: string
}

/** A source of these files, as a commit would hold them. */
function sourceOf(files: Files, {onDisk = [], slugignored = [], stack = 'heroku-24'}: SourceOptions = {}): MigrationSource {
  const project = {
    slugignored: new Set(slugignored),
    source: {commit: 'c', dirty: false, notes: [], path: '/app', ref: 'HEAD', repository: '/app'},
    submodules: [],
    tree: treeOf(files),
    truncated: new Map<string, number>(),
    worktree: {changes: [], ignored: new Map<string, never>(), names: new Set([...Object.keys(files), ...onDisk])},
  }
  return migrationSource({project, releases: builtInReleases, stack})
}

function configVars(values: Record<string, string>): ConfigVars {
  return new Map(Object.entries(values).map(([name, value]) => [name, new Secret(value)]))
}

const example = (name: string) => readFileSync(path.join(PROJECT, 'examples', name), 'utf8')

/** Sources by the package manager that they are for. The Poetry lock is a real one. */
export const SOURCES = {
  none: {},
  pip: {'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.0\n'},
  pipenv: {'.python-version': '3.13\n', Pipfile: '', 'Pipfile.lock': '{"_meta": {}}'},
  poetry: {
    '.python-version': '3.12\n',
    'poetry.lock': example('fastapi-poetry/poetry.lock'),
    'pyproject.toml': example('fastapi-poetry/pyproject.toml'),
  },
  uv: {
    '.python-version': '3.13\n',
    'pyproject.toml': '[project]\nname = "app"\nversion = "0.1.0"\n',
    'uv.lock': 'version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { virtual = "." }\n',
  },
} as const satisfies Record<string, Files>

export interface PlanOptions extends SourceOptions {
  files?: Files
  vars?: Record<string, string>
  declined?: readonly number[]
}

export function planOf(
  list: readonly string[],
  {declined = [], files = SOURCES.pip, vars = {}, ...options}: PlanOptions = {},
): MigrationPlan {
  const installed = list.map((ref) => parseReference(ref))
  const input = {app: 'example-app', configVars: configVars(vars), installed, source: sourceOf(files, options)}
  const plan = planMigration(input, new Set(declined))
  assertDocument('migrate-buildpack', printed(migrationJson(plan, {applied: false, undo: null})))
  return plan
}

/** `replace official-url`, for each line. */
export function linesOf(plan: MigrationPlan): string[] {
  return plan.changes.map((change) => `${actionOf(change)} ${change.reason.id}${change.ask ? ' ?' : ''}`)
}

export const shownOf = (list: readonly {shown: string}[]) => list.map(({shown}) => shown)
