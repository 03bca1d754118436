import {eq, lt, valid} from '@renovatebot/pep440'

import type {PinnedPackages} from '../../package-managers/manager.js'

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

export function comparePackages(before: PinnedPackages, after: PinnedPackages): PackageChanges {
  const names = (from: PinnedPackages, other: PinnedPackages) =>
    [...from].filter(([name]) => !other.has(name)).map(([name, {version}]) => ({name, version}))
  const changed = [...after].flatMap(([name, {version: to}]) => {
    const from = before.get(name)?.version
    return from === undefined || isSameVersion(from, to) ? [] : [{from, name, to}]
  })
  const byName = (a: {name: string}, b: {name: string}) => a.name.localeCompare(b.name, 'en')
  // What a marker leaves out for Heroku's platform is no loss there.
  const lost = new Map([...before].filter(([, {conditional}]) => !conditional))
  return {added: names(after, before).sort(byName), changed: changed.sort(byName), removed: names(lost, after).sort(byName)}
}

/** `3.2` is `3.2.0`. */
function isSameVersion(one: string, other: string): boolean {
  return one === other || (valid(one) !== null && valid(other) !== null && eq(one, other))
}

export function isDowngrade({from, to}: PackageChange): boolean {
  return valid(from) !== null && valid(to) !== null && lt(to, from)
}
