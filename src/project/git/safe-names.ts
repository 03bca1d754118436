import {gitFailed} from './failed.js'

/** An empty part, `.`, `..` or `.git`. */
const ODD = /^$|^\/|\/\/|\/$|(?:^|\/)\.(?:\.?|git)(?:\/|$)/i

/** Git makes no such name, so somebody wrote it on purpose: it leads out of the folder, or into the git folder. */
function leadsOut(name: string): boolean {
  if (process.platform !== 'win32') return ODD.test(name)
  return ODD.test(name.replaceAll('\\', '/')) || /^[a-z]:/i.test(name)
}

/**
 * Refuses names of the index, or of a commit, if one of them leads elsewhere.
 *
 * @param command of git that told them
 * @throws ProblemError git-failed
 */
export function requireSafe(names: Iterable<string>, command: string): void {
  for (const name of names) {
    if (!leadsOut(name)) continue
    const what = `The repository has a file named ${JSON.stringify(name)}, outside its folder.`
    throw gitFailed(command, {stderr: `${what} Don't trust this repository: git never creates such a name.`})
  }
}

const DOTS = Buffer.from('..')
const VERSION_AT = 4
const HEADER = 12
/** From this version on, names are cut into pieces. */
const CUT = 4
/** Before the hash of an entry: times, numbers and sizes of its file. */
const STATS = 40
const EXTENDED = 0x40_00
const ALIGNED = 8

/**
 * Whether an index may have a name that leads out of the folder: git itself would look at such a file. A quick look, which
 * errs on one side only. Source: gitformat-index(5).
 *
 * @param hashLength of the repository's kind of hash, in bytes
 */
export function mayLeadOut(index: Uint8Array, hashLength: number): boolean {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.length)
  if (bytes.length < HEADER) return false
  if (bytes.readUInt32BE(VERSION_AT) >= CUT) return true
  let dots = bytes.indexOf(DOTS, HEADER)
  let entry = HEADER
  for (let left = bytes.readUInt32BE(VERSION_AT + 4); left > 0 && dots !== -1; left--) {
    const flags = entry + STATS + hashLength
    // Not as it should be: git tells.
    if (flags + 2 > bytes.length) return true
    const start = flags + ((bytes.readUInt16BE(flags) & EXTENDED) === 0 ? 2 : 4)
    const end = bytes.indexOf(0, start)
    if (end === -1) return true
    while (dots !== -1 && dots < start) dots = bytes.indexOf(DOTS, dots + 1)
    if (dots !== -1 && dots < end && leadsOut(bytes.toString('latin1', start, end))) return true
    // At least one NUL, up to eight.
    entry += Math.floor((end - entry) / ALIGNED + 1) * ALIGNED
  }

  return false
}
