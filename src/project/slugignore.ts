import ignore from 'ignore'

/**
 * Heroku deletes what `.slugignore` names after a push and before the buildpacks run. Patterns are those of .gitignore,
 * but negated ones (`!`) have no effect. Source: Dev Center, "Slug Compiler", section "Ignoring files with .slugignore".
 *
 * @returns the paths that are deleted
 */
export function slugignored(slugignore: string, paths: Iterable<string>): Set<string> {
  const patterns = slugignore.split(/\r?\n/).filter((line) => !line.startsWith('!'))
  const matcher = ignore({allowRelativePaths: true, ignorecase: false}).add(patterns)
  const deleted = new Set<string>()
  for (const path of paths) if (matcher.ignores(path)) deleted.add(path)
  return deleted
}
