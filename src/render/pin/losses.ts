import {safeLine} from '../terminal/safe.js'

/** What a new resolution would take away, for a question. A version may be a URL with a password, as the old file has it. */
export function lossesText({downgraded, removed}: {downgraded: readonly string[]; removed: readonly string[]}): string {
  return [
    'This removes or downgrades dependencies:',
    ...removed.map((change) => `  removed: ${safeLine(change)}`),
    ...downgraded.map((change) => `  downgraded: ${safeLine(change)}`),
  ].join('\n')
}
