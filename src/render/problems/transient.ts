import type {Problem} from '../problems.js'

/**
 * Whether the same command may work a little later, with nothing changed by anybody: there was no network, the Platform API
 * failed or had too many requests, or another build had the lock. False too where that can't be told.
 */
export function isTransient(problem: Problem): boolean {
  switch (problem.id) {
    case 'app-not-readable':
    case 'apps-not-readable':
    case 'buildpacks-not-set':
      return isPassing(problem.status)

    case 'build-locked':
      return true

    default:
      return false
  }
}

/** @param status of an answer of HTTP; null: there was none. Source: RFC 9110, sections 15.5.9 and 15.6; RFC 6585, section 4 */
function isPassing(status: null | number): boolean {
  return status === null || status === 408 || status === 429 || status >= 500
}
