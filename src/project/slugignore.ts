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
  const patterns = slugignore.split(/\r?\n/).filter((line) => !line.startsWith('!') && !isTooComplex(line))
  const matcher = ignore()({allowRelativePaths: true, ignorecase: false}).add(patterns)
  const deleted = new Set<string>()
  // Patterns that end in a slash match folders only.
  for (const [path, {kind}] of entries) if (matcher.ignores(kind === 'directory' ? `${path}/` : path)) deleted.add(path)
  return deleted
}

/** The patterns that `slugignored` passes over. */
export function complexPatterns(slugignore: string): string[] {
  return slugignore.split(/\r?\n/).filter((line) => isTooComplex(line))
}

/** Linux has no longer path (`PATH_MAX`), and a pattern becomes a regular expression, which has limits too. */
const LONGEST_PATTERN = 4096

/** With each `**` the time that a match can take grows by the depth of the path: three of them can take minutes. */
function isTooComplex(pattern: string): boolean {
  return pattern.length > LONGEST_PATTERN || pattern.split('**').length > 3
}
