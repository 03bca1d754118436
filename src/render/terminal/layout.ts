import {lazyRequire} from '../../common/lazy-require.js'

const wrapAnsi = lazyRequire<typeof import('wrap-ansi')>('wrap-ansi')

const WIDEST = 100
/** A screen with more lines has its beginning out of sight: its verdict is said last. */
export const SCREEN_LINES = 24

/** The width to fill: the terminal's, within reason. Where there is none, text isn't wrapped: whoever reads it wraps it. */
export function textWidth(columns: number | undefined): number {
  return columns === undefined ? Number.POSITIVE_INFINITY : Math.min(WIDEST, Math.max(40, columns))
}

/** The width of what is drawn, columns and bars, which have one without a terminal too. */
export function drawingWidth(width: number): number {
  return Math.min(WIDEST, width)
}

/** Between a number and its unit, where no line ends. */
const GLUE = '\u00A0'
const UNITS = /(?<=\d) (?=(?:GB|MB|kB|min|ms|s)\b|%)/g

/** Breaks a text into lines at its spaces. A longer word stays whole, or is cut with `hard`. */
export function wrap(text: string, width: number, hard = false): string[] {
  if (width === Number.POSITIVE_INFINITY) return text.split('\n')
  return wrapAnsi()(text.replaceAll(UNITS, GLUE), width, {hard, trim: true}).replaceAll(GLUE, ' ').split('\n')
}

/** Wraps and indents a text. @param hanging more spaces before all lines but the first */
export function indent(text: string, spaces: number, width: number, hanging = 0): string {
  const margin = ' '.repeat(spaces)
  const [first = '', ...rest] = wrap(text, width - spaces - hanging)
  return [margin + first, ...rest.map((line) => margin + ' '.repeat(hanging) + line)].join('\n')
}

/** The same for lines of their own, such as a tool's: each keeps its margin. */
export function indentLines(text: string, spaces: number, width: number): string {
  return text
    .split('\n')
    .map((line) => indent(line.trimStart(), Math.min(spaces + line.length - line.trimStart().length, width / 2), width))
    .join('\n')
}

/** `1 error`, `2 errors`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
