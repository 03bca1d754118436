import {DIGIT, NONZERO_DIGIT} from './emulation/glibc.js'

export {hasPatch, majorOf} from '../packaging/python-version.js'

const INTEGER = `(?:0|${NONZERO_DIGIT}${DIGIT}*)`
const MINOR_OR_PATCH = new RegExp(`^(${INTEGER})\\.(${INTEGER})(?:\\.(${INTEGER}))?$`, 'u')

/** A version as the buildpack's regular expression accepts it; parts are text, for they may not be plain numbers. */
export interface VersionNumber {
  text: string
  major: string
  minor: string
  patch?: string
}

/** Parses `N.N` or `N.N.N` without redundant leading zeros. Source: lib/python_version.sh, `PYTHON_VERSION_REGEX`. */
export function parseVersionNumber(text: string): VersionNumber | undefined {
  const match = MINOR_OR_PATCH.exec(text)
  if (!match) return undefined
  const [, major, minor, patch] = match
  return {major: major!, minor: minor!, text, ...(patch === undefined ? {} : {patch})}
}

/** A number that bash's arithmetic can't read: the comparison it stands in is then false. */
class NotArithmetic extends Error {}

/**
 * A number as bash's arithmetic reads it: 64 bits wide, wrapping round.
 *
 * @throws NotArithmetic for digits of other scripts, on which bash prints an error and takes the condition as false
 */
export function arithmetic(digits: string): bigint {
  if (!/^\d+$/.test(digits)) throw new NotArithmetic(digits)
  return BigInt.asIntN(64, BigInt(digits))
}

/** A condition of bash's `(( ))`: false where it meets a number that it can't read. */
export function condition(test: () => boolean): boolean {
  try {
    return test()
  } catch (error) {
    if (error instanceof NotArithmetic) return false
    throw error
  }
}
