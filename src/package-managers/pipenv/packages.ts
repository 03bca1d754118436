import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'
import type {PinnedPackages} from '../manager.js'

import {byName} from '../../common/by-name.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {tomlTable} from '../../packaging/toml.js'
import {table, type Table, text, texts} from '../../packaging/values.js'
import {type Dependency, holds, type InstalledPackages, linesOf} from '../dependency.js'

const FILE = 'Pipfile.lock'

/** What `pipenv install --deploy` installs: the section `default`; on Heroku CI with `--dev`, and so `develop` too. */
export function pipenvPackages(tree: FileTree, environment: MarkerEnvironment, {ci}: {ci: boolean}): InstalledPackages {
  const contents = new TextDecoder().decode(tree.read(FILE))
  const lock = table(parseJson(contents))
  const pipfile = tomlTable(tree, 'Pipfile')
  const lines = linesOf(contents, /^\s*"([^"]+)": \{\r?$/)
  const sections = Object.keys(lock).filter((name) => name !== '_meta')
  const section = (name: string) => {
    const direct = new Set(Object.keys(table(pipfile[DECLARED[name] ?? name])).map((key) => normaliseName(key)))
    return Object.entries(table(lock[name])).flatMap(([key, entry]) =>
      readPackage(key, table(entry), {direct, environment, lines}),
    )
  }

  const isInstalled = (name: string) => name === 'default' || (ci && name === 'develop')
  return {
    complete: true,
    installed: sections.filter((name) => isInstalled(name)).flatMap((name) => section(name)),
    isWhole: true,
    named: new Set(sections.flatMap((name) => Object.keys(table(lock[name]))).map((key) => normaliseName(key))),
    skipped: sections.filter((name) => !isInstalled(name)).flatMap((group) => section(group).map((found) => ({...found, group}))),
  }
}

/** The Pipfile's name of a section of the lock; other groups have the same in both. */
const DECLARED: Readonly<Record<string, string>> = byName({default: 'packages', develop: 'dev-packages'})

/** Those of `default` and `develop`. */
export function pipenvPinned(tree: FileTree): PinnedPackages {
  const lock = table(parseJson(new TextDecoder().decode(tree.read(FILE))))
  const entries = Object.entries({...table(lock.develop), ...table(lock.default)})
  return new Map(
    entries.map(([name, entry]) => {
      const version = text(table(entry).version)?.replace(/^===?/, '') ?? 'unpinned'
      return [normaliseName(name), {conditional: false, version}]
    }),
  )
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
