import type {CheckedFinding} from '../checks/run-checks.js'
import type {FileTree} from '../packaging/file-tree.js'

import {decodeRequirements} from '../packaging/requirements/decode.js'
import {maskUrls} from '../platform/secret.js'

/** A finding, and where in its line it is. */
export interface PlacedFinding extends CheckedFinding {
  /** From 1, in UTF-16 code units, as editors count; only where the check knows it. */
  column?: number
  /** Behind the last one. */
  endColumn?: number
  /** The line as it may be shown. */
  excerpt?: Excerpt
}

export interface Excerpt {
  text: string
  /** What of it is at fault: where it begins, and how long it is. */
  start: number
  length: number
}

/** A longer line is a program's, and no reader's. */
const LONGEST = 2000
/** A text behind a name for something secret, in Python, JSON, TOML or a requirements file; `value`: of app.json's variables. */
const SECRET_TEXT =
  /((?:secret|passw(?:or)?d|passphrase|token|api_?key|private_?key|access_?key|dsn|credential|value)\w*["']?\]?\s*(?:[:=]|,)\s*[frbu]*)(["']).*?\2/gi

/**
 * Finds a finding's place in its line, and the line itself, without the secrets that are known or can be told by their form:
 * a screen and a log may be seen by others.
 *
 * @param mask takes the app's config vars out
 */
export function placed(finding: CheckedFinding, tree: FileTree, mask: (line: string) => string): PlacedFinding {
  const {file, line, part} = finding
  const text = file === undefined || line === undefined ? undefined : lineOf(tree, file, line)
  if (text === undefined) return finding
  const shown = mask(maskUrls(text)).replaceAll(SECRET_TEXT, '$1$2****$2')
  const at = positionOf(part, text)
  const columns = at === -1 ? {} : {column: at + 1, endColumn: at + 1 + part!.length}
  return {...finding, ...columns, ...(shown.trim() !== '' && {excerpt: excerptOf(shown, at === -1 ? undefined : part)})}
}

function lineOf(tree: FileTree, file: string, line: number): string | undefined {
  const bytes = tree.read(file)
  const text = bytes && linesOf(bytes)[line - 1]
  return text === undefined || text.length > LONGEST ? undefined : text
}

/** Of a file that many findings are about, once. */
const lines = new WeakMap<Uint8Array, readonly string[]>()

function linesOf(bytes: Uint8Array): readonly string[] {
  const known = lines.get(bytes) ?? decodeRequirements(bytes).text.split(/\r\n|[\r\n]/)
  lines.set(bytes, known)
  return known
}

/** A whole word, if there is one: `app` of `gunicorn myapp.wsgi:app` is the last. -1: it isn't there. */
function positionOf(part: string | undefined, text: string): number {
  if (part === undefined || part === '') return -1
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + part.length] ?? ' '}`
    if (!/\w/.test(around)) return at
  }

  return text.indexOf(part)
}

/** The part, if it is still there; else all of the line but its margins and a comment behind it. */
function excerptOf(text: string, part: string | undefined): Excerpt {
  const at = positionOf(part, text)
  if (at !== -1) return {length: part!.length, start: at, text}
  const start = text.length - text.trimStart().length
  const code = text
    .slice(start)
    .replace(/\s+#\s.*$/, '')
    .trimEnd()
  return {length: code.length, start, text}
}
