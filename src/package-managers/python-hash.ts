import {createHash} from 'node:crypto'

import {isTable} from '../packaging/values.js'

/** What the hashes that locks hold are made of: tables of a project file, written as Python's `json` module does. */

/** The SHA-256 of what Python's `json.dumps(…, sort_keys=True)` makes of a value. */
export function pythonHash(value: unknown, separators: {comma: string; colon: string}): string {
  return createHash('sha256').update(pythonJson(value, separators)).digest('hex')
}

/** Keys are sorted by code point, and what isn't ASCII is a `\u` escape. */
function pythonJson(value: unknown, separators: {comma: string; colon: string}): string {
  const {colon, comma} = separators
  if (Array.isArray(value)) return `[${value.map((part) => pythonJson(part, separators)).join(comma)}]`
  if (isTable(value)) {
    const members = Object.keys(value)
      .sort(byCodePoint)
      .map((key) => `${pythonJson(key, separators)}${colon}${pythonJson(value[key], separators)}`)
    return `{${members.join(comma)}}`
  }

  if (typeof value === 'bigint') return String(value)
  // What is left of numbers are floats: Python writes 3.0 where JavaScript writes 3.
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value)
  return JSON.stringify(value).replaceAll(/[\u007F-\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** UTF-16 code units, which JavaScript compares, have another order beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
