/** How many lines of a process's output are kept: a traceback has some dozens. */
const KEPT = 400

/** The last lines that a process printed. */
export class LastLines {
  #lines: string[] = []

  push(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > 2 * KEPT) this.#lines = this.#lines.slice(-KEPT)
  }

  all(): string[] {
    return this.#lines.slice(-KEPT)
  }
}
