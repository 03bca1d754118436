/** So much of a path is no other path of the system. */
const SURE_LENGTH = 24

/** What a tool puts before a line that goes on: blanks, bars, and NLTK its name. */
const BEFORE_REST = /^\s*(?:\[\w+\])?[\s|│]*/

/** A path with which uv begins a line of its own, since it doesn't fit behind what it says of it. */
const OWN_LINE = /^\s*│\s+(?:file:\/\/)?(\/[^`\s]*)/

/** Watches for lines that a tool has broken within a path: after its 80 characters, or so, or at a hyphen. */
export class OpenPath {
  /** Characters of the path with which the last line ended. */
  #open = 0

  /** @param whole another path, with which this one may begin */
  constructor(
    private readonly path: string,
    private readonly whole = '',
  ) {}

  /** @returns whether this line shows for sure that the path is broken, at its end or at that of the last one */
  isBrokenAt(line: string): boolean {
    if (this.path.length <= SURE_LENGTH) return false
    const rest = line.replace(BEFORE_REST, '')
    const more = this.#open === 0 || rest === '' ? 0 : commonLength(rest, this.path.slice(this.#open))
    const soFar = more === 0 ? 0 : this.#open + more
    // A line that ends within the path, and began with it, or in the middle of it.
    this.#open = more > 0 && more === rest.length ? soFar : this.#endIn(line)
    return soFar >= SURE_LENGTH || (this.#open >= SURE_LENGTH && this.#open < this.path.length)
  }

  /** @returns whether the line begins with the path, or one below it, which a tool has put there whole */
  hasOwnLine(line: string): boolean {
    const begun = OWN_LINE.exec(line)?.[1]
    return begun === this.path || begun?.startsWith(`${this.path}/`) === true
  }

  /** With how many of the path's first characters the line ends, but not with all. */
  #endIn(line: string): number {
    const start = line.length - this.path.length + 1
    for (let index = line.indexOf('/', Math.max(start, 0)); index !== -1; index = line.indexOf('/', index + 1))
      if (this.path.startsWith(line.slice(index))) return line.slice(index) === this.whole ? 0 : line.length - index
    return 0
  }
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
