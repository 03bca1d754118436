import type {FileTree} from '../../packaging/file-tree.js'
import type {Named} from './style-references.js'

import {escapeRegExp} from '../../common/escape-regexp.js'
import {filesWith} from '../../project/python-source/index.js'
import {blanked, lineCounter} from './marked-text.js'

/** The static files that Django's templates name. */

interface Template {
  path: string
  /** Whether the code, or another template, names it. */
  isUsed(): boolean
  named: readonly Named[]
}

/** `{% static "img/logo.png" %}`. Source: Django's documentation of the tag, whose argument may be a variable too. */
const STATIC =
  /\{%-?[ \t]{0,9}static[ \t]{1,9}(?:"(?<double>[^"{}\n]{1,500})"|'(?<single>[^'{}\n]{1,500})')[ \t]{0,9}(?:as[ \t]\w{1,99}[ \t]{0,9})?-?%\}/g

/** More than this are not looked at. */
const REFERENCES = 500

/** The templates that were read and name static files. */
export function templateReferences(tree: FileTree): Template[] {
  const texts = new Map<string, string>()
  for (const path of tree.files()) {
    const bytes = path.endsWith('.html') ? tree.read(path) : undefined
    if (bytes) texts.set(path, new TextDecoder().decode(bytes))
  }

  return [...texts].flatMap(([path, raw]): Template[] => {
    const name = /(?:^|\/)templates\/(.+)$/.exec(path)?.[1]
    const named = name === undefined ? [] : namedIn(raw)
    return named.length === 0 ? [] : [{isUsed: () => isUsed(tree, texts, name!), named, path}]
  })
}

function namedIn(raw: string): Named[] {
  const text = blanked(blanked(raw, /\{%[ \t]{0,9}comment\b/g, /\{%[ \t]{0,9}endcomment\b/g), /\{#/g, /#\}/g)
  const lineOf = lineCounter(text)
  return [...text.matchAll(STATIC)].slice(0, REFERENCES).flatMap((match) => {
    const written = match.groups!.double ?? match.groups!.single!
    const path = written.replace(/[?#].*$/, '').replace(/^\.\//, '')
    // One with a slash in front is looked for under another name than is meant, and one that ends in it names a folder.
    return path === '' || path.startsWith('/') || path.endsWith('/') || path.includes('..')
      ? []
      : [{line: lineOf(match.index), path, written}]
  })
}

/** Named in quotes: `render(request, "shop/index.html")`, `{% extends "base.html" %}`. */
function isUsed(tree: FileTree, texts: ReadonlyMap<string, string>, name: string): boolean {
  const quoted = [`"${name}"`, `'${name}'`]
  for (const text of texts.values()) if (quoted.some((one) => text.includes(one))) return true
  const [file] = filesWith(tree, new RegExp(`["']${escapeRegExp(name)}["']`))
  return file !== undefined
}
