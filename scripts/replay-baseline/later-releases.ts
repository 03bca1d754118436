import type {PythonSupport, Releases} from '../../src/buildpack/release.js'
import type {ReleaseData} from '../../src/releases/current-releases.js'

import {builtInReleases} from '../../src/buildpack/release.js'
import {NO_CHANGES} from '../../src/buildpack/rules.js'

/** Of one Python, about every second month. Source: PEP 602. */
const PATCHES_A_YEAR = 6

/** What may be known of the buildpacks some years from now: each year a Python comes, and one goes. */
export function laterReleases(years: number): ReleaseData {
  const {classic, cnb} = builtInReleases
  const releases: Releases = {
    classic: {
      ...classic,
      python: later(classic.python, years),
      release: `v${9000 + years}`,
      released: inYears(classic.released, years),
    },
    cnb: {...cnb, python: later(cnb.python, years), release: `${9000 + years}.0.0`, released: inYears(cnb.released, years)},
  }
  return {ageInDays: 1, newerRules: null, releases, ruleChanges: NO_CHANGES, stale: false}
}

function later(python: PythonSupport, years: number): PythonSupport {
  if (years === 0) return python
  const minor = (version: string) => Number(version.split('.')[1])
  const [oldest, newest] = [minor(python.oldest) + years, minor(python.newest) + years]
  const latest = Object.fromEntries(
    Array.from({length: newest - oldest + 1}, (_, index) => {
      const version = `3.${oldest + index}`
      const patch = Number(python.latest[version]?.split('.')[2] ?? 0) + years * PATCHES_A_YEAR
      return [version, `${version}.${patch}`]
    }),
  )
  const deprecated = {endOfLife: 'October 2030', removed: '2031-01-06', version: `3.${oldest}`}
  return {...python, default: `3.${newest}`, deprecated, latest, newest: `3.${newest}`, oldest: `3.${oldest}`}
}

function inYears(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
}
