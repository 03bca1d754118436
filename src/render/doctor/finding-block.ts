import type {PlacedFinding} from '../../doctor/place.js'
import type {Style} from '../terminal/style.js'

import {changedRuleNote, MARKS} from './finding-text.js'
import {commandText} from '../terminal/command.js'
import {indent} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {cut, widthOf} from '../terminal/width.js'

interface BlockOptions {
  style: Style
  width: number
}

const INDENT = 2
const HELP = 'help: '
const ELLIPSIS = '…'
/** Columns before the part, where a long line is cut. */
const CONTEXT = 20

/** A finding as compilers show theirs: what, where with the line itself, and what to type. */
export function findingBlock(finding: PlacedFinding, options: BlockOptions): string {
  const {docs, fix, id, message, severity} = finding
  const {style, width} = options
  const note = changedRuleNote(finding)
  const colour = {error: style.failure, warning: style.warning, info: style.info}[severity]
  return [
    `${colour(`${MARKS[severity]} ${severity}`)}  ${style.link(id, docs)}`,
    indent(printableLine(message), INDENT, width),
    ...(note === '' ? [] : [style.dim(indent(`Note: ${printableLine(note)}`, INDENT, width))]),
    ...source(finding, colour, options),
    ...help(fix, options),
  ].join('\n')
}

/** `requirements.txt:20:5`, in the form that terminals and editors open, and the line with carets under the part. */
function source(
  {column, excerpt, file, line}: PlacedFinding,
  colour: (text: string) => string,
  {style, width}: BlockOptions,
): string[] {
  if (file === undefined) return []
  const numbers = [line, line === undefined ? undefined : column].filter((number) => number !== undefined)
  const place = [printableLine(file), ...numbers].join(':')
  if (!excerpt) return [`${' '.repeat(INDENT)}${style.dim('-->')} ${style.bold(place)}`]
  const gutter = String(line).length
  const margin = ' '.repeat(INDENT + gutter)
  const {carets, text} = marked(excerpt, width - INDENT - gutter - ' | '.length)
  return [
    `${margin}${style.dim('-->')} ${style.bold(place)}`,
    `${' '.repeat(INDENT)}${style.dim(`${line} |`)} ${text}`,
    `${margin} ${style.dim('|')} ${colour(carets)}`,
  ]
}

/** The line and its carets, cut around the part where the whole doesn't fit. */
function marked({length, start, text}: NonNullable<PlacedFinding['excerpt']>, room: number): {carets: string; text: string} {
  const before = shown(text.slice(0, start))
  const part = shown(text.slice(start, start + length))
  const after = shown(text.slice(start + length))
  // What stands before it is cut from its left.
  const tooWide = widthOf(before) + Math.min(widthOf(part), room - CONTEXT) > room
  const left = tooWide ? `${ELLIPSIS}${[...before].slice(-CONTEXT).join('')}` : before.trimStart()
  const line = cut(`${left}${part}${after}`.trimEnd(), room, ELLIPSIS)
  // Under a whole file on one line, a row of carets would point to nothing.
  const marks = widthOf(left) + widthOf(part) > room ? Math.min(widthOf(part), CONTEXT) : widthOf(part)
  const count = Math.max(1, Math.min(marks, room - widthOf(left)))
  return {carets: `${' '.repeat(widthOf(left))}${'^'.repeat(count)}`, text: line}
}

function shown(text: string): string {
  return printableLine(text.replaceAll('\t', '    '))
}

function help({command, kind}: PlacedFinding['fix'], {style, width}: BlockOptions): string[] {
  const margin = ' '.repeat(INDENT)
  const byItself = kind === 'auto' ? ' (or --fix)' : ''
  if (command === null) return kind === 'auto' ? [`${margin}${style.dim(HELP)}${style.code('heroku python:doctor --fix')}`] : []
  const room = INDENT + HELP.length
  const text = commandText(printableLine(command), room, width - byItself.length)
  return [`${margin}${style.dim(HELP)}${style.code(text)}${style.dim(byItself)}`]
}
