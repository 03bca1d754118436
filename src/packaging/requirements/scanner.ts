/** Reads a text from left to right, token by token. */
export class Scanner {
  position = 0

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position === this.text.length
  }

  /**
   * Takes what the pattern matches here.
   *
   * @param pattern with the flag `y`
   * @returns undefined if it doesn't match, and nothing is taken
   */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)?.[0]
    this.position += found?.length ?? 0
    return found
  }

  skipBlanks(): void {
    this.take(/[ \t]*/y)
  }
}
