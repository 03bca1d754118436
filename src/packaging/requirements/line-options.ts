import {byName} from '../../common/by-name.js'

/**
 * The options of one line, split from the requirement before them. Source: `break_args_options` and `build_parser` in
 * pip's req_file.py, and Python's shlex and optparse, which they use.
 */

export type OptionName = keyof typeof OPTIONS

export interface LineOption {
  name: OptionName
  /** null: the option takes none. */
  value: string | null
}

export interface OptionLine {
  /** What stands before the first option; empty where nothing does. */
  argument: string
  options: readonly LineOption[]
}

/** What is wrong with a line's options, as pip sees it. */
export type OptionFault =
  | {id: 'option-ambiguous'; option: string}
  | {id: 'option-needs-value'; option: string}
  | {id: 'option-takes-no-value'; option: string}
  | {id: 'option-unknown'; option: string}
  | {id: 'quotes'}
  | {id: 'hash-form'}
  | {id: 'config-settings-form'}

/** The options that pip takes in a file, and whether they have a value. */
const OPTIONS = {
  '--all-releases': true,
  '--config-settings': true,
  '--constraint': true,
  '--editable': true,
  '--extra-index-url': true,
  '--find-links': true,
  '--hash': true,
  '--index-url': true,
  '--no-binary': true,
  '--no-index': false,
  '--no-require-hashes': false,
  '--only-binary': true,
  '--only-final': true,
  '--pre': false,
  '--prefer-binary': false,
  '--pypi-url': true,
  '--require-hashes': false,
  '--requirement': true,
  '--trusted-host': true,
  '--use-feature': true,
} as const

const SHORT: Readonly<Record<string, OptionName>> = byName({
  '-C': '--config-settings',
  '-c': '--constraint',
  '-e': '--editable',
  '-f': '--find-links',
  '-i': '--index-url',
  '-r': '--requirement',
})

export function parseOptionLine(text: string): OptionLine | {fault: OptionFault} {
  const words = text.split(' ')
  const first = words.findIndex((word) => word.startsWith('-'))
  if (first === -1) return {argument: text, options: []}
  const arguments_ = shellWords(words.slice(first).join(' '))
  if (arguments_ === undefined) return {fault: {id: 'quotes'}}
  const options: LineOption[] = []
  for (let index = 0; index < arguments_.length; index++) {
    const word = arguments_[index]!
    if (word === '--') break
    // optparse takes what is no option for an argument, of which pip makes nothing.
    if (!word.startsWith('-') || word === '-') continue
    const read = word.startsWith('--') ? readLong(word) : readShort(word)
    if ('fault' in read) return read
    const value = OPTIONS[read.name] ? (read.value ?? arguments_[++index]) : null
    if (value === undefined) return {fault: {id: 'option-needs-value', option: word}}
    const fault = valueFault(read.name, value)
    if (fault) return {fault}
    options.push({name: read.name === '--pypi-url' ? '--index-url' : read.name, value})
  }

  return {argument: words.slice(0, first).join(' '), options}
}

type ReadOption = {name: OptionName; value: string | undefined} | {fault: OptionFault}

/** `--name value` or `--name=value`; a name may be cut as long as it is clear. */
function readLong(word: string): ReadOption {
  const [, written, value] = /^(--[^=]*)(?:=([^]*))?$/.exec(word)!
  const names = Object.keys(OPTIONS) as OptionName[]
  const matches = names.includes(written as OptionName)
    ? [written as OptionName]
    : names.filter((name) => name.startsWith(written!))
  if (matches.length !== 1) return {fault: {id: matches.length === 0 ? 'option-unknown' : 'option-ambiguous', option: written!}}
  if (value !== undefined && !OPTIONS[matches[0]!]) return {fault: {id: 'option-takes-no-value', option: written!}}
  return {name: matches[0]!, value}
}

/** `-r value` or `-rvalue`. */
function readShort(word: string): ReadOption {
  const option = word.slice(0, 2)
  const name = SHORT[option]
  if (name === undefined) return {fault: {id: 'option-unknown', option}}
  return {name, value: word.length > 2 ? word.slice(2) : undefined}
}

const STRONG_HASH = /^(?:sha256|sha384|sha512):/

function valueFault(name: OptionName, value: string | null): OptionFault | undefined {
  if (name === '--hash' && !STRONG_HASH.test(value!)) return {id: 'hash-form'}
  return name === '--config-settings' && !value!.includes('=') ? {id: 'config-settings-form'} : undefined
}

/** Words as a POSIX shell splits them; undefined where a quote or an escape isn't closed. */
function shellWords(text: string): string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!
    if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (char === '\\') {
      if (++index === text.length) return undefined
      word = (word ?? '') + text[index]!
    } else if (char === "'" || char === '"') {
      const quoted = quotedPart(text, index)
      if (quoted === undefined) return undefined
      word = (word ?? '') + quoted.content
      index = quoted.end
    } else word = (word ?? '') + char
  }

  return word === undefined ? words : [...words, word]
}

/** @param start of the quote that opens */
function quotedPart(text: string, start: number): {content: string; end: number} | undefined {
  const quote = text[start]!
  let content = ''
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index]!
    if (char === quote) return {content, end: index}
    const escapes = quote === '"' && char === '\\' && index + 1 < text.length
    if (escapes && (text[index + 1] === '"' || text[index + 1] === '\\')) index += 1
    content += text[index]!
  }

  return undefined
}
