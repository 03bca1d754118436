import type {FleetRow} from './text.js'
import type {Style} from '../terminal/style.js'

import {pad, widthOf} from '../terminal/width.js'

type Column = Exclude<keyof FleetRow & string, 'buildpacks'>

const COLUMNS: readonly {name: Column; header: string}[] = [
  {header: 'App', name: 'app'},
  {header: 'Stack', name: 'stack'},
  {header: 'Python', name: 'python'},
  {header: 'Errors', name: 'errors'},
  {header: 'Warnings', name: 'warnings'},
]
const LAST = 'Buildpacks'
const GAP = '  '
const MARGIN = '    '

/**
 * The table of apps. Names stay whole, however narrow the screen: the buildpacks, which are long, come last, and where they
 * don't fit beside the rest, below it.
 *
 * @param width infinite for a program, which gets one line for each app
 */
export function fleetTable(rows: readonly FleetRow[], {style, width}: {style: Style; width: number}): string {
  const widths = COLUMNS.map(({header, name}) => Math.max(widthOf(header), ...rows.map((row) => widthOf(row[name]))))
  const left = widths.reduce((sum, column) => sum + column + GAP.length, 0)
  const longest = Math.max(widthOf(LAST), ...rows.flatMap(({buildpacks}) => buildpacks.map((name) => widthOf(name) + 1)))
  const isBeside = left + longest <= width
  const header = COLUMNS.map((column, index) => pad(column.header, widths[index]!)).join(GAP)
  const title = isBeside ? `${header}${GAP}${LAST}` : header
  const lines = rows.flatMap((row) => {
    const cells = COLUMNS.map(({name}, index) => pad(row[name], widths[index]!)).join(GAP)
    const margin = isBeside ? ' '.repeat(left) : MARGIN
    const names = listed(row.buildpacks, width - margin.length)
    if (!isBeside) return [cells, ...names.map((line) => style.dim(margin + line))]
    const [first = '', ...rest] = names
    return [`${cells}${GAP}${first}`, ...rest.map((line) => margin + line)]
  })
  return [style.bold(title), '─'.repeat(widthOf(title)), ...lines].map((line) => line.trimEnd()).join('\n')
}

/** Names with commas between them, in lines that fit. */
function listed(names: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const [index, name] of names.entries()) {
    const part = index < names.length - 1 ? `${name},` : name
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + 1 + widthOf(part) <= width) lines[lines.length - 1] = `${last} ${part}`
    else lines.push(part)
  }

  return lines
}
