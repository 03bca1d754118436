import stringWidth from 'string-width'

/** Most texts: each character is a column wide. Measuring others takes ICU's data, which is loaded then. */
const PLAIN = /^[ -~]*$/

let segmenter: Intl.Segmenter | undefined

/** How many columns a text takes, escape sequences left out. */
export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text)
}

/** Cuts a text without escape sequences to so many columns; what is cut ends in the sign for that. */
export function cut(text: string, width: number, ellipsis: string): string {
  // Most lines are short; a character takes two columns at most.
  if (text.length * 2 <= width || widthOf(text) <= width) return text
  let shown = ''
  let room = width - widthOf(ellipsis)
  segmenter ??= new Intl.Segmenter()
  for (const {segment} of segmenter.segment(text)) {
    room -= widthOf(segment)
    if (room < 0) break
    shown += segment
  }

  return width < 1 ? '' : shown + ellipsis
}

/** Fills a text up with spaces to so many columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
