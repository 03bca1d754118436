import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'

import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, holds, linesOf, type LockedPackages} from '../dependency.js'

const FILE = 'Pipfile.lock'

/** What `pipenv install --deploy` installs: the section `default`. */
export function pipenvPackages(tree: FileTree, environment: MarkerEnvironment): LockedPackages {
  const contents = new TextDecoder().decode(tree.read(FILE))
  const lock = table(parseJson(contents))
  const pipfile = tomlTable(tree, 'Pipfile')
  const lines = linesOf(contents, /^\s*"([^"]+)": \{\r?$/)
  const section = (name: string, declared: string) => {
    const direct = new Set(Object.keys(table(pipfile[declared])).map((key) => normaliseName(key)))
    return Object.entries(table(lock[name])).flatMap(([key, entry]) =>
      readPackage(key, table(entry), {direct, environment, lines}),
    )
  }

  const groups = Object.keys(lock).filter((name) => name !== '_meta' && name !== 'default')
  return {
    production: section('default', 'packages'),
    skipped: groups.flatMap((group) =>
      section(group, group === 'develop' ? 'dev-packages' : group).map((found) => ({...found, group})),
    ),
  }
}

interface Reading {
  direct: ReadonlySet<string>
  environment: MarkerEnvironment
  lines: ReadonlyMap<string, number>
}

function readPackage(key: string, entry: Table, {direct, environment, lines}: Reading): Dependency[] {
  const marker = text(entry.markers)
  const installed = holds(marker, environment)
  if (installed === false) return []
  const name = normaliseName(key)
  const specifier = text(entry.version) ?? ''
  const line = lines.get(key)
  return [
    {
      certain: installed !== undefined,
      direct: direct.has(name),
      extras: texts(entry.extras),
      file: FILE,
      name,
      source: sourceOf(entry),
      specifier,
      version: /^===?([^*,]+)$/.exec(specifier)?.[1] ?? null,
      ...(line !== undefined && {line}),
      ...(marker !== undefined && {marker}),
    },
  ]
}

function sourceOf(entry: Table): Dependency['source'] {
  if (['bzr', 'git', 'hg', 'svn'].some((key) => key in entry)) return 'vcs'
  if ('path' in entry) return 'path'
  return 'file' in entry ? 'url' : 'index'
}

/** A file that is no JSON has nothing in it: the buildpack, or Pipenv, will say so. */
function parseJson(contents: string): unknown {
  try {
    return JSON.parse(contents)
  } catch {
    return undefined
  }
}
