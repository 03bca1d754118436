import {decodeName} from '../../system/names.js'

/** A setting: its name as git writes it (`core.autocrlf`, `remote.Origin.url`), and its value; null without a `=`. */
export type Setting = readonly [name: string, value: null | string]

/** The line that git would call bad. */
export class BadConfig extends Error {
  constructor(readonly line: number) {
    super(`bad config line ${line}`)
  }
}

const ESCAPES: Record<string, string> = {'"': '"', '\\': '\\', b: '\b', n: '\n', t: '\t'}
const isSpace = (char: string) => char === ' ' || char === '\t' || char === '\r' || char === '\n'
const isKeyChar = (char: string) => /^[\w-]$/.test(char) && char !== '_'

/**
 * Reads the settings in a file of git's form, as data: what the file includes is not read, for that may lie anywhere.
 * Source: git-config(1), section "Syntax".
 *
 * @throws BadConfig
 */
export function parseConfig(bytes: Uint8Array): Setting[] {
  return new ConfigReader(
    decodeName(bytes)
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n'),
  ).read()
}

class ConfigReader {
  private at = 0
  private readonly settings: Setting[] = []

  constructor(private readonly text: string) {}

  read(): Setting[] {
    let section = ''
    while (this.at < this.text.length) {
      const char = this.next()
      if (isSpace(char)) continue
      if (char === '#' || char === ';') this.skipLine()
      else if (char === '[') section = this.section()
      else if (/^[a-z]$/i.test(char)) this.settings.push(this.setting(section, char))
      else throw this.bad()
    }

    return this.settings
  }

  private next(): string {
    return this.text[this.at++] ?? '\n'
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end === -1 ? this.text.length : end + 1
  }

  private bad(): BadConfig {
    return new BadConfig(this.text.slice(0, this.at - 1).split('\n').length)
  }

  /** `name]`, or `name "sub"]`: what follows the bracket. @returns with a dot at its end */
  private section(): string {
    let name = ''
    for (;;) {
      const char = this.next()
      if (char === ']') return `${name}.`
      if (char === ' ' || char === '\t') return `${name}.${this.subsection()}.`
      if (!isKeyChar(char) && char !== '.') throw this.bad()
      name += char.toLowerCase()
    }
  }

  private subsection(): string {
    let char = this.next()
    while (char === ' ' || char === '\t') char = this.next()
    if (char !== '"') throw this.bad()
    const parts: string[] = []
    for (char = this.next(); char !== '"'; char = this.next()) {
      if (char === '\\') char = this.next()
      if (char === '\n') throw this.bad()
      parts.push(char)
    }

    if (this.next() !== ']') throw this.bad()
    return parts.join('')
  }

  private setting(section: string, first: string): Setting {
    let key = first.toLowerCase()
    let char = this.next()
    for (; isKeyChar(char); char = this.next()) key += char.toLowerCase()
    while (char === ' ' || char === '\t') char = this.next()
    if (char === '\n') return [section + key, null]
    if (char !== '=') throw this.bad()
    return [section + key, this.value()]
  }

  private value(): string {
    const parts: string[] = []
    /** Up to where the value is kept: blanks at its end are not, unless they are quoted. */
    let kept = 0
    let quoted = false
    for (;;) {
      const char = this.next()
      if (char === '\n') {
        if (quoted) throw this.bad()
        return parts.slice(0, kept).join('')
      }

      if (!quoted && isSpace(char)) {
        if (kept > 0) parts.push(char)
        continue
      }

      if (!quoted && (char === '#' || char === ';')) {
        this.skipLine()
        return parts.slice(0, kept).join('')
      }

      if (char === '"') quoted = !quoted
      else if (char !== '\\') parts.push(char)
      else if (this.text[this.at] === '\n') this.at++
      else parts.push(this.escaped())
      kept = parts.length
    }
  }

  private escaped(): string {
    const char = ESCAPES[this.next()]
    if (char === undefined) throw this.bad()
    return char
  }
}

/** How git reads a yes or a no. A setting without a `=` is a yes. */
export function isTrue(value: null | string | undefined): boolean {
  return value === null || /^(?:true|yes|on|[1-9]\d*)$/i.test(value ?? '')
}
