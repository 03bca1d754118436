import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {compareReleases} from '../../src/buildpack/release-number.js'
import {CLASSIC_RULE_FILES, classicRules, CNB_RULE_FILES, cnbRules, type RuleDigests} from '../../src/buildpack/rule-text.js'

/** src/buildpack/rules.json, of one buildpack. */
export interface RulesOfKind {
  proved: string
  units: Record<string, {digest: string; rests: string[]}>
  changed: Record<string, {digest: string; release: string}>
}

/** The digests of a checkout. */
export function digestsOf(kind: 'classic' | 'cnb', checkout: string): RuleDigests {
  const files = kind === 'classic' ? CLASSIC_RULE_FILES : CNB_RULE_FILES
  const there = files.filter((file) => existsSync(path.join(checkout, file)))
  const texts = Object.fromEntries(there.map((file) => [file, readFileSync(path.join(checkout, file), 'utf8')]))
  return kind === 'classic' ? classicRules(texts) : cnbRules(texts)
}

/**
 * What is known of the rules once a release's data is in releases.json. Of a newer release it is told where it isn't the proved
 * one; an older one is no news.
 */
export function withRelease(rules: RulesOfKind, digests: RuleDigests, release: string): RulesOfKind {
  if (compareReleases(release, rules.proved) <= 0) return withDigests(rules, digests)
  const changed = Object.entries(rules.units).flatMap(([unit, {digest}]) => {
    const now = digests[unit] ?? ''
    const before = rules.changed[unit]
    if (now === digest) return []
    return [[unit, before?.digest === now ? before : {digest: now, release}] as const]
  })
  return {...rules, changed: Object.fromEntries(changed)}
}

/** What is known once a release's behavior was compared with ours, and no difference was found. */
export function asProved(rules: RulesOfKind, digests: RuleDigests, release: string): RulesOfKind {
  return {...withDigests(rules, digests), changed: {}, proved: release}
}

function withDigests(rules: RulesOfKind, digests: RuleDigests): RulesOfKind {
  const units = Object.entries(rules.units).flatMap(([unit, {rests}]) => {
    const digest = digests[unit]
    return digest === undefined ? [] : [[unit, {digest, rests}] as const]
  })
  return {...rules, units: Object.fromEntries(units)}
}
