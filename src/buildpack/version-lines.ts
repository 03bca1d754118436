import {SPACE} from './emulation/glibc.js'
import {decode} from './emulation/text.js'

const LEADING = new RegExp(`^${SPACE}+`)
const TRAILING = new RegExp(`${SPACE}+$`)

/**
 * The lines of a version file that hold something: split at LF alone, trimmed, without comments, NUL shown as `␀`.
 * Source: lib/python_version.sh, `read_trimmed_version_lines`.
 */
export function readVersionLines(bytes: Uint8Array): string[] {
  return decode(bytes)
    .split('\n')
    .map((line) => trimEnd(line.replace(LEADING, '')).replaceAll('\0', '\u2400'))
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** A pattern anchored at the end alone is tried at every white space; this looks once, from the end. */
function trimEnd(line: string): string {
  let end = line.length
  while (end > 0 && TRAILING.test(line[end - 1]!)) end--
  return line.slice(0, end)
}
