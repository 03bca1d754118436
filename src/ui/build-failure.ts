import type {BuildResult} from '../build/result.js'

import {heading, type ReportContext, renderDifferences, type ReportOptions, safe} from './build-report.js'
import {cut} from './build-width.js'
import {indent} from './layout.js'

/** Lines of the tool that are shown again: enough for a traceback's end. */
const SHOWN_LINES = 20
const INDENT = 2

/**
 * Why a build failed, and what to do, at the very end: there one looks.
 *
 * @param withOutput false where the whole log is on the screen already
 */
export function renderFailure(
  result: BuildResult,
  {configVars}: ReportContext,
  {withOutput, ...options}: ReportOptions & {withOutput: boolean},
): string {
  const {failure, logFile, steps} = result
  if (!failure) return ''
  const {glyphs, style, width} = options
  const blocks = renderDifferences(result, configVars, options)
  const step = steps.find(({id}) => id === failure.step)?.title ?? failure.step
  const detail = failure.detail === null || failure.detail === '' ? '' : `: ${safe(failure.detail)}`
  if (withOutput) {
    const lines = failure.lastLines.slice(-SHOWN_LINES).map((line) => `  ${cut(safe(line), width - INDENT, glyphs.ellipsis)}`)
    if (lines.length > 0) blocks.push([heading(`The last lines of "${safe(step)}"`, options), ...lines].join('\n'))
  }

  const title = `${style.failure('The build failed:')} ${safe(failure.title)} ${style.dim(`(${failure.reason}${detail})`)}.`
  blocks.push(indent(title, 0, width))
  if (withOutput) for (const paragraph of failure.explanation) blocks.push(paragraphText(paragraph, width))
  blocks.push(`${style.dim('The whole log:')} ${safe(logFile)}`)
  return blocks.join('\n\n')
}

/** Lines of their own, such as a command, stay lines. */
function paragraphText(paragraph: string, width: number): string {
  return paragraph
    .split('\n')
    .map((line) => indent(safe(line), 0, width))
    .join('\n')
}
