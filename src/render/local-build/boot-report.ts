import type {BootResult} from '../../local-build/boot/boot.js'
import type {CheckedFinding} from '../../checks/run-checks.js'
import type {ReportOptions} from './blocks.js'

import {adviceText, type Asked, verdictText} from './boot-words.js'
import {toolLine} from './failure.js'
import {shortTracebacks} from './short-traceback.js'
import {indent, SCREEN_LINES, wrap} from '../terminal/layout.js'
import {safeLine} from '../terminal/safe.js'
import {pad, widthOf} from '../terminal/width.js'

/** A booted process, and what the doctor says of why. */
export interface ExplainedBoot {
  result: BootResult
  findings: readonly CheckedFinding[]
}

export interface BootReportOptions extends ReportOptions {
  /** What deploys the app; null: it isn't known. */
  push: string | null
  /** The process types that an interruption came before. */
  unchecked: readonly string[]
  /** The processes' own logs are on the screen already. */
  withLog: boolean
}

const INDENT = 4
/** Lines of a process that are shown again: enough for a traceback's end. */
const SHOWN_LINES = 12

/**
 * What became of each process: one line, and where something is wrong, why and what to do. Where that is long, what is wrong comes
 * last once more: there one looks.
 */
export function renderBoot(boots: readonly ExplainedBoot[], asked: Asked, options: BootReportOptions): string {
  const blocks = [report(boots, asked, options), canceled(options), push(boots, options)].filter((block) => block !== '')
  const text = blocks.join('\n\n')
  const wrong = boots.filter(({result}) => !result.verdict.lives)
  if (wrong.length === 0 || text.split('\n').length <= SCREEN_LINES) return text
  return `${text}\n\n${headlines(wrong, asked, options).join('\n')}`
}

function report(boots: readonly ExplainedBoot[], asked: Asked, options: BootReportOptions): string {
  if (boots.length === 0) return ''
  const lines = headlines(boots, asked, options)
  const blocks = boots.map((boot, index) => [lines[index]!, ...details(boot, asked, options)].join('\n'))
  return [options.style.bold('Booted as on a dyno'), ...blocks, ...closingNote(boots, options)].join('\n')
}

function canceled({unchecked, width}: BootReportOptions): string {
  return unchecked.length === 0 ? '' : indent(`Canceled. Not checked: ${safeLine(unchecked.join(', '))}.`, 0, width)
}

/** Only what is known to live is worth a deploy. */
function push(boots: readonly ExplainedBoot[], {push: command, style, unchecked, width}: BootReportOptions): string {
  const lives = boots.length > 0 && unchecked.length === 0 && boots.every(({result}) => result.verdict.lives)
  return lives && command !== null ? indent(`Push: ${style.code(safeLine(command))}`, 0, width) : ''
}

function headlines(boots: readonly ExplainedBoot[], asked: Asked, options: BootReportOptions): string[] {
  const longest = Math.max(...boots.map(({result}) => widthOf(safeLine(result.type))))
  return boots.map((boot) => headline(boot, longest, asked, options))
}

function headline({result}: ExplainedBoot, longest: number, asked: Asked, {glyphs, style, width}: BootReportOptions): string {
  const [sign, colour] = signOf(result, {glyphs, style})
  const margin = longest + 4
  const [first = '', ...rest] = wrap(safeLine(verdictText(result, asked)), width - margin)
  const lines = [`${colour(sign)} ${style.bold(pad(safeLine(result.type), longest))}  ${first}`]
  return [...lines, ...rest.map((line) => ' '.repeat(margin) + line)].join('\n')
}

function signOf(
  {verdict}: BootResult,
  {glyphs, style}: Pick<ReportOptions, 'glyphs' | 'style'>,
): [string, (text: string) => string] {
  if (verdict.id === 'not-run') return [glyphs.skipped, style.dim]
  if (verdict.id === 'healthy') return [glyphs.done, style.success]
  return verdict.lives ? ['!', style.warning] : [glyphs.failed, style.failure]
}

function details({findings, result}: ExplainedBoot, asked: Asked, options: BootReportOptions): string[] {
  const {style, width} = options
  const {cause, lastLines, verdict} = result
  const lines = cause === null ? [] : [style.failure(indent(safeLine(cause), INDENT, width))]
  for (const paragraph of adviceText(result, asked)) lines.push(indent(safeLine(paragraph), INDENT, width))
  for (const finding of findings) lines.push(findingText(finding, options))
  if (options.withLog || verdict.lives || lastLines.length === 0) return lines
  const last = shortTracebacks(lastLines)
    .slice(-SHOWN_LINES)
    .flatMap((line) => toolLine(line, INDENT + 2, width))
    .map((line) => style.dim(line))
  return [...lines, indent(`Last lines of ${safeLine(result.type)}:`, INDENT, width), ...last]
}

function findingText({file, fix, id, line, message}: CheckedFinding, {style, width}: BootReportOptions): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `
  const text = indent(safeLine(`Doctor: ${place}${message} (${id})`), INDENT, width)
  return fix.command === null ? text : `${text}\n${style.code(indent(safeLine(fix.command), INDENT + 2, width))}`
}

/** A verdict that no check foretold: a check that is missing. */
function closingNote(boots: readonly ExplainedBoot[], {style, width}: BootReportOptions): string[] {
  const unexplained = boots.filter(({findings, result}) => !result.verdict.lives && findings.length === 0)
  if (unexplained.length === 0) return []
  const names = unexplained.map(({result}) => safeLine(result.type)).join(', ')
  return ['', style.dim(indent(`heroku python:doctor has no check for this: ${names}.`, 0, width))]
}
