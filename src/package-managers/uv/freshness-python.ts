import {lazyRequire} from '../../common/lazy-require.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** Ranges of Python versions, compared by samples: what two of them answer differently to is a difference for sure. */

/** More than there will be for years. */
const MINORS = 40
const PATCHES = 30

const GRID = [
  '2.7.18',
  ...Array.from({length: MINORS}, (_, minor) => Array.from({length: PATCHES}, (__, patch) => `3.${minor}.${patch}`)).flat(),
  '4.0.0',
  '5.0.0',
]

/**
 * Whether two `requires-python` surely begin or end elsewhere. uv looks at the two ends only, not at what `!=` takes out.
 *
 * Source: uv's crates/uv-distribution-types/src/requires_python.rs, `RequiresPython::range`.
 */
export function endsDiffer(one: string, other: string): boolean {
  const [first, second] = [one, other].map((range) => versionsIn(range, GRID))
  if (first!.length === 0 || second!.length === 0) return false
  return first![0] !== second![0] || first!.at(-1) !== second!.at(-1)
}

/** Versions of a range: each minor's first ones, and those around the versions that markers name. */
export function samples(range: string, named: readonly string[]): string[] {
  const around = new Set(named.flatMap((version) => neighbours(version)))
  return versionsIn(
    range,
    GRID.filter((version) => /\.[01]$/.test(version) || around.has(version)),
  )
}

function neighbours(version: string): string[] {
  const [, minor, patch] = /^3\.(\d+)(?:\.(\d+))?/.exec(version) ?? []
  if (minor === undefined) return []
  return [-1, 0, 1].map((step) => `3.${minor}.${Number(patch ?? 0) + step}`)
}

/** All at once: a range is parsed in more time than a version is compared with it. */
function versionsIn(range: string, versions: string[]): string[] {
  return pep440().validRange(range) ? pep440().filter(versions, range, {prereleases: true}) : []
}
