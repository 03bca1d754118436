import {createHash} from 'node:crypto'

import type {FileTree} from '../buildpack/file-tree.js'
import type {Tool} from './catalogue.js'

import {parseToml} from '../project/toml.js'

/** Whether a lock fits the file that it was made from, as far as the two tell. */
export type Freshness = 'fresh' | 'stale' | 'unknown'

type Table = Record<string, unknown>

/** Compares a lock with its project file, without running anything: by the hash that the lock holds, or by the names of packages. */
export function lockFreshness(tree: FileTree, tool: Tool): Freshness {
  switch (tool) {
    case 'pipenv':
      return pipenvFreshness(tree)

    case 'poetry':
      return poetryFreshness(tree)

    case 'uv':
      return uvFreshness(tree)
  }
}

/** Source: poetry's src/poetry/packages/locker.py, `_get_content_hash` and `is_fresh`. */
function poetryFreshness(tree: FileTree): Freshness {
  const recorded = table(toml(tree, 'poetry.lock'), 'metadata')['content-hash']
  const pyproject = toml(tree, 'pyproject.toml')
  if (typeof recorded !== 'string' || Object.keys(pyproject).length === 0) return 'unknown'
  const poetry = table(pyproject, 'tool', 'poetry')
  const project = pick(table(pyproject, 'project'), ['requires-python', 'dependencies', 'optional-dependencies'])
  const legacy = ['dependencies', 'source', 'extras', 'dev-dependencies']
  const candidates: Table[] = []
  if (Object.keys(project).length === 0) {
    candidates.push({...Object.fromEntries(legacy.map((key) => [key, poetry[key] ?? null])), ...pick(poetry, ['group'])})
  } else {
    const content = {project, tool: {poetry: pick(poetry, [...legacy, 'group'])}}
    candidates.push(content, {...content, 'dependency-groups': pyproject['dependency-groups'] ?? {}})
  }

  // Poetry reads dependency-groups since 2.2, with or without a [project] table.
  const groups = pyproject['dependency-groups']
  if (groups !== undefined) candidates.push(...candidates.map((content) => ({...content, 'dependency-groups': groups})))
  return candidates.some((content) => sha256(pythonJson(content, ', ', ': ')) === recorded) ? 'fresh' : 'stale'
}

/** Source: plette's src/plette/pipfiles.py, `get_hash`, which Pipenv uses. */
function pipenvFreshness(tree: FileTree): Freshness {
  const recorded = table(json(tree, 'Pipfile.lock'), '_meta', 'hash').sha256
  const pipfile = toml(tree, 'Pipfile')
  // Pipenv fills in an index of its own where the Pipfile names none.
  if (typeof recorded !== 'string' || pipfile.source === undefined) return 'unknown'
  const known = new Set(['default', 'dev-packages', 'develop', 'packages', 'pipenv', 'pipfile', 'requires', 'scripts', 'source'])
  const others = Object.entries(pipfile).filter(([name]) => !known.has(name))
  const content = {
    _meta: {requires: pipfile.requires ?? {}, sources: pipfile.source},
    default: pipfile.packages ?? {},
    develop: pipfile['dev-packages'] ?? {},
    ...Object.fromEntries(others),
  }
  return sha256(pythonJson(content, ',', ':')) === recorded ? 'fresh' : 'stale'
}

/** uv.lock has no hash of pyproject.toml; it repeats the project's own requirements, whose names are compared. */
function uvFreshness(tree: FileTree): Freshness {
  const packages = toml(tree, 'uv.lock').package
  const project = table(toml(tree, 'pyproject.toml'), 'project')
  if (!Array.isArray(packages) || typeof project.name !== 'string') return 'unknown'
  const own = (packages as Table[]).find((entry) => ['editable', 'virtual'].some((kind) => table(entry, 'source')[kind] === '.'))
  if (!own) return 'unknown'
  const locked = (table(own, 'metadata')['requires-dist'] ?? []) as {name?: unknown}[]
  const wanted = [project.dependencies, ...Object.values(table(project, 'optional-dependencies'))].flat()
  const names = (list: readonly unknown[]) => [...new Set(list.map((entry) => packageName(entry)))].sort().join(' ')
  return names(wanted.filter((entry) => entry !== undefined)) === names(locked.map((entry) => entry.name)) ? 'fresh' : 'stale'
}

/** PEP 503's normal form of the name that a requirement begins with. */
function packageName(requirement: unknown): string {
  const name = /^\s*([\w.-]*)/.exec(String(requirement))![1]!
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

function toml(tree: FileTree, path: string): Table {
  return table(parseToml(tree, path))
}

/** A file that can't be parsed is as good as empty here: the package manager will complain of it. */
function json(tree: FileTree, path: string): Table {
  const bytes = tree.read(path)
  if (!bytes) return {}
  try {
    return table(JSON.parse(new TextDecoder().decode(bytes)) as unknown)
  } catch {
    return {}
  }
}

function table(value: unknown, ...keys: string[]): Table {
  let found = value
  for (const key of keys) found = isTable(found) ? found[key] : undefined
  return isTable(found) ? found : {}
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pick(from: Table, keys: readonly string[]): Table {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])))
}

/** As Python's `json.dumps(…, sort_keys=True)` writes it: keys by code point, other characters than ASCII as \u escapes. */
function pythonJson(value: unknown, comma: string, colon: string): string {
  const inner = (part: unknown): string => pythonJson(part, comma, colon)
  if (Array.isArray(value)) return `[${value.map((part) => inner(part)).join(comma)}]`
  if (isTable(value)) {
    const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
    return `{${keys.map((key) => `${inner(key)}${colon}${inner(value[key])}`).join(comma)}}`
  }

  return JSON.stringify(value).replaceAll(/[\u007F-\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
