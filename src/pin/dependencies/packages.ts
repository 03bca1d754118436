import {lt, valid} from '@renovatebot/pep440'

import type {PackageManager} from '../../buildpack/release.js'

import {logicalLines, normaliseName} from './requirements.js'

/** Name (normalised as in PEP 503) → version; an address where it is no release. Several versions are joined. */
type Packages = ReadonlyMap<string, string>

export interface PackageChange {
  name: string
  from: string
  to: string
}

export interface PackageChanges {
  added: readonly {name: string; version: string}[]
  removed: readonly {name: string; version: string}[]
  changed: readonly PackageChange[]
}

/** The packages that a lock file, or a compiled requirements.txt, pins. */
export function pinnedPackages(manager: PackageManager, text: string): Packages {
  switch (manager) {
    case 'pip':
      return new Map(logicalLines(text).flatMap((line) => pinnedRequirement(line)))

    case 'pipenv':
      return pipfileLockPackages(text)

    case 'poetry':
    case 'uv':
      return lockPackages(text)
  }
}

/** The packages of a requirements.txt that hold under a marker: left out for Heroku's platform, they are no loss there. */
export function conditionalPackages(text: string): ReadonlySet<string> {
  return new Set(
    logicalLines(text).flatMap((line) => (/\s;|;\s/.test(line) ? pinnedRequirement(line).map(([name]) => name) : [])),
  )
}

function pinnedRequirement(line: string): [string, string][] {
  const match = /^\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*(?:===?\s*([^\s;#,*]+)(?![^;#]*[,*])|@\s*(\S+))/.exec(line)
  return match ? [[normaliseName(match[1]!), match[2] ?? match[3]!]] : []
}

/** Whether every requirement of a file is pinned to one version, a commit or a file: nothing is left to choose. */
export function isFullyPinned(text: string): boolean {
  return logicalLines(text)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('--') && !/^-[cfi]/.test(line))
    .every((line) => /^[\w.-]+\s*(?:\[[^\]]*\])?\s*===?\s*[^\s;,*]+\s*(?:;|--hash|$)|@[\da-f]{40}(?:[#\s;]|$)/.test(line))
}

function pipfileLockPackages(text: string): Packages {
  try {
    const {default: main, develop} = JSON.parse(text) as Partial<
      Record<'default' | 'develop', Record<string, {version?: string}>>
    >
    const entries = Object.entries({...develop, ...main})
    return new Map(entries.map(([name, {version}]) => [normaliseName(name), version?.replace(/^===?/, '') ?? 'unpinned']))
  } catch {
    return new Map()
  }
}

/** The `[[package]]` tables of poetry.lock and uv.lock. The app itself and its workspace are no dependencies. */
function lockPackages(text: string): Packages {
  const versions = new Map<string, string[]>()
  for (const table of text
    .replaceAll('\r\n', '\n')
    .split(/^\[\[package\]\]$/m)
    .slice(1)) {
    const name = /^name = "([^"]+)"$/m.exec(table)?.[1]
    const version = /^version = "([^"]+)"$/m.exec(table)?.[1]
    const own = /^source = \{ (?:virtual|editable) = /m.test(table)
    if (name !== undefined && version !== undefined && !own) versions.set(name, [...(versions.get(name) ?? []), version])
  }

  return new Map([...versions].map(([name, found]) => [normaliseName(name), found.sort().join(', ')]))
}

export function comparePackages(before: Packages, after: Packages): PackageChanges {
  const names = (from: Packages, other: Packages) =>
    [...from].filter(([name]) => !other.has(name)).map(([name, version]) => ({name, version}))
  const changed = [...after].flatMap(([name, to]) => {
    const from = before.get(name)
    return from === undefined || from === to ? [] : [{from, name, to}]
  })
  const byName = (a: {name: string}, b: {name: string}) => a.name.localeCompare(b.name, 'en')
  return {added: names(after, before).sort(byName), changed: changed.sort(byName), removed: names(before, after).sort(byName)}
}

export function isDowngrade({from, to}: PackageChange): boolean {
  return valid(from) !== null && valid(to) !== null && lt(to, from)
}
