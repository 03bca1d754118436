import type {BuildConfigVars, Withheld} from '../../local-build/run/config-vars.js'
import type {Difference} from '../../local-build/run/result.js'
import type {Glyphs} from '../terminal/glyphs.js'
import type {Style} from '../terminal/style.js'

import {indent} from '../terminal/layout.js'
import {safeLine} from '../terminal/safe.js'

/** Blocks of both endings of a build. A failure is told without what draws a report, which takes longer to load. */

export interface ReportOptions {
  glyphs: Glyphs
  style: Style
  width: number
}

const INDENT = 2

/** Empty if there are none. */
export function differencesText(title: string, differences: readonly Difference[], options: ReportOptions): string {
  const messages = differences.map(({message}) => message)
  return list(title, messages, options)
}

/** What the build didn't see of the app's config vars; empty if it saw all. */
export function withheldText({fromFile, unavailable, withheld}: BuildConfigVars, options: ReportOptions): string {
  const {style, width} = options
  if (withheld.length === 0) {
    if (unavailable === null) return ''
    return style.warning(indent(`The build used none of the app's config vars: ${safeLine(unavailable)}`, 0, width))
  }

  const lines = withheld.map((variable) => `${variable.name}: ${reasonText(variable)}`)
  const title = 'Config vars withheld from the build'
  const hint = fromFile.length > 0 ? '' : 'To set your own values, use --env-file FILE. To withhold none, use --config-vars all.'
  return [list(title, lines, options), ...(hint === '' ? [] : [style.dim(indent(hint, INDENT, width))])].join('\n')
}

function reasonText({addon, reason}: Withheld): string {
  switch (reason) {
    case 'add-on':
      return addon === null ? 'owned by an add-on' : `owned by add-on ${addon}`

    case 'copy':
      return `contains credentials of add-on ${addon ?? ''}`

    case 'unknown':
      return "the add-on list can't be read"
  }
}

export function list(title: string, items: readonly string[], {glyphs, style, width}: ReportOptions): string {
  if (items.length === 0) return ''
  const lines = items.map((item) => `  ${glyphs.bullet} ${indent(safeLine(item), 4, width).trimStart()}`)
  return [heading(title, {style, width}), ...lines].join('\n')
}

export function heading(title: string, {style, width}: Pick<ReportOptions, 'style' | 'width'>): string {
  return style.bold(indent(title, 0, width))
}
