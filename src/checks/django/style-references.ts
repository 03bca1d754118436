import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {StaticFile} from './static-files.js'

import {blanked, lineCounter} from './marked-text.js'
import {isBefore} from '../../packaging/release-order.js'

/** What a style sheet or a script names, as Django's storage with a manifest reads it. */

export interface Named {
  /** As written. */
  written: string
  /** The name of a static file: `img/logo.png`. */
  path: string
  line: number
}

/** Source: HashedFilesMixin.patterns and .url_converter in Django's contrib/staticfiles/storage.py. */
const IN_STYLES = [
  /url\((['"]?)[ \t]{0,9}(?<url>[^\n]{0,300}?)\1\)/gi,
  /@import[ \t]{0,9}["'][ \t]{0,9}(?<url>[^\n]{0,300}?)["']/gi,
]
const MAP_IN_STYLES = /^\/\*#[ \t]sourceMappingURL=(?<url>[^\s*]{1,300})[ \t]{0,9}\*\/$/gm
const MAP_IN_SCRIPTS = /^\/\/# sourceMappingURL=(?<url>[^\n]{1,300})$/gm

const MAPS: ReadonlySet<RegExp> = new Set([MAP_IN_SCRIPTS, MAP_IN_STYLES])

/** The first versions that read maps. Source: Django's release notes of 4.0 and 4.1. */
const MAPS_OF_SCRIPTS = '4.0'
const MAPS_OF_STYLES = '4.1'
/** The first version that passes over comments. Source: Django's release notes of 6.0. */
const KNOWS_COMMENTS = '6.0'

/** More than this are not looked at. */
const REFERENCES = 2000

/** @param version of Django; null: it isn't known, and only what every version reads counts */
export function namedFiles(tree: FileTree, {name, path}: StaticFile, version: null | string): Named[] {
  const bytes = tree.read(path)
  if (!bytes) return []
  const raw = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n')
  const text = version !== null && isBefore(version, KNOWS_COMMENTS) ? raw : withoutComments(raw)
  const isSince = (since: string) => version !== null && !isBefore(version, since)
  const patterns = name.endsWith('.js')
    ? isSince(MAPS_OF_SCRIPTS)
      ? [MAP_IN_SCRIPTS]
      : []
    : [...IN_STYLES, ...(isSince(MAPS_OF_STYLES) ? [MAP_IN_STYLES] : [])]
  return patterns.flatMap((pattern) => {
    const matches = [...(MAPS.has(pattern) ? raw : text).matchAll(pattern)].slice(0, REFERENCES)
    const lineOf = lineCounter(raw)
    return matches.flatMap((match) => {
      const written = match.groups!.url!
      const target = targetOf(name, written)
      return target === undefined ? [] : [{line: lineOf(match.index), path: target, written}]
    })
  })
}

function withoutComments(text: string): string {
  return blanked(text, /\/\*/g, /\*\//g)
}

/** The static file that a URL leads to; undefined for one that isn't looked for, or that can't be told. */
function targetOf(from: string, url: string): string | undefined {
  if (/^[a-z]+:/.test(url) || url.startsWith('/') || url.startsWith('#') || /["'{}$<>\\]/.test(url)) return undefined
  const path = url.replace(/#.*$/, '').replace(/\?.*$/, '').trim()
  if (path === '') return undefined
  const target = posix.join(posix.dirname(from), decoded(path))
  return target.startsWith('..') || target.endsWith('/') ? undefined : target
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
