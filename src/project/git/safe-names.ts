import {gitFailed} from './failed.js'

/** An empty part, `.`, `..` or `.git`. */
const ODD = /^$|^\/|\/\/|\/$|(?:^|\/)\.(?:\.?|git)(?:\/|$)/i

/** Git makes no such name, so somebody wrote it on purpose: it leads out of the folder, or into the git folder. */
function leadsOut(name: string): boolean {
  if (process.platform !== 'win32') return mayBeOdd(name) && ODD.test(name)
  return ODD.test(name.replaceAll('\\', '/')) || /^[a-z]:/i.test(name)
}

/** Nearly all names are not, and there may be a million. */
function mayBeOdd(name: string): boolean {
  return (
    name.startsWith('.') ||
    name.includes('/.') ||
    name.includes('//') ||
    name.startsWith('/') ||
    name.endsWith('/') ||
    name === ''
  )
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
    const what = `A file is recorded as ${JSON.stringify(name)}, which is not a name inside of the folder.`
    throw gitFailed(command, {stderr: `${what} Don't trust this repository: git itself never records such a name.`})
  }
}

const DOTS = Buffer.from('..')
const [DOT, SLASH, NUL] = [0x2e, 0x2f, 0]
const VERSION_AT = 4
const HEADER = 12
/** From this version on, names are cut into pieces. */
const CUT = 4

/**
 * Whether an index may have a name that leads out of the folder: git itself would look at such a file. A quick look at its
 * bytes, which errs on one side only. Source: gitformat-index(5).
 */
export function mayLeadOut(index: Uint8Array): boolean {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.length)
  if (bytes.length >= HEADER && bytes.readUInt32BE(VERSION_AT) >= CUT) return true
  for (let at = bytes.indexOf(DOTS, HEADER); at !== -1; at = bytes.indexOf(DOTS, at + 1)) {
    const [before, after] = [bytes[at - 1], bytes[at + DOTS.length]]
    if (after !== SLASH && after !== NUL) continue
    if (before === SLASH || (before !== DOT && isNameStart(bytes, at))) return true
  }

  return false
}

const LENGTH_BITS = 0xf_ff

/** Before a name are two bytes of flags, with its length in twelve bits (all set for a long name); some entries have two more. */
function isNameStart(bytes: Buffer, at: number): boolean {
  return [2, 4].some((back) => {
    const length = bytes.readUInt16BE(at - back) & LENGTH_BITS
    return length === LENGTH_BITS || bytes[at + length] === NUL
  })
}
