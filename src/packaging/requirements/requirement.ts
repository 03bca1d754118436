import {posix} from 'node:path'

import type {FileTree} from '../file-tree.js'
import type {Specifier} from './specifier.js'

import {LONGEST_PATH} from './included-files.js'
import {type Marker, parseMarker} from './marker.js'
import {type NamedRequirement, normaliseName, parseRequirement} from './pep508.js'
import {isWheelName, wheelParts} from './wheel-name.js'

/** One thing to install, as pip understands it. Source: pip's req/constructors.py. */

/** From where it comes. URLs are as written, with their credentials: mask them before they are shown. */
export type RequirementSource =
  | {kind: 'index'; specifiers: readonly Specifier[]}
  | {kind: 'url'; url: string}
  | {kind: 'vcs'; url: string; /** What stands behind the `@`. */ ref: string | null}
  /** `path` is relative to the root of the app, from where pip runs; null: outside of it. */
  | {kind: 'path'; path: string | null; written: string}

export interface ParsedRequirement {
  /** As PEP 503 compares it; null where the line doesn't say it, as for `./lib`. */
  name: string | null
  extras: readonly string[]
  source: RequirementSource
  marker: {parsed: Marker; written: string} | null
}

/** What pip refuses in a requirement. */
export type RequirementFault =
  | 'editable-form'
  | 'editable-unnamed'
  | 'egg'
  | 'extras'
  | 'marker'
  | 'name'
  | 'no-such-path'
  | 'not-a-project'
  | 'ref'
  | 'rest'
  | 'url'
  | 'version'
  | 'wheel-name'

type ReadRequirement = {requirement: ParsedRequirement} | {fault: RequirementFault}

const VCS_URL =
  /^(?:bzr\+(?:http|https|ssh|sftp|ftp|lp|file)|git\+(?:http|https|ssh|git|file)|hg\+(?:file|http|https|ssh|static-http)|svn\+(?:ssh|http|https|svn|file)):/i
const URL = /^(?:https?|file|ftp):/i
const ARCHIVE = /\.(?:zip|whl|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma|tar\.gz|tgz|tar)$/i
const WINDOWS_PATH = /^[A-Za-z]:[/\\]/

/** @param text a line without options */
export function readRequirement(text: string, tree: FileTree): ReadRequirement {
  const isUrl = VCS_URL.test(text) || URL.test(text)
  const separator = isUrl ? '; ' : ';'
  const at = text.indexOf(separator)
  const written = at === -1 ? '' : text.slice(at + separator.length).trim()
  const body = (at === -1 ? text : text.slice(0, at)).trim()
  const parsed = written === '' ? null : parseMarker(written)
  if (parsed === undefined) return {fault: 'marker'}
  const read = isUrl ? fromUrl(body) : fromPathOrName(body, tree)
  if ('fault' in read || parsed === null) return read
  return {requirement: {...read.requirement, marker: {parsed, written}}}
}

/** @param text what follows `-e` */
export function readEditable(text: string, tree: FileTree): ReadRequirement {
  const named = parseRequirement(text)
  if ('requirement' in named && named.requirement.url !== null) {
    const {url} = named.requirement
    return VCS_URL.test(url) || /^file:/i.test(url) ? {requirement: fromNamed(named.requirement)} : {fault: 'editable-form'}
  }

  const {extras, rest} = splitExtras(text)
  if (insideRoot(rest) === null) return path(rest, extras, null)
  if (isFolder(rest, tree)) return projectFolder(rest, extras, tree)
  const url = /^(?:bzr|git|hg|svn):/i.test(text) ? `${text.slice(0, text.indexOf(':'))}+${text}` : text
  if (!VCS_URL.test(url) && !/^file:/i.test(url))
    return looksLikePath(rest) && !URL.test(url) ? missingPath(rest, extras, tree) : {fault: 'editable-form'}
  const read = fromUrl(url)
  const isUnnamed = 'requirement' in read && read.requirement.name === null && VCS_URL.test(url)
  return isUnnamed ? {fault: 'editable-unnamed'} : read
}

