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

  constructor(private readonly longest = LONGEST_LINE) {}

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
      if (this.#returned) this.#clear()
      const room = this.longest - this.#line.length
      this.#cut ||= piece.length > room
      this.#line += room < piece.length ? piece.slice(0, room) : piece
    }
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
