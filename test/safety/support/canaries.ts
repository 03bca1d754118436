import {type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs'
import path from 'node:path'

import {errorCode} from '../../../src/system/file-system.js'

/**
 * Secrets that are known again wherever they turn up, in whatever form: each holds a mark with its own name.
 * What has no room for a mark is looked for as it is.
 */
export class Canaries {
  readonly #unmarked = new Map<string, string>()

  /** The mark of a secret: to be made part of its value. */
  mark(name: string): string {
    return `${MARK}${name.replaceAll('-', '')}q`
  }

  /** A value that is too short for a mark. */
  plain(name: string, value: string): string {
    this.#unmarked.set(name, value)
    return value
  }

  /** Every place in a text where a secret, or an encoded form of one, stands. */
  findIn(text: string): string[] {
    const found: string[] = []
    for (const form of FORMS)
      for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
        found.push(JSON.stringify(text.slice(Math.max(0, at - 120), at + 60)))
    for (const [name, value] of this.#unmarked) if (text.includes(value)) found.push(name)
    return found
  }
}

const MARK = 'c4n4ry'

/** Its encodings: base64 at each of its three places, both of its alphabets being one here; hexadecimal; reversed. */
const FORMS = [MARK, ...[0, 1, 2].map((before) => base64Core(MARK, before)), hex(MARK), [...MARK].reverse().join('')]

/** The characters that do not depend on what stands around the text. */
function base64Core(text: string, before: number): string {
  const encoded = Buffer.from('\0'.repeat(before) + text).toString('base64')
  const first = Math.ceil((before * 8) / 6)
  return encoded.slice(first, Math.floor(((before + text.length) * 8) / 6))
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}

/** Every file and link below a folder, links not followed: path → what is in it. Names count too, so they come first. */
export function everythingBelow(folder: string): Map<string, string> {
  const found = new Map<string, string>()
  const pending = [folder]
  for (const place of pending) {
    for (const entry of unlessGone(() => readdirSync(place, {withFileTypes: true})) ?? []) {
      const file = path.join(place, entry.name)
      if (entry.isDirectory()) pending.push(file)
      const text = unlessGone(() => contentsOf(file, entry))
      if (text !== undefined) found.set(file, text)
    }
  }

  return found
}

function contentsOf(file: string, entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return readlinkSync(file)
  return entry.isFile() && lstatSync(file).size < LARGEST ? readFileSync(file, 'latin1') : undefined
}

/** A command that failed may still be clearing up: what is gone by now holds nothing. */
function unlessGone<Result>(look: () => Result): Result | undefined {
  try {
    return look()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Larger ones are programs and libraries of Python. */
const LARGEST = 8 * 1024 * 1024
