import {maskUrls} from '../platform/secret.js'
import {printableLine} from './printable.js'

/** What a new resolution would take away, for a question. A version may be a URL with a password, as the old file has it. */
export function lossesText({downgraded, removed}: {downgraded: readonly string[]; removed: readonly string[]}): string {
  const safe = (text: string) => printableLine(maskUrls(text))
  return [
    'Dependencies would go, or go back to an older version:',
    ...removed.map((change) => `  removed: ${safe(change)}`),
    ...downgraded.map((change) => `  downgraded: ${safe(change)}`),
  ].join('\n')
}