function fromUrl(url: string): ReadRequirement {
  const egg = /[#&]egg=([^&]*)/.exec(url)?.[1]
  if (egg !== undefined && !/^(?:[a-z\d]|[a-z\d][\w.-]*[a-z\d])$/i.test(egg)) return {fault: 'egg'}
  const source = urlSource(url)
  if (source.kind === 'vcs' && source.ref === '') return {fault: 'ref'}
  const wheel = source.kind === 'vcs' ? undefined : fileName(url)
  if (wheel !== undefined && /\.whl$/i.test(wheel)) {
    const name = wheelParts(wheel)?.name
    return name === undefined
      ? {fault: 'wheel-name'}
      : {requirement: {extras: [], marker: null, name: normaliseName(name), source}}
  }

  return {requirement: {extras: [], marker: null, name: egg === undefined ? null : normaliseName(egg), source}}
}

function fromPathOrName(text: string, tree: FileTree): ReadRequirement {
  const {extras, rest} = splitExtras(text)
  if (WINDOWS_PATH.test(rest)) return path(rest, extras, null)
  if (looksLikePath(rest) && isFolder(rest, tree)) return projectFolder(rest, extras, tree)
  const beforeAt = rest.split('@', 1)[0]!
  const isNamedUrl = rest.includes('@') && !looksLikePath(beforeAt)
  if (ARCHIVE.test(rest) && !isNamedUrl) return archive(rest, extras, tree)
  const named = parseRequirement(text)
  if ('requirement' in named) {
    const {url} = named.requirement
    return url === null || hasScheme(url) ? {requirement: fromNamed(named.requirement)} : {fault: 'url'}
  }

  return looksLikePath(rest) && !rest.includes('@') ? missingPath(rest, extras, tree) : named
}

function fromNamed({extras, marker, name, specifiers, url}: NamedRequirement): ParsedRequirement {
  const source: RequirementSource = url === null ? {kind: 'index', specifiers} : urlSource(url)
  return {extras: extras.map((extra) => normaliseName(extra)), marker, name: normaliseName(name), source}
}

function urlSource(url: string): RequirementSource {
  if (VCS_URL.test(url)) return {kind: 'vcs', ref: refOf(url), url}
  const file = /^file:(?:\/\/(?:localhost)?(?=\/))?([^#?]*)/i.exec(url)?.[1]
  return file === undefined ? {kind: 'url', url} : {kind: 'path', path: insideRoot(file), written: url}
}

/** A branch, tag or commit stands behind the last `@` of the URL's path, as pip cuts it. */
function refOf(url: string): string | null {
  const [address] = url.split('#', 1)
  const path = address!.slice(address!.indexOf('/', address!.indexOf('://') + 3))
  const at = path.lastIndexOf('@')
  return at === -1 ? null : path.slice(at + 1)
}

function archive(written: string, extras: readonly string[], tree: FileTree): ReadRequirement {
  const file = fileName(written)
  if (/\.whl$/i.test(file) && !isWheelName(file)) return {fault: 'wheel-name'}
  const inside = insideRoot(written)
  if (inside !== null && !mayExist(inside, tree)) return {fault: 'no-such-path'}
  const name = /\.whl$/i.test(file) ? normaliseName(wheelParts(file)!.name) : null
  return {requirement: {extras, marker: null, name, source: {kind: 'path', path: inside, written}}}
}

function projectFolder(written: string, extras: readonly string[], tree: FileTree): ReadRequirement {
  const inside = insideRoot(written)!
  const isProject = ['pyproject.toml', 'setup.py'].some((file) => mayExist(posix.join(inside, file), tree))
  return isProject ? path(written, extras, inside) : {fault: 'not-a-project'}
}

function path(written: string, extras: readonly string[], inside: string | null): ReadRequirement {
  return {requirement: {extras, marker: null, name: null, source: {kind: 'path', path: inside, written}}}
}

/** A path outside of the app may be anything, and so may one in a submodule; elsewhere it is refused if it isn't there. */
function missingPath(written: string, extras: readonly string[], tree: FileTree): ReadRequirement {
  const inside = insideRoot(written)
  const isKnown = inside !== null && (tree.exists(inside) || !mayExist(inside, tree))
  return isKnown ? {fault: 'no-such-path'} : path(written, extras, inside)
}

function splitExtras(text: string): {extras: string[]; rest: string} {
  const open = text.endsWith(']') ? text.lastIndexOf('[') : -1
  if (open <= 0) return {extras: [], rest: text}
  const extras = text.slice(open + 1, -1).split(',')
  return {extras: extras.map((extra) => normaliseName(extra.trim())), rest: text.slice(0, open).trimEnd()}
}

function looksLikePath(text: string): boolean {
  return text.includes('/') || text.startsWith('.')
}

/** Where a path leads, from the root of the app; null if out of it, or longer than any. The root itself is the empty path. */
function insideRoot(written: string): string | null {
  if (written.length > LONGEST_PATH) return null
  const normal = posix.normalize(written).replace(/\/$/, '')
  if (normal.startsWith('/') || normal === '..' || normal.startsWith('../') || WINDOWS_PATH.test(written)) return null
  return normal === '.' ? '' : normal
}

function isFolder(written: string, tree: FileTree): boolean {
  const inside = insideRoot(written)
  return inside !== null && (inside === '' || tree.isDirectory(inside))
}

/** Whether a path is there, or in a submodule, whose files are not looked at: git knows no other empty folder. */
export function mayExist(path: string, tree: FileTree): boolean {
  if (tree.exists(path)) return true
  let folder = posix.dirname(path)
  while (folder !== '.' && !tree.exists(folder)) folder = posix.dirname(folder)
  return folder !== '.' && tree.isDirectory(folder) && tree.list(folder).length === 0
}

function hasScheme(url: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(url) || url.includes('${')
}

function fileName(url: string): string {
  return posix.basename(url.split(/[?#]/, 1)[0]!)
}
