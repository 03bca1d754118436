import {lazyRequire} from '../../common/lazy-require.js'

const wrapAnsi = lazyRequire<typeof import('wrap-ansi')>('wrap-ansi')

const WIDEST = 100

/** The width to fill: the terminal's, within reason; the widest where there is no terminal. */
export function textWidth(columns: number | undefined): number {
  return Math.min(WIDEST, Math.max(40, columns ?? WIDEST))
}

/** Breaks a text into lines at its spaces. A longer word stays whole, or is cut with `hard`. */
export function wrap(text: string, width: number, hard = false): string[] {
  return wrapAnsi()(text, width, {hard, trim: true}).split('\n')
}

/** Wraps and indents a text. */
export function indent(text: string, spaces: number, width: number): string {
  const margin = ' '.repeat(spaces)
  return wrap(text, width - spaces)
    .map((line) => margin + line)
    .join('\n')
}

/** `1 error`, `2 errors`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
