import stringWidth from 'string-width'

const segmenter = new Intl.Segmenter()

/** Cuts a text without escape sequences to so many columns; what is cut ends in the sign for that. */
export function cut(text: string, width: number, ellipsis: string): string {
  // Most lines are short; a character takes two columns at most.
  if (text.length * 2 <= width || stringWidth(text) <= width) return text
  let shown = ''
  let room = width - stringWidth(ellipsis)
  for (const {segment} of segmenter.segment(text)) {
    room -= stringWidth(segment)
    if (room < 0) break
    shown += segment
  }

  return width < 1 ? '' : shown + ellipsis
}

/** Fills a text up with spaces to so many columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

export {default as widthOf} from 'string-width'
