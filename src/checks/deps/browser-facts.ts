import type {Missing} from '../../knowledge/system-needs.js'

const BROWSERS = new Set(['chrome', 'playwright-browsers'])

/** deps/browser-missing tells of these. */
export function isBrowser(missing: readonly Missing[]): boolean {
  return missing.some(({name}) => BROWSERS.has(name))
}
