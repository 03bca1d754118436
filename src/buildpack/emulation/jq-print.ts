import type {JqValue} from './jq-json.js'

import {JqNumber} from './jq-number.js'

/** Deeper values are left out: by then the text is longer than anything that is made of it. */
const MAX_DEPTH = 100

/** What `jq --raw-output` prints for a value, without the line's end. Source: jqlang/jq src/jv_print.c. */
export function printRaw(value: JqValue): string {
  return typeof value === 'string' ? value : print(value, 0)
}

function print(value: JqValue, depth: number): string {
  if (value instanceof JqNumber) return value.printed
  if (depth > MAX_DEPTH) return ''
  if (Array.isArray(value)) {
    const items = value.map((item) => print(item, depth + 1))
    return printItems('[', items, ']', depth)
  }

  if (value instanceof Map) {
    const members = [...value].map(([key, item]) => `${quoted(key)}: ${print(item, depth + 1)}`)
    return printItems('{', members, '}', depth)
  }

  return typeof value === 'string' ? quoted(value) : String(value)
}

/** JSON's own form, but that DEL is escaped too. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u007F', String.raw`\u007f`)
}

function printItems(open: string, items: string[], close: string, depth: number): string {
  if (items.length === 0) return open + close
  const indent = '  '.repeat(depth)
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`
}
