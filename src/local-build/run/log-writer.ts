import type {LogFile} from '../../system/log-file.js'

/**
 * Writes a build's log. The buildpack indents what a program prints with sed, which ends the last line only where the program has:
 * the next line of the buildpack then stands in the same one. Source: lib/output.sh.
 */
export class LogWriter {
  /** A line that has no end yet. */
  #open: string | undefined

  constructor(private readonly log: Pick<LogFile, 'write'>) {}

  /** @param isOpen the last one has no end */
  write(lines: readonly string[], isOpen = false): void {
    const [first, ...rest] = lines
    if (first === undefined) return
    const all = [(this.#open ?? '') + first, ...rest]
    this.#open = isOpen ? all.pop() : undefined
    for (const line of all) this.log.write(line)
  }

  /** Nothing follows. */
  end(): void {
    if (this.#open !== undefined) this.log.write(this.#open)
    this.#open = undefined
  }
}
