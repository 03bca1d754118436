import type {FileTree} from '../../packaging/file-tree.js'
import type {Freshness} from '../freshness.js'

import {normaliseName} from '../../packaging/requirements/pep508.js'
import {exactTable} from '../../packaging/toml.js'
import {array, table, type Table} from '../../packaging/values.js'
import {pythonHash} from '../python-hash.js'

/** Sections of a Pipfile that are no category of packages. */
const OTHER_SECTIONS = new Set([
  'default',
  'dev-packages',
  'develop',
  'packages',
  'pipenv',
  'pipfile',
  'requires',
  'scripts',
  'source',
])

/** The index that Pipenv fills in where a Pipfile names none, as it says it: a name, and PyPI by its usual address. */
const DEFAULT_SOURCE = {name: /^pypi$/, url: /^https:\/\/pypi\.[a-z]{3}\/simple$/}

/**
 * Compares Pipfile.lock's hash with that of the Pipfile, as `pipenv install --deploy` does. Names of packages are compared
 * in their normal form, since Pipenv 2026.
 *
 * Source: Pipenv's pipenv/project.py, `calculate_pipfile_hash`, and pipenv/vendor/plette/pipfiles.py, `Pipfile.load`.
 */
export function pipenvFreshness(tree: FileTree): Freshness {
  const hash = pipfileHash(tree, normaliseName)
  if (hash === undefined) return 'unknown'
  return hash === recordedHash(tree) ? 'fresh' : 'stale'
}

/** Whether a stale lock fits its Pipfile for a Pipenv that hashes names as they are written. */
export function fitsOlderPipenv(tree: FileTree): boolean {
  const hash = pipfileHash(tree, (name) => name)
  return hash !== undefined && hash === recordedHash(tree)
}

function recordedHash(tree: FileTree): unknown {
  return table(metaOf(tree).hash).sha256
}

/** @returns undefined: there is no hash to compare with */
function pipfileHash(tree: FileTree, form: (name: string) => string): string | undefined {
  const meta = metaOf(tree)
  const pipfile = exactTable(tree, 'Pipfile')
  const sources = pipfile.source ?? defaultSource(meta)
  if (Object.keys(meta).length === 0 || Object.keys(pipfile).length === 0 || sources === undefined) return undefined
  const named = (packages: unknown) =>
    Object.fromEntries(Object.entries(table(packages)).map(([name, value]) => [form(name), value]))
  const categories = Object.entries(pipfile).filter(([name]) => !OTHER_SECTIONS.has(name))
  const content = {
    _meta: {requires: pipfile.requires ?? {}, sources},
    default: named(pipfile.packages),
    develop: named(pipfile['dev-packages']),
    ...Object.fromEntries(categories.map(([name, packages]) => [name, named(packages)])),
  }
  return pythonHash(content, {colon: ':', comma: ','})
}

/** As the lock repeats it; undefined where Pipenv was told of another index by its environment, which its hash doesn't hold. */
function defaultSource(meta: Table): Table[] | undefined {
  const sources = array(meta.sources).map((source) => table(source))
  const [first, ...others] = sources
  const isDefault =
    others.length === 0 && DEFAULT_SOURCE.name.test(String(first?.name)) && DEFAULT_SOURCE.url.test(String(first?.url))
  return first && isDefault && first.verify_ssl === true ? [first] : undefined
}

/** `_meta` of a lock. A file that can't be parsed is as good as empty here: the buildpack or Pipenv will complain of it. */
function metaOf(tree: FileTree): Table {
  const bytes = tree.read('Pipfile.lock')
  if (!bytes) return {}
  try {
    return table(JSON.parse(new TextDecoder().decode(bytes)) as unknown, '_meta')
  } catch {
    return {}
  }
}
