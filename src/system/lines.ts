/** A line beyond this many characters is cut: nobody reads it, and a program that never ends a line must not fill the memory. */
export const LONGEST_LINE = 16 * 1024

/**
 * Parts what a program prints into lines. Bytes that are no UTF-8 become U+FFFD. As in a terminal, what stands before a
 * lone carriage return is overwritten by what follows: of a progress bar, its last state stays.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', {ignoreBOM: true})
  #line = ''
  #cut = false
  /** A carriage return was the last character: it is part of the line's end if a line feed follows. */
  #returned = false

  /** @param keepsReturns what a terminal overwrites is part of the line, with the carriage returns between */
  constructor(
    private readonly longest = LONGEST_LINE,
    private readonly keepsReturns = false,
  ) {}

  /** The lines that end in these bytes. */
  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(chunk, {stream: true}))
  }

  /** The line that no line feed ended, if there is one. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode())
    return this.#line === '' ? lines : [...lines, this.#take()]
  }

  #split(text: string): string[] {
    const parts = text.split('\n')
    return parts.flatMap((part, index) => {
      this.#add(part)
      return index < parts.length - 1 ? [this.#take()] : []
    })
  }

  #add(part: string): void {
    for (const [index, piece] of part.split('\r').entries()) {
      if (index > 0) this.#returned = true
      if (piece === '') continue
      if (this.#returned && this.keepsReturns) this.#append('\r')
      else if (this.#returned) this.#clear()
      this.#returned = false
      this.#append(piece)
    }
  }

  #append(piece: string): void {
    const room = this.longest - this.#line.length
    this.#cut ||= piece.length > room
    this.#line += room < piece.length ? piece.slice(0, room) : piece
  }

  #take(): string {
    const line = this.#cut ? `${this.#line}…` : this.#line
    this.#clear()
    return line
  }

  #clear(): void {
    this.#line = ''
    this.#cut = false
    this.#returned = false
  }
}

/** A line as a terminal shows it: what stands before a carriage return is overwritten. */
export function asSeen(line: string): string {
  return line.slice(line.lastIndexOf('\r') + 1)
}

/** No longer than a line that somebody reads. */
export function cutLine(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
}
