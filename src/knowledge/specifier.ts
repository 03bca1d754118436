import {lazyRequire} from '../common/lazy-require.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** Stands for the newest version of anything, which is what an unpinned requirement gets. */
const NEWEST = '999999'

/**
 * Whether a version meets a specifier (PEP 440). No specifier is met by all. Null stands for the newest version there is;
 * a text that is no version meets nothing.
 */
export function meets(version: null | string, specifier: string | undefined): boolean {
  if (specifier === undefined || specifier === '') return true
  if (version === null) return pep440().satisfies(NEWEST, specifier)
  return pep440().valid(version) !== null && pep440().satisfies(version, specifier, {prereleases: true})
}
