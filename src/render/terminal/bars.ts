import type {Glyphs} from './glyphs.js'
import type {Style} from './style.js'

import {drawingWidth} from './layout.js'
import {cut, pad, widthOf} from './width.js'

/** A row of a chart: what it is about, its number in words, and the number. */
export interface BarRow {
  label: string
  text: string
  value: number
}

export interface BarOptions {
  glyphs: Glyphs
  style: Style
  /** Columns for a whole row. */
  width: number
  /** What a full bar stands for. Default: the greatest value. */
  full?: number
}

const INDENT = 2
const GAP = 2
/** A longer bar tells no more. */
const LONGEST_BAR = 40
const SHORTEST_BAR = 8
/** Of the width, for the bars, before long labels may have it. */
const BARS_SHARE = 0.25

/**
 * Rows of a label, a number and a bar. Each fits the width: the label is cut first; where that isn't enough, there is no
 * bar. A value above `full` has a full bar.
 */
export function renderBars(rows: readonly BarRow[], {full, glyphs, style, width: whole}: BarOptions): string[] {
  const width = drawingWidth(whole)
  const greatest = full ?? Math.max(...rows.map(({value}) => value), 0)
  const textWidth = Math.max(...rows.map(({text}) => widthOf(text)), 0)
  const longest = Math.max(...rows.map(({label}) => widthOf(label)), 0)
  const room = width - INDENT - GAP - textWidth
  const withBar = room - GAP - Math.max(SHORTEST_BAR, Math.floor(width * BARS_SHARE))
  const hasBar = withBar >= Math.min(longest, SHORTEST_BAR)
  const labelWidth = Math.min(longest, Math.max(1, hasBar ? withBar : room))
  const barWidth = hasBar ? Math.min(LONGEST_BAR, room - labelWidth - GAP) : 0
  return rows.map(({label, text, value}) => {
    const name = pad(cut(label, labelWidth, glyphs.ellipsis), labelWidth)
    const number = ' '.repeat(textWidth - widthOf(text)) + text
    const drawn = bar(value, {full: greatest, glyphs, showsRest: full !== undefined, width: barWidth})
    const row = `${' '.repeat(INDENT)}${name}${' '.repeat(GAP)}${number}`
    return drawn === '' ? row : `${row}${' '.repeat(GAP)}${style.info(drawn)}`
  })
}

function bar(
  value: number,
  {full, glyphs, showsRest, width}: {full: number; glyphs: Glyphs; showsRest: boolean; width: number},
): string {
  if (width === 0 || full <= 0) return ''
  const exact = (Math.min(value, full) / full) * width
  const filled = Math.round(exact)
  const drawn = filled > 0 ? glyphs.bar.repeat(filled) : value > 0 ? glyphs.sliver : ''
  return showsRest ? drawn + glyphs.empty.repeat(width - widthOf(drawn)) : drawn
}
