import wrapAnsi from 'wrap-ansi'

const WIDEST = 100

/** The width to fill: the terminal's, within reason; the widest where there is no terminal. */
export function textWidth(columns: number | undefined): number {
  return Math.min(WIDEST, Math.max(40, columns ?? WIDEST))
}

/** Wraps and indents a text. */
export function indent(text: string, spaces: number, width: number): string {
  const margin = ' '.repeat(spaces)
  return wrapAnsi(text, width - spaces, {hard: false, trim: true})
    .split('\n')
    .map((line) => margin + line)
    .join('\n')
}

/** `1 error`, `2 errors`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
