import type {BuildpackKind} from '../package-managers/names.js'
import type {RuleDigests} from './rule-text.js'

import {byName} from '../common/by-name.js'
import {compareReleases, isReleaseNumber} from './release-number.js'
import data from './rules.json' with {type: 'json'}

interface Rules {
  /** The release whose behavior was compared with ours. */
  proved: string
  /** What it consists of (rule-text.ts), with its digest and what of ours rests on it. */
  units: Record<string, {digest: string; rests: string[]}>
  /** Of the release in releases.json, where that is a newer one: the units that are not those of the proved release. */
  changed: SeenRules
}

/** Unit → its digest in the newest known release, and the first release in which it was seen like that. */
export type SeenRules = Readonly<Record<string, {digest: string; release: string}>>

/**
 * What may be different since the proved release: the id of a check, a failure's reason or `step/` and a build's step → the
 * release in which what it rests on changed.
 */
export type RuleChanges = ReadonlyMap<string, string>

const RULES: Record<BuildpackKind, Rules> = data

/** What a plugin knows that ships the data of the proved release. */
export const NO_CHANGES: RuleChanges = new Map()

/** A release's digests, with the release in which each was seen first. A unit that is there no more has an empty one. */
export function seenRules(kind: BuildpackKind, digests: RuleDigests, release: string, before: SeenRules): SeenRules {
  const found = byName(digests)
  const known = byName(before)
  const seen = Object.keys(RULES[kind].units).map((unit) => {
    const digest = found[unit] ?? ''
    const since = known[unit]?.digest === digest ? known[unit].release : release
    return [unit, {digest, release: since}] as const
  })
  return Object.fromEntries(seen)
}

/** @param seen those of a newer release; left out: those of the release that the plugin ships */
export function ruleChanges(kind: BuildpackKind, seen: SeenRules = RULES[kind].changed): RuleChanges {
  const rules = RULES[kind]
  const changes = new Map<string, string>()
  for (const [unit, {digest, rests}] of Object.entries(rules.units)) {
    const now = byName(seen)[unit]
    if (now === undefined || now.digest === digest) continue
    for (const id of rests) {
      const other = changes.get(id)
      if (other === undefined || compareReleases(now.release, other) > 0) changes.set(id, now.release)
    }
  }

  return changes
}

/** Whether one of a release's rules is not that of the proved one. */
export function hasChanged(kind: BuildpackKind, seen: SeenRules): boolean {
  return Object.entries(RULES[kind].units).some(([unit, {digest}]) => byName(seen)[unit]?.digest !== digest)
}

/** What of a file that anyone may have written is of the form of seenRules; undefined: nothing. */
export function readSeenRules(kind: BuildpackKind, value: unknown): SeenRules | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.keys(RULES[kind].units).map((unit) => [unit, (value as Record<string, unknown>)[unit]] as const)
  const isSeen = (one: unknown): one is SeenRules[string] => {
    const {digest, release} = (one ?? {}) as Partial<Record<string, unknown>>
    return typeof digest === 'string' && /^[\da-f]{0,64}$/.test(digest) && isReleaseNumber(release)
  }

  return entries.every(([, one]) => isSeen(one)) ? (Object.fromEntries(entries) as SeenRules) : undefined
}
