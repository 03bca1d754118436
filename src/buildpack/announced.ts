import type {BuildpackKind} from '../package-managers/names.js'

import announced from './announced.json' with {type: 'json'}
import {compareReleases} from './release-number.js'
import {hasPatch, majorOf} from './version-number.js'

/** A buildpack release that is known from its release notes only. */
export interface Announcement {
  release: string
  /** ISO date. */
  released: string
  /** Where it is known from. */
  from: string
  /** `N.N` that the release added, where its notes name no patch release. */
  majors: string[]
  /** `N.N` → the latest patch release, `N.N.N`. */
  latest: Partial<Record<string, string>>
}

const data: Record<BuildpackKind, Announcement[]> = announced

/**
 * The first release after `release` whose notes say that it has a Python version (`N.N` or `N.N.N`); undefined: none.
 * No rule of the buildpack was verified against it: it may soften a finding, and no prediction rests on it.
 */
export function announcementOf(kind: BuildpackKind, release: string, version: string): Announcement | undefined {
  return data[kind].find((one) => compareReleases(one.release, release) > 0 && names(one, version))
}

function names({latest, majors}: Announcement, version: string): boolean {
  // The buildpack takes digits of other scripts for numbers, and no notes name those.
  if (!/^[\d.]+$/.test(version)) return false
  const major = majorOf(version)
  const patch = latest[major]
  if (!hasPatch(version)) return majors.includes(major) || patch !== undefined
  return patch !== undefined && compareReleases(version, patch) <= 0
}
