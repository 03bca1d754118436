import type {PinnedPackages} from '../../package-managers/manager.js'

import {type BrokenPair, brokenPairs, type SetuptoolsUser, withoutSetuptools} from '../../knowledge/broken-pairs.js'
import {majorOf} from '../../buildpack/version-number.js'

/** Packages of a resolved set that don't work together. */
export interface KnownBreak {
  /** `flask 1.1.2 does not work with jinja2 3.1.6` */
  what: string
  /** What stands in the app's log. */
  error: string
  /** A requirement (PEP 508) with which the resolver chooses others; null: the app's own pins leave no choice. */
  constraint: string | null
  /** Requirements of which any one would help. */
  remedies: readonly string[]
  /** It stops the app as it starts. */
  isFatal: boolean
}

export interface BuiltWith {
  /** `N.N.N` */
  pythonVersion: string
  /** Of the buildpack, beside Python; null: it installs none. */
  setuptools: string | null
  /** The packages that the app itself pins to one version. */
  fixed: ReadonlySet<string>
}

/** What is known to break in a set that pins everything. PURE. */
export function knownBreaks(pins: PinnedPackages, builtWith: BuiltWith): KnownBreak[] {
  const versions = new Map([...pins].map(([name, {version}]) => [name, version] as const))
  const python = majorOf(builtWith.pythonVersion)
  const setuptools = versions.get('setuptools') ?? builtWith.setuptools
  // What isn't in a whole set isn't installed.
  const pairs = brokenPairs(versions, python).filter(({when}) => Object.keys(when).every((name) => versions.has(name)))
  return [
    ...pairs.map((pair) => ofPair(pair, versions, builtWith)),
    ...withoutSetuptools(versions, python, setuptools).map((user) => ofUser(user, versions, builtWith)),
  ]
}

function ofPair(
  {arrives, error, fails, fix, when}: BrokenPair,
  versions: ReadonlyMap<string, string>,
  {fixed}: BuiltWith,
): KnownBreak {
  const [one, ...others] = Object.keys(when).map((name) => `${name} ${versions.get(name)!}`)
  // The packages that nobody asked for give way first.
  const free = Object.keys(fix).filter((name) => !fixed.has(name))
  const chosen = free.find((name) => arrives.includes(name)) ?? free[0]
  return {
    constraint: chosen === undefined ? null : `${chosen}${fix[chosen]!}`,
    error,
    isFatal: fails !== 'call',
    remedies: Object.entries(fix).map(([name, specifier]) => `${name}${specifier}`),
    what: others.length === 0 ? `${one!} doesn't work` : `${one!} doesn't work with ${others.join(' and ')}`,
  }
}

function ofUser(
  {declares, distribution, fixedIn, needs}: SetuptoolsUser,
  versions: ReadonlyMap<string, string>,
  {fixed}: BuiltWith,
): KnownBreak {
  const newer = fixedIn === null ? [] : [`${distribution}>=${fixedIn}`]
  const older = needs === 'pkg_resources' ? ['setuptools<82'] : ['setuptools']
  const canUpgrade = newer.length > 0 && !fixed.has(distribution)
  // A constraint brings nothing that nobody asks for.
  const canHold = needs === 'pkg_resources' && (declares || versions.has('setuptools')) && !fixed.has('setuptools')
  return {
    constraint: canUpgrade ? newer[0]! : canHold ? older[0]! : null,
    error: `No module named '${needs}'`,
    isFatal: true,
    remedies: [...newer, ...older],
    what: versions.has('setuptools')
      ? `${distribution} ${versions.get(distribution)!} doesn't work with setuptools ${versions.get('setuptools')!}`
      : `${distribution} ${versions.get(distribution)!} doesn't work without setuptools`,
  }
}
