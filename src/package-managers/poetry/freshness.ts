import type {FileTree} from '../../packaging/file-tree.js'
import type {Freshness} from '../freshness.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {exactTable, tomlTable} from '../../packaging/toml.js'
import {table, type Table} from '../../packaging/values.js'
import {pythonHash} from '../python-hash.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

const PROJECT_KEYS = ['requires-python', 'dependencies', 'optional-dependencies']
const LEGACY_KEYS = ['dependencies', 'source', 'extras', 'dev-dependencies']

/** The first Poetry whose hash holds `[dependency-groups]`. */
const HASHES_GROUPS = '2.3.0'

/**
 * Compares poetry.lock's `content-hash` with that of pyproject.toml, as Poetry does before it installs. A lock that an
 * older Poetry made may have been hashed without the groups.
 *
 * Source: Poetry's src/poetry/packages/locker.py, `_get_content_hash` and `is_fresh`.
 */
export function poetryFreshness(tree: FileTree): Freshness {
  const lock = tomlTable(tree, 'poetry.lock')
  const pyproject = exactTable(tree, 'pyproject.toml')
  // Without either file, or with one that can't be read, Poetry stops for another reason.
  if (Object.keys(table(lock.metadata)).length === 0 || Object.keys(pyproject).length === 0) return 'unknown'
  const recorded = table(lock.metadata)['content-hash']
  const hashes = [contentHash(pyproject, table(pyproject['dependency-groups']))]
  const author = authorVersion(tree)
  if (author !== undefined && pep440().lt(author, HASHES_GROUPS)) hashes.push(contentHash(pyproject, {}))
  return typeof recorded === 'string' && hashes.includes(recorded) ? 'fresh' : 'stale'
}

function contentHash(pyproject: Table, groups: Table): string {
  const project = pick(table(pyproject.project), PROJECT_KEYS)
  const hasProject = Object.keys(project).length > 0
  const hasGroups = Object.keys(groups).length > 0
  const tool = table(pyproject, 'tool', 'poetry')
  const content =
    hasProject || hasGroups
      ? {
          ...(hasProject && {project}),
          ...(hasGroups && {'dependency-groups': groups}),
          tool: {poetry: pick(tool, [...LEGACY_KEYS, 'group'])},
        }
      : {...Object.fromEntries(LEGACY_KEYS.map((key) => [key, tool[key] ?? null])), ...pick(tool, ['group'])}
  return pythonHash(content, {colon: ': ', comma: ', '})
}

function pick(from: Table, keys: readonly string[]): Table {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])))
}

/** The Poetry that wrote the lock, as its first line says; undefined if it doesn't. */
function authorVersion(tree: FileTree): string | undefined {
  const [header] = new TextDecoder().decode(tree.read('poetry.lock')).split('\n', 1)
  const version = /Poetry (\S+)/.exec(header!)?.[1]
  return version !== undefined && pep440().valid(version) !== null ? version : undefined
}
