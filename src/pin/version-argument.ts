import {repairVersion} from '../checks/version/repair-version.js'
import {majorOf} from '../buildpack/version-number.js'

/** What a user typed for a version. */
export type VersionArgument =
  | {kind: 'newest'}
  /** `N.N` or `N.N.N`. */
  | {kind: 'version'; version: string}
  /** Something that is a Python, and that no Heroku buildpack has. */
  | {kind: 'unsupported'; what: 'another implementation' | 'a free-threaded build' | 'a pre-release'; version: string | null}

const FREE_THREADED = /^(?:(?:c?python|py)[-_@]?|v)?(\d+\.\d+(?:\.\d+)?)t$|^(\d+\.\d+(?:\.\d+)?)\+freethreaded$/i
const PRE_RELEASE = /^(?:(?:c?python|py)[-_@]?|v)?(\d+\.\d+(?:\.\d+)?)(?:[-.]?(?:a|b|rc|alpha|beta|dev)[-.]?\d*)$/i
const OTHER = /^(?:pypy|graalpy|jython|ironpython|micropython|stackless|pyston|(?:ana|mini)conda|cinder|rustpython)/i
/** `3` alone, as in `uv python pin 3`: the newest of that number. */
const WHOLE = /^(?:(?:c?python|py)[-_@]?|v)?(\d+)(?:\.[*x])?$/i

/**
 * Reads a version as people write it: `3.13`, `3.13.2`, `v3.13`, `python-3.13`, `3.13.x`, `3`, `latest`.
 *
 * @returns undefined for what can't be a version
 */
export function parseVersionArgument(text: string): undefined | VersionArgument {
  const typed = text.trim()
  if (/^latest$/i.test(typed)) return {kind: 'newest'}
  if (OTHER.test(typed)) return {kind: 'unsupported', version: null, what: 'another implementation'}
  const threads = FREE_THREADED.exec(typed)
  if (threads) return {kind: 'unsupported', version: majorOf(threads[1] ?? threads[2]!), what: 'a free-threaded build'}
  const early = PRE_RELEASE.exec(typed)
  if (early) return {kind: 'unsupported', version: majorOf(early[1]!), what: 'a pre-release'}
  const whole = WHOLE.exec(typed)
  if (whole) return whole[1] === '3' ? {kind: 'newest'} : {kind: 'version', version: `${Number(whole[1])}.0`}
  const version = repairVersion(typed)
  return version === undefined ? undefined : {kind: 'version', version}
}
