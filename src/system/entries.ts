import {type Dirent, readdirSync} from 'node:fs'

import {decodeName, encodeName} from './names.js'

/** What stands in a name for a byte that is no text. */
const NO_TEXT = '\u{FFFD}'

/** What is in a folder, in one go, with names that lead back to their files (names.ts). */
export function entriesOf(folder: string): Dirent[] {
  const place = encodeName(folder)
  const entries = readdirSync(place, {withFileTypes: true})
  // Few folders have such a name, and text is read in half the time.
  if (!entries.some(({name}) => name.includes(NO_TEXT))) return entries
  return readdirSync(place, {encoding: 'buffer', withFileTypes: true}).map((entry) =>
    Object.assign(entry as unknown as Dirent, {name: decodeName(entry.name)}),
  )
}
