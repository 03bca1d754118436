/** Invisible characters, exotic spaces, quotes and a byte order mark around a version. */
const NOISE = /[\p{Cf}\p{Cc}\p{Zs}\u2400"'`\u2018\u2019\u201C\u201D]/gu

const VERSION = /^(?:(?:c?python|py)\s*(?:-|_|==?|@)?|==?|v)?(\d+\.\d+(?:\.\d+)?)(?:\.[*x])?$/i

/**
 * The one version that a line plainly means: without quotes, a `python-` prefix, a wildcard or a comment behind it.
 *
 * @returns undefined where it could mean more than one thing (a range, a list, words)
 */
export function repairVersion(line: string): string | undefined {
  const withoutComment = line.replace(/(?<=\d)\s+#.*$/, '').replace(/(?<=\d)#.*$/, '')
  const cleaned = withoutComment.normalize('NFKC').replaceAll(NOISE, '').trim()
  const version = VERSION.exec(cleaned)?.[1]
  if (version === undefined) return undefined
  // Leading zeros are refused by the buildpack, and mean nothing else.
  return version
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.')
}
