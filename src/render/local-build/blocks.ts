import type {BuildConfigVars, Withheld} from '../../local-build/run/config-vars.js'
import type {Difference} from '../../local-build/run/result.js'
import type {Glyphs} from '../terminal/glyphs.js'
import type {Style} from '../terminal/style.js'

import {indent} from '../terminal/layout.js'
import {safeLine} from '../terminal/safe.js'

// Here, and not with the report: what draws one takes long to load, and only a build that succeeds needs it.

export interface ReportOptions {
  glyphs: Glyphs
  style: Style
  width: number
}

/** What a report is about, besides what the build itself tells. */
export interface ReportContext {
  configVars: BuildConfigVars
  /** Where `--output` left the built app; null: nowhere. Paths as the user would type them. */
  output: {path: string; script: string} | null
  /** It is booted next: until then, nobody is told to start or push it. */
  boots: boolean
  /** The command that deploys what was built; null: it isn't known. */
  push: string | null
  /** What follows the command's name where the app was built as if it had moved: ` --to 3.14`. */
  moved?: string
}

export const INDENT = 2

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
