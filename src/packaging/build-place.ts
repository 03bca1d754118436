/** What a link of a source may lead to on the machine that builds it, and why a look there may fail. */

/** What `stat` finds. `unknown`: it fails, and not because nothing is there. */
export type Look =
  | {kind: 'device'; /** As /dev/null is. */ isEmpty: boolean}
  | {kind: 'directory' | 'file' | 'missing'}
  | {kind: 'unknown'; fault: LookFault}

/**
 * `ELOOP`: the links lead in a circle, or there are too many. `ENAMETOOLONG`: a link leads to a name that no file can have.
 * `EACCES`: a link leads to a folder that only the root user may look into.
 */
export type LookFault = 'EACCES' | 'ELOOP' | 'ENAMETOOLONG'

/** A place in the tree, by its path there, or outside of it. */
export interface Place {
  outside: boolean
  path: string
}

/** Where a build runs: a folder of /tmp whose name no source can know. */
export const BUILD_FOLDER: readonly string[] = ['tmp', '\0build']

/** What surely is outside of the source on the build machine; what else a link may lead to there is taken as missing. */
const OUTSIDE_FOLDERS = new Set([
  '',
  'app',
  'bin',
  'dev',
  'etc',
  'home',
  'lib',
  'proc',
  'root',
  'run',
  'sbin',
  'sys',
  'tmp',
  'usr',
  'var',
])
const OUTSIDE_DEVICES = new Set(['dev/null', 'dev/random', 'dev/urandom', 'dev/zero'])

/** Builds don't run as root. */
const LOCKED_FOLDERS = new Set(['root'])

/** The kernel's own file systems take any name, and have none that long. */
const ANY_NAME = new Set(['proc', 'sys'])
const MAX_NAME_BYTES = 255

/** @param parts of an absolute path; for a place in the tree the path is relative to its root */
export function placeOf(parts: readonly string[]): Place {
  const inside = BUILD_FOLDER.every((part, index) => parts[index] === part)
  return inside ? {outside: false, path: parts.slice(BUILD_FOLDER.length).join('/')} : {outside: true, path: parts.join('/')}
}

export function outsideKind(path: string): 'device' | 'directory' | undefined {
  if (OUTSIDE_DEVICES.has(path)) return 'device'
  return OUTSIDE_FOLDERS.has(path) ? 'directory' : undefined
}

export function lookOutside(path: string): Look {
  const kind = outsideKind(path) ?? 'missing'
  return kind === 'device' ? {isEmpty: path === 'dev/null', kind} : {kind}
}

/** Why a name can't be looked up in an existing folder that doesn't have it; undefined: it is only missing. */
export function lookupFault(folder: readonly string[], name: string): LookFault | undefined {
  const {outside, path} = placeOf(folder)
  if (outside && LOCKED_FOLDERS.has(path)) return 'EACCES'
  if (outside && ANY_NAME.has(path)) return undefined
  return bytesOf(name) > MAX_NAME_BYTES ? 'ENAMETOOLONG' : undefined
}

/** A byte that is part of no character is a lone surrogate in a name. */
function bytesOf(name: string): number {
  return Buffer.byteLength(name.replaceAll(/[\u{DC80}-\u{DCFF}]/gu, '.'))
}
