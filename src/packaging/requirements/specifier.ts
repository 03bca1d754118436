/** Version specifiers as pip takes them. Source: PEP 440, and the `packaging` library inside pip. */

export interface Specifier {
  operator: string
  version: string
}

const RELEASE = String.raw`v?(?:\d+!)?\d+(?:\.\d+)*`
const SUFFIX = String.raw`(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?`
const LOCAL = String.raw`(?:\+[a-z\d]+(?:[-_.][a-z\d]+)*)?`

const FORMS = [
  String.raw`===[ \t]*[^\s;)]*`,
  String.raw`(?:==|!=)[ \t]*${RELEASE}(?:\.\*|${SUFFIX}${LOCAL})`,
  String.raw`~=[ \t]*v?(?:\d+!)?\d+(?:\.\d+)+${SUFFIX}`,
  String.raw`(?:<=|>=|<|>)[ \t]*${RELEASE}${SUFFIX}`,
].join('|')

/** One specifier, to be matched at a place. */
export const SPECIFIER = new RegExp(FORMS, 'iy')

const WHOLE = new RegExp(`^(?:${FORMS})$`, 'i')

export function isSpecifier(text: string): boolean {
  return WHOLE.test(text.trim())
}

/** @param text one specifier, as {@link SPECIFIER} matches it */
export function splitSpecifier(text: string): Specifier {
  const [, operator, version] = /^(===|==|~=|!=|<=|>=|<|>)\s*(.*)$/.exec(text)!
  return {operator: operator!, version: version!}
}

/** The one version that specifiers allow, as written; null if they leave a choice. */
export function exactVersion(specifiers: readonly Specifier[]): string | null {
  const exact = specifiers.find(({operator, version}) => operator === '===' || (operator === '==' && !version.endsWith('*')))
  return exact?.version ?? null
}
