import {createTwoFilesPatch} from 'diff'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

/** Reads and writes the data of src/knowledge/, for the scripts that refresh it. */

export function readKnowledge(name: string): unknown {
  return JSON.parse(readFileSync(place(name), 'utf8'))
}

/** Writes the data, entries on lines of their own down to that depth, and shows what changed. */
export function writeKnowledge(name: string, data: object, depth = 2): void {
  const before = existsSync(place(name)) ? readFileSync(place(name), 'utf8') : ''
  const after = `${inLines(data, depth)}\n`
  if (after === before) console.log(`src/knowledge/${name} is current: nothing changed`)
  else {
    writeFileSync(place(name), after)
    console.log(createTwoFilesPatch(name, name, before, after, 'before', 'after', {context: 0}))
  }
}

/** Today, as the files are stamped. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** An object's copy with its keys in order, so that a refreshed file differs in its facts alone. */
export function sorted<Value>(object: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function inLines(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const lines = isList
    ? value.map((item) => inLines(item, depth - 1))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inLines(item, depth - 1)}`)
  return `${isList ? '[' : '{'}\n${lines.join(',\n')}\n${isList ? ']' : '}'}`
}

function place(name: string): string {
  return fileURLToPath(new URL(`../src/knowledge/${name}`, import.meta.url))
}
