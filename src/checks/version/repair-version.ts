/** Characters that can't be seen and part nothing: format characters such as zero width spaces and byte order marks. */
const INVISIBLE = /\p{Cf}/gu

/** White space, control characters and quotes around a version. */
const AROUND = /^[\p{Cc}\p{Z}"'`\u2018\u2019\u201C\u201D]+|[\p{Cc}\p{Z}"'`\u2018\u2019\u201C\u201D]+$/gu

/** A longer line is no plain version; and what is looked for at its end would be looked for from each of its places. */
const LONGEST_LINE = 1000

const VERSION = /^(?:(?:c?python|py)\s*(?:-|_|==?|@)?\s*|==?\s*|v)?(\d\.0*\d{1,2}(?:\.0*\d{1,3})?)(?:\.[*x])?$/i

/**
 * The one version that a line plainly means: without quotes, a `python-` prefix, a wildcard or a comment behind it.
 *
 * @returns undefined where it could mean more than one thing (a range, a list, words)
 */
export function repairVersion(line: string): string | undefined {
  if (line.length > LONGEST_LINE) return undefined
  const withoutComment = withoutNulls(line).replace(/(?<=[\dx*"'`])\s*#.*$/s, '')
  const cleaned = narrowDigits(withoutComment.replaceAll(INVISIBLE, '')).replaceAll(AROUND, '')
  const version = VERSION.exec(cleaned)?.[1]
  if (version === undefined) return undefined
  // Leading zeros are refused by the buildpack, and mean nothing else.
  return version
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.')
}

/** UTF-16 without a byte order mark, as version lines show it: every other character is a NUL (`␀`). */
function withoutNulls(line: string): string {
  return /^(?:[^\u2400]\u2400)+$|^(?:\u2400[^\u2400])+$/.test(line) ? line.replaceAll('\u2400', '') : line
}

/** The wide digits and full stop of East Asian keyboards. */
function narrowDigits(text: string): string {
  return text.replaceAll(/[\uFF0E\uFF10-\uFF19]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfe_e0))
}
