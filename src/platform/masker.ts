import {escapeRegExp} from '../common/escape-regexp.js'
import {stripVTControlCharacters} from 'node:util'

import {MASK, maskUrls, type Secret} from './secret.js'
import {writtenForms} from './written-forms.js'

/** Hides secrets in a line that a program has printed. */
export type Masker = (line: string) => string

/** A shorter value is part of too many words to be taken out. */
const SHORTEST = 4
/** Of a value with several lines, lines of this length are hidden for themselves: tools indent, fold and number them. */
const SHORTEST_LINE = 8
/** Values that are no secrets, and whose words would go missing all over a log. */
const PLAIN =
  /^(?:debug|development|disabled?|enabled?|error|false|info|local|localhost|none|null|production|staging|test|true|utf-?8|warning|\d{1,5})$/i
/** A piece of a value at the end or the start of a line, where a tool has wrapped it or a line was cut. */
const SHORTEST_PIECE = 8

const URL_CHARACTERS = /[#&/:=?@]/
/** A value such as `https://`: without it, what follows would no longer be known for a URL. */
const SCHEME = /^[a-z][a-z\d+.-]*:?\/{0,2}$/i

/**
 * A function that hides, in the lines that a program prints, the values of secrets (also those of several lines, quoted by
 * a shell or Python, as JSON or percent-encoded, coloured, or wrapped over two lines) and the credentials in URLs. Values of under 4 characters,
 * and plain words such as `True`, stay. A line in which something was hidden loses its colours.
 */
export function createMasker(secrets: Iterable<Secret>): Masker {
  const values = [...new Set([...secrets].flatMap((secret) => valuesOf(secret.reveal())))]
  const isUrl = (value: string) => URL_CHARACTERS.test(value) && !SCHEME.test(value)
  const urls = replacer(values.filter((value) => isUrl(value)))
  const others = replacer(values.filter((value) => !isUrl(value)))
  const pieces = values.filter((value) => value.length > SHORTEST)
  return (line) => {
    const plain = stripVTControlCharacters(line)
    const masked = hidePieces(others(maskUrls(urls(plain))), pieces)
    return masked === plain ? line : masked
  }
}

/** The same for a text of several lines. */
export function maskValues(text: string, secrets: Iterable<Secret>): string {
  const mask = createMasker(secrets)
  return text
    .split('\n')
    .map((line) => mask(line))
    .join('\n')
}

/** The password alone, of a value that is a URL: tools print the parts of one. */
const PASSWORD = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s@]+)@/i

function valuesOf(secret: string): string[] {
  const value = secret.trim()
  if (PLAIN.test(value)) return []
  const password = PASSWORD.exec(value)?.[1] ?? ''
  const lines = value.split(/[\n\r]+/).map((line) => line.trim())
  const long = lines.filter((line) => line.length >= SHORTEST_LINE)
  const parts = [value, password, ...textsInJson(value), ...(long.length > 0 ? long : lines)]
  return parts.flatMap((part) => [...writtenForms(part)]).filter((form) => form.length >= SHORTEST)
}

/** The texts in a value that is a JSON document, such as a cloud account's key: programs take them out of it. */
function textsInJson(value: string): string[] {
  const texts: string[] = []
  if (!/^[[{]/.test(value)) return texts
  try {
    JSON.parse(value, (_key, part: unknown) => {
      if (typeof part === 'string') texts.push(...part.split(/[\n\r]+/))
      return part
    })
  } catch {
    // No JSON, then.
  }

  return texts.map((text) => text.trim()).filter((text) => text.length >= SHORTEST_LINE)
}

/** More characters don't go into one pattern: a larger one is refused, in words that have all of it. */
const PATTERN_LIMIT = 10_000

/** The longest value first: one may be part of another. */
function replacer(values: readonly string[]): (text: string) => string {
  const longestFirst = [...values].sort((a, b) => b.length - a.length)
  const long = longestFirst.filter((value) => value.length > PATTERN_LIMIT)
  const patterns = portions(longestFirst.slice(long.length)).map((portion) => anyOf(portion))
  return (text) => {
    let masked = text
    for (const value of long) masked = masked.replaceAll(value, MASK)
    for (const pattern of patterns) masked = masked.replaceAll(pattern, MASK)
    return masked
  }
}

function portions(values: readonly string[]): string[][] {
  const all: string[][] = []
  let room = 0
  for (const value of values) {
    room -= value.length
    if (room < 0) {
      all.push([])
      room = PATTERN_LIMIT - value.length
    }

    all.at(-1)!.push(value)
  }

  return all
}

function anyOf(values: readonly string[]): RegExp {
  return new RegExp(values.map((value) => escapeRegExp(value)).join('|'), 'g')
}

/** Hides what is the beginning of a value at the line's end, the end of one at its start, or from the middle of one. */
function hidePieces(line: string, values: readonly string[]): string {
  const cut = line.endsWith('…') ? '…' : ''
  let text = line.slice(0, line.length - cut.length)
  for (const value of values) {
    const least = Math.min(SHORTEST_PIECE, Math.max(SHORTEST, Math.ceil(value.length / 2)))
    const start = text.length - text.trimStart().length
    const content = text.slice(start).trimEnd()
    if (content.length >= SHORTEST_PIECE && content.length < value.length && value.includes(content)) return MASK + cut
    const head = headAtEnd(text, value, least)
    if (head > 0) text = text.slice(0, text.length - head) + MASK
    const tail = tailAtStart(content, value, least)
    if (tail > 0) text = text.slice(0, start) + MASK + text.slice(start + tail)
  }

  return text + cut
}

/** How many characters at a text's end are the beginning of a value, if at least `least` are. */
function headAtEnd(text: string, value: string, least: number): number {
  const first = value.slice(0, least)
  const from = Math.max(0, text.length - value.length + 1)
  for (let at = text.indexOf(first, from); at !== -1; at = text.indexOf(first, at + 1))
    if (value.startsWith(text.slice(at))) return text.length - at
  return 0
}

/** How many characters at a text's start are the end of a value, if at least `least` are. */
function tailAtStart(text: string, value: string, least: number): number {
  const last = value.slice(-least)
  for (let at = text.lastIndexOf(last, value.length - 1 - least); at !== -1; at = at === 0 ? -1 : text.lastIndexOf(last, at - 1))
    if (value.endsWith(text.slice(0, at + least))) return at + least
  return 0
}
