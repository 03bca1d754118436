/** One command of a shell's line: its words, without redirections. What a shell would fill in stays as it is written. */
type SimpleCommand = readonly string[]

const OPERATORS = new Set(['&', '(', ')', ';', '\n', '|'])

/**
 * Splits a command line at `&&`, `||`, `;`, `|` and `&` into commands, and those into words. `$PORT`, `${PORT:-80}` and
 * `$(…)` are left as written, whatever the quotes around them.
 *
 * Source: POSIX.1-2017, "Shell Command Language", 2.3 "Token Recognition".
 */
export function simpleCommands(line: string): SimpleCommand[] {
  return new Splitter(line).split()
}

class Splitter {
  private readonly commands: string[][] = [[]]
  private word: string | undefined
  private at = 0
  /** The next word is a redirection's. */
  private drops = false

  constructor(private readonly line: string) {}

  split(): SimpleCommand[] {
    while (this.at < this.line.length) this.step(this.line[this.at]!)
    this.endWord()
    return this.commands.filter((words) => words.length > 0)
  }

  private step(char: string): void {
    if (char === '\\') this.take(this.line.slice(this.at + 1, this.at + 2), 2)
    else if (char === "'" || char === '"') this.quoted(char)
    else if (char === '$' && this.line[this.at + 1] === '(') this.substitution()
    else if (char === '>' || char === '<') this.redirection()
    else if (OPERATORS.has(char)) {
      this.endWord()
      // Thousands of operators with nothing between them make no thousands of commands.
      if (this.commands.at(-1)!.length > 0) this.commands.push([])
      this.at++
    } else if (/\s/.test(char)) {
      this.endWord()
      this.at++
    } else if (char === '#' && this.word === undefined) this.at = this.line.length
    else this.take(char, 1)
  }

  private take(text: string, length: number): void {
    this.word = (this.word ?? '') + text
    this.at += length
  }

  private quoted(quote: string): void {
    const from = this.at + 1
    let end = from
    while (end < this.line.length && this.line[end] !== quote) end += quote === '"' && this.line[end] === '\\' ? 2 : 1
    const inner = this.line.slice(from, end)
    this.take(quote === '"' ? inner.replaceAll(/\\(["$\\`])/g, '$1') : inner, end + 1 - this.at)
  }

  private substitution(): void {
    let depth = 0
    let end = this.at + 1
    do {
      if (this.line[end] === '(') depth++
      if (this.line[end] === ')') depth--
      end++
    } while (depth > 0 && end < this.line.length)

    this.take(this.line.slice(this.at, end), end - this.at)
  }

  private redirection(): void {
    // `2>`: the digit is no word.
    if (this.word !== undefined && /^\d+$/.test(this.word)) this.word = undefined
    this.endWord()
    this.at += /^(?:>>|<<|[<>]&|>\|)/.test(this.line.slice(this.at)) ? 2 : 1
    this.drops = true
  }

  private endWord(): void {
    if (this.word === undefined) return
    if (!this.drops) this.commands.at(-1)!.push(this.word)
    this.drops = false
    this.word = undefined
  }
}
