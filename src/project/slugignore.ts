import type {TreeEntry} from '../packaging/file-tree.js'

import {lazyRequire} from '../common/lazy-require.js'

const ignore = lazyRequire<typeof import('ignore')>('ignore')

/**
 * Heroku deletes what `.slugignore` names after a push and before the buildpacks run. Patterns are those of .gitignore,
 * but negated ones (`!`) have no effect. Source: Dev Center, "Slug Compiler", section "Ignoring files with .slugignore".
 *
 * @returns the paths that are deleted
 */
export function slugignored(slugignore: string, entries: Iterable<[path: string, entry: TreeEntry]>): Set<string> {
  const all = slugignore.split(/\r?\n/).filter((line) => !line.startsWith('!') && !isTooComplex(line))
  const patterns = all.slice(0, PATTERNS)
  const matcher = ignore()({allowRelativePaths: true, ignorecase: false}).add(patterns)
  const deleted = new Set<string>()
  // Patterns that end in a slash match folders only.
  for (const [path, {kind}] of entries) if (matcher.ignores(kind === 'directory' ? `${path}/` : path)) deleted.add(path)
  return deleted
}

/** The patterns that `slugignored` passes over. */
export function complexPatterns(slugignore: string): string[] {
  const lines = slugignore.split(/\r?\n/)
  const usable = lines.filter((line) => !line.startsWith('!') && !isTooComplex(line))
  return [...lines.filter((line) => isTooComplex(line)), ...usable.slice(PATTERNS)]
}

/** More patterns than anyone writes: each is held against every path. */
export const PATTERNS = 1000

/** Linux has no longer path (`PATH_MAX`), and a pattern becomes a regular expression, which has limits too. */
const LONGEST_PATTERN = 4096

/** With each `**` the time that a match can take grows by the depth of the path: three of them can take minutes. */
export function isTooComplex(pattern: string): boolean {
  return pattern.length > LONGEST_PATTERN || pattern.split('**').length > 3
}
