import {posix} from 'node:path'

import {decodeRequirements} from './decode.js'
import {parseOptionLine} from './line-options.js'
import {logicalLines} from './logical-lines.js'

/** The files that a requirements file includes (`-r`, `-c`), as paths from the root; those outside of it are left out. */
export function includedFiles(path: string, contents: Uint8Array): string[] {
  const {text} = decodeRequirements(contents)
  return logicalLines(text).flatMap((line) => {
    const parsed = parseOptionLine(line.text)
    if ('fault' in parsed || parsed.argument !== '') return []
    return parsed.options.flatMap(({name, value}) => {
      if (value === null || (name !== '--requirement' && name !== '--constraint')) return []
      return insideRoot(path, value) ?? []
    })
  })
}

/** Linux opens no longer path (`PATH_MAX`), and to normalize one takes the square of its length. */
export const LONGEST_PATH = 4096

/** @param from the file that names the path, which counts from its folder */
export function insideRoot(from: string, written: string): string | undefined {
  if (written.length > LONGEST_PATH) return undefined
  const path = posix.normalize(posix.join(posix.dirname(from), written))
  return written.startsWith('/') || path.startsWith('../') ? undefined : path
}

/** Requirements files of any name, by where they are found or included from. */
export function isRequirementsFile(path: string): boolean {
  return /(?:^|\/)requirements[^/]*\.(?:in|txt)$|^requirements\//.test(path)
}
