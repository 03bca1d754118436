import type {FileTree} from '../../packaging/file-tree.js'
import type {Freshness} from '../freshness.js'
import type {UvDifference} from './freshness-compare.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {
  compare,
  groupDifferences,
  lockedRequirements,
  manifestDifferences,
  optionDifferences,
  type UvFiles,
} from './freshness-parts.js'
import {endsDiffer} from './freshness-python.js'
import {uvSources, wantedRequirement} from './freshness-requirements.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, type Table} from '../../packaging/values.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/**
 * What surely makes `uv sync --locked` refuse uv.lock: the lock repeats what it was made from, and uv compares. Empty: nothing
 * that can be told from the two files; undefined: they can't be compared.
 *
 * Source: uv's crates/uv-resolver/src/lock/mod.rs, `Lock::satisfies`, and crates/uv/src/commands/project/lock.rs,
 * `ValidatedLock::validate`.
 */
export function uvDifferences(tree: FileTree): readonly UvDifference[] | undefined {
  const lock = tomlTable(tree, 'uv.lock')
  const pyproject = tomlTable(tree, 'pyproject.toml')
  if (lock.version !== 1 || Object.keys(pyproject).length === 0) return undefined
  const uv = table(pyproject, 'tool', 'uv')
  const project = table(pyproject.project)
  const files: UvFiles = {
    hasMembers: uv.workspace !== undefined || table(lock.manifest).members !== undefined,
    lock,
    project,
    pyproject,
    python: String(project['requires-python'] ?? lock['requires-python'] ?? ''),
    sources: uv['no-sources'] === undefined ? uvSources(uv) : {indexes: new Map(), sources: new Map()},
    uv,
  }
  // uv.toml overrules what [tool.uv] says of the resolution.
  const settings = tree.exists('uv.toml') ? [] : [...optionDifferences(files), ...manifestDifferences(files)]
  return [...pythonDifference(files), ...rootDifferences(files), ...settings]
}

function pythonDifference({hasMembers, lock, project}: UvFiles): UvDifference[] {
  const [locked, wanted] = [lock['requires-python'], project['requires-python']]
  // In a workspace it is what all members agree on.
  if (hasMembers || typeof locked !== 'string' || typeof wanted !== 'string') return []
  return sameClauses(locked, wanted) || !endsDiffer(locked, wanted) ? [] : [{locked, part: 'requires-python', wanted}]
}

function sameClauses(...ranges: [string, string]): boolean {
  const [one, other] = ranges.map((range) =>
    range
      .split(',')
      .map((clause) => clause.replaceAll(' ', ''))
      .sort()
      .join(','),
  )
  return one === other
}

/** Of the project itself: its name, version, kind and requirements. */
function rootDifferences(files: UvFiles): UvDifference[] {
  const {hasMembers, lock, project, pyproject, uv} = files
  if (typeof project.name !== 'string') return []
  const name = normaliseName(project.name)
  const packages = array(lock.package).map((entry) => table(entry))
  const isRoot = (entry: Table) => ['editable', 'virtual', 'directory'].some((kind) => table(entry.source)[kind] === '.')
  const root = packages.find((entry) => isRoot(entry))
  if (root?.name !== name) return [{locked: root ? String(root.name) : null, part: 'the name of the project', wanted: name}]
  const isPackage = uv.package ?? pyproject['build-system'] !== undefined
  const wasPackage = table(root.source).virtual === undefined
  const kind = (packaged: unknown) => (packaged === true ? 'a package' : 'no package')
  return [
    ...(hasMembers || isPackage === wasPackage ? [] : [{locked: kind(wasPackage), part: 'the project', wanted: kind(isPackage)}]),
    ...versionDifference(root, project),
    ...requirementDifferences(root, files),
  ]
}

function versionDifference(root: Table, project: Table): UvDifference[] {
  const part = 'the version of the project'
  const locked = root.version === undefined ? null : String(root.version)
  if (isDynamic(project, 'version')) return locked === null ? [] : [{locked, part, wanted: 'a dynamic version'}]
  if (typeof project.version !== 'string') return []
  return locked !== null && plainVersion(locked) === plainVersion(project.version)
    ? []
    : [{locked, part, wanted: project.version}]
}

function plainVersion(version: string): string {
  return (pep440().clean(version) ?? version).replace(/^(\d+(?:\.\d+)*?)(?:\.0)+(?!\.?\d)/, '$1')
}

function isDynamic(project: Table, key: string): boolean {
  return Array.isArray(project.dynamic) && project.dynamic.includes(key)
}

function requirementDifferences(root: Table, files: UvFiles): UvDifference[] {
  const {lock, project, python, sources} = files
  const metadata = table(root.metadata)
  const differences: UvDifference[] = []
  const optional = table(project['optional-dependencies'])
  const isSaid = !isDynamic(project, 'dependencies') && !isDynamic(project, 'optional-dependencies')
  // An extra that names the project itself is flattened by some build backends.
  const refersToItself = Object.values(optional)
    .flat()
    .some((entry) => String(entry).startsWith(`${String(project.name)}[`))
  if (isSaid && !(isDynamic(project, 'version') && refersToItself)) {
    const wanted = [
      ...array(project.dependencies).map((text) => wantedRequirement(text, null, sources)),
      ...Object.entries(optional).flatMap(([extra, texts]) =>
        array(texts).map((text) => wantedRequirement(text, normaliseName(extra), sources)),
      ),
    ]
    differences.push(...compare(wanted, lockedRequirements(metadata['requires-dist']), python))
    if (Number(lock.revision ?? 0) >= 1) differences.push(...extrasDifference(array(metadata['provides-extras']), optional))
  }

  return [...differences, ...groupDifferences(table(metadata['requires-dev']), files)]
}

function extrasDifference(locked: readonly unknown[], optional: Table): UvDifference[] {
  const [had, has] = [locked.map(String), Object.keys(optional).map((extra) => normaliseName(extra))].map((names) =>
    [...new Set(names)].sort().join(', '),
  )
  return had === has ? [] : [{locked: had || null, part: 'the extras of the project', wanted: has || null}]
}

/** A lock that can't be compared is no stale one. */
export function uvFreshness(tree: FileTree): Freshness {
  const differences = uvDifferences(tree)
  if (differences === undefined) return 'unknown'
  return differences.length > 0 ? 'stale' : 'fresh'
}
