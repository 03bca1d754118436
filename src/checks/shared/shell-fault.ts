import {foreignPort, type ShellFault, typedFault} from './typed-elsewhere.js'

export type {ShellFault} from './typed-elsewhere.js'

/**
 * The first fault of a line; undefined where bash takes it as it was meant.
 *
 * Source: POSIX.1-2017, "Shell Command Language", 2.3 and 2.10; each kind was tried with `bash -n` and `bash -c`.
 */
export function shellFault(line: string): ShellFault | undefined {
  // The parentheses of `case` stand alone, and those of `[[ … ]]` are its own.
  if (/\besac\b|\[\[/.test(line)) return undefined
  return foreignPort(line) ?? new Reader(line).read()
}

const SEPARATORS = /[\s&();|<>]/

/** Words after which a command begins. */
const OPENS = new Set(['!', '{', 'do', 'elif', 'else', 'if', 'then', 'time', 'until', 'while'])

class Reader {
  private at = 0
  private depth = 0
  /** Where the word that is being read began; undefined between words. */
  private start: number | undefined
  private words: string[] = []
  private last = ''
  private fault: ShellFault | undefined

  constructor(private readonly line: string) {}

  read(): ShellFault | undefined {
    while (this.at < this.line.length && !this.fault) this.step(this.line[this.at]!)
    if (this.fault) return this.fault
    this.endWord()
    if (this.depth > 0) return {token: ')', why: 'end'}
    if (this.words.length > 0 || this.last === '' || this.last === ';' || this.last === ')') return undefined
    return this.last === '&' ? this.background() : {token: this.last, why: 'end'}
  }

  private step(char: string): void {
    switch (char) {
      case '\t':
      case '\n':
      case '\r':
      case ' ':
        this.endWord()
        this.at++
        return

      case '"':
      case "'":
      case '`':
        return this.quoted(char)

      case '#':
        if (this.start === undefined) this.at = this.line.length
        else this.take(1)
        return

      case '$':
        return this.dollar()

      case '&':
      case ';':
      case '|':
        return this.operator(char)

      case '(':
        return this.opened()

      case ')':
        return this.closed()

      case '<':
      case '>':
        return this.redirection()

      case '\\':
        return this.take(2)

      default:
        this.plain(char)
    }
  }

  private dollar(): void {
    const next = this.line[this.at + 1]
    if (next === '(' || next === '{') this.substitution(next)
    else this.plain('$')
  }

  private take(length: number): void {
    this.start ??= this.at
    this.at += length
  }

  private plain(char: string): void {
    const fault = typedFault(this.line, this.at, this.start === undefined)
    if (fault) this.fault = fault
    else this.take(char.length)
  }

  private quoted(quote: string): void {
    const from = this.at + 1
    let end = from
    while (end < this.line.length && this.line[end] !== quote) end += quote !== "'" && this.line[end] === '\\' ? 2 : 1
    if (end >= this.line.length) {
      this.fault = {token: quote, why: 'quote'}
      return
    }

    const inner = this.line.slice(from, end)
    // Another shell fills in what it is given.
    if (quote === "'" && /\$\{?PORT\b/.test(inner) && !this.isScript()) {
      const right = inner.includes('"') ? undefined : `${this.line.slice(0, this.at)}"${inner}"${this.line.slice(end + 1)}`
      this.fault = {token: `'${inner}'`, why: 'literal', ...(right !== undefined && {right})}
      return
    }

    this.take(end + 1 - this.at)
  }

  /** Whether the word that follows is a shell's own line, or a program in another language. */
  private isScript(): boolean {
    return this.words.some(
      (word) => /^-\w*[ceE]$/.test(word) || /^(?:awk|echo|envsubst|eval|perl|printf|sed|watchmedo)$/.test(word),
    )
  }

  private substitution(open: string): void {
    const close = open === '(' ? ')' : '}'
    const end = this.matching(this.at + 1, open, close)
    if (end === undefined) {
      this.fault = {token: close, why: 'end'}
      return
    }

    const name = open === '(' ? /^\s*([A-Z][A-Z\d_]+)\s*$/.exec(this.line.slice(this.at + 2, end))?.[1] : undefined
    if (name === undefined) this.take(end + 1 - this.at)
    else {
      const token = this.line.slice(this.at, end + 1)
      this.fault = {right: this.line.replaceAll(token, () => `$${name}`), token, why: 'substitution'}
    }
  }

  /** The place of the bracket that closes one; quotes inside of it hide theirs. */
  private matching(from: number, open: string, close: string): number | undefined {
    let depth = 0
    for (let at = from; at < this.line.length; at++) {
      const char = this.line[at]!
      const skipped = this.skipped(at)
      if (skipped === undefined) return undefined
      at = skipped
      if (char === open) depth++
      if (char === close && --depth === 0) return at
    }

    return undefined
  }

  /** The end of what quotes or a backslash hide; the same place where nothing is hidden, undefined where a quote never ends. */
  private skipped(at: number): number | undefined {
    const char = this.line[at]!
    if (char === '\\') return at + 1
    if (char !== "'" && char !== '"') return at
    const end = this.line.indexOf(char, at + 1)
    return end === -1 ? undefined : end
  }

  private opened(): void {
    const word = this.start === undefined ? '' : this.line.slice(this.start, this.at)
    const end = this.matching(this.at, '(', ')')
    if (word === '' && (this.words.length === 0 || OPENS.has(this.words.at(-1)!))) {
      this.depth++
      this.words = []
      this.last = '('
      this.at++
    } else if (/^[A-Za-z_]\w*\+?=$/.test(word) && end !== undefined) this.take(end + 1 - this.at)
    else if (this.words.length === 0 && /^\(\s*\)\s*[({]/.test(this.line.slice(this.at))) this.take(end! + 1 - this.at)
    else this.fault = {token: '(', why: 'parenthesis', ...this.withQuotes(end)}
  }

  /** The line with its word in quotes. */
  private withQuotes(end: number | undefined): {right?: string} {
    if (end === undefined || this.start === undefined) return {}
    let after = end + 1
    while (after < this.line.length && !SEPARATORS.test(this.line[after]!)) after++
    const word = this.line.slice(this.start, after)
    const quote = word.includes('"') ? "'" : '"'
    if (word.includes(quote) || (quote === "'" && word.includes('$'))) return {}
    return {right: `${this.line.slice(0, this.start)}${quote}${word}${quote}${this.line.slice(after)}`}
  }

  private closed(): void {
    this.endWord()
    if (this.depth === 0 || (this.words.length === 0 && this.last !== ')' && this.last !== ';' && this.last !== '&'))
      this.fault = {token: ')', why: 'token'}
    this.depth--
    this.words = []
    this.last = ')'
    this.at++
  }

  private operator(char: string): void {
    this.endWord()
    const rest = this.line.slice(this.at)
    if (rest.startsWith('&>')) {
      this.at += 2
      return
    }

    const token = /^(?:;;|&&|\|\||\|&)/.exec(rest)?.[0] ?? char
    const isEmpty = this.words.length === 0 && this.last !== ')'
    if (token === ';;' || (isEmpty && !(token === ';' && this.last === '('))) this.fault = {token, why: 'token'}
    this.words = []
    this.last = token
    this.at += token.length
  }

  private redirection(): void {
    this.endWord()
    const rest = this.line.slice(this.at)
    const end = /^[<>]\(/.test(rest) ? this.matching(this.at + 1, '(', ')') : undefined
    if (end === undefined) this.at += /^(?:>>|<<<|<<|[<>]&|>\|)/.exec(rest)?.[0].length ?? 1
    else this.take(end + 1 - this.at)
  }

  private endWord(): void {
    if (this.start !== undefined) this.words.push(this.line.slice(this.start, this.at))
    this.start = undefined
  }

  /** The shell goes on at once, has nothing left to do, and ends. */
  private background(): ShellFault | undefined {
    if (/\bwait\b/.test(this.line)) return undefined
    return {right: this.line.replace(/\s*&\s*$/, ''), token: '&', why: 'background'}
  }
}
