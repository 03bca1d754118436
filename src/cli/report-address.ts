import {fileURLToPath} from 'node:url'

import {describe, type Description} from './running-copy.js'

/**
 * Where users report a bug or ask: package.json's `bugs`, or else its `repository`.
 *
 * @returns an address that a browser opens; null if package.json names none
 */
export function reportAddress({bugs, repository}: Pick<Description, 'bugs' | 'repository'>): null | string {
  return addressOf(bugs) ?? addressOf(repository)
}

/** The address of this plugin; null until its package.json names one. */
export function ownReportAddress(): null | string {
  return reportAddress(describe(fileURLToPath(import.meta.url), 'heroku-python') ?? {})
}

/** The last line of each command's help. */
export function whereToAsk(address: null | string = ownReportAddress()): string {
  return `Bugs and questions: ${address ?? 'the repository you installed this plugin from'}`
}

/** npm allows a text or `{url}`, and `git+https://…/name.git`, which no browser opens. */
function addressOf(place: unknown): null | string {
  const url = typeof place === 'object' && place !== null && 'url' in place ? place.url : place
  if (typeof url !== 'string') return null
  const web = url.replace(/^git\+/, '').replace(/\.git$/, '')
  return /^https?:\/\//.test(web) ? web : null
}
