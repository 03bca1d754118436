import type {StepId} from '../../local-build/plan/build-plan.js'
import type {BuildConfigVars} from '../../local-build/run/config-vars.js'
import type {BuildResult} from '../../local-build/run/result.js'

import {differencesText, heading, INDENT, type ReportContext, type ReportOptions, withheldText} from './blocks.js'
import {indent, SCREEN_LINES, wrap} from '../terminal/layout.js'
import {safeLine} from '../terminal/safe.js'
import {shortTracebacks} from './short-traceback.js'

/** Lines of the tool that are shown again: enough for a traceback's end. */
const SHOWN_LINES = 20

/**
 * The differences from Heroku by which a step may fail here and not there. Where Python's patch release matters to a package
 * manager, the explanation says so. All of them are in `--json`, and in the report of a build that succeeds.
 */
const MAY_MATTER: Partial<Record<StepId, readonly string[]>> = {
  'pre-compile': ['system', 'buildpacks-not-run', 'env-dir'],
  'package-manager-install': ['pip-settings', 'network'],
  dependencies: ['system', 'buildpacks-not-run', 'pip-settings', 'network'],
  nltk: ['network'],
  collectstatic: ['system', 'python-patch', 'buildpacks-not-run'],
  'post-compile': ['system', 'python-patch', 'buildpacks-not-run', 'env-dir'],
}

/** Steps that run the app's own code, which may miss a config var. */
const RUNS_THE_APP = new Set<StepId>(['pre-compile', 'collectstatic', 'post-compile'])

/**
 * Why a build failed: the verdict, the cause, what to do, the log. Where that is long, the verdict comes last once more: there
 * one looks.
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
  // Whoever pressed ctrl-C asks for no reasons.
  if (failure.reason === 'build-cancelled') return indent(['Canceled.', ...failure.explanation].join(' '), 0, width)
  const step = steps.find(({id}) => id === failure.step)?.title ?? failure.step
  const detail = failure.detail === null || failure.detail === '' ? '' : `: ${safeLine(failure.detail)}`
  const verdict = `${style.failure(`${glyphs.failed} Build failed:`)} ${safeLine(failure.title)}`
  const last = withOutput ? shortTracebacks(failure.lastLines).slice(-SHOWN_LINES) : []
  const lines = last.flatMap((line) => toolLine(line, INDENT, width))
  const blocks = [
    indent(`${verdict} ${style.dim(`(${failure.reason}${detail})`)}.`, 0, width),
    ...(lines.length > 0 ? [[heading(`Last lines of "${safeLine(step)}"`, options), ...lines].join('\n')] : []),
    ...(withOutput ? failure.explanation.map((paragraph) => paragraphText(paragraph, width)) : []),
    ...reservations(result, failure.step, configVars, options),
    indent(`${style.dim('Full log:')} ${safeLine(logFile)}`, 0, width),
  ]
  const text = blocks.join('\n\n')
  if (text.split('\n').length <= SCREEN_LINES) return text
  // What the log says of why, else nothing: the rest is above.
  const why = failure.causes.find(({id}) => id !== failure.reason)?.message
  return `${text}\n\n${indent(`${verdict}.`, 0, width)}${why === undefined ? '' : `\n${paragraphText(why, width)}`}`
}

/** Why the same step may go otherwise on Heroku. */
function reservations({differences}: BuildResult, step: StepId, configVars: BuildConfigVars, options: ReportOptions): string[] {
  const ids = MAY_MATTER[step] ?? []
  const shown = differences.filter(({id}) => ids.includes(id))
  return [
    differencesText('This step may behave differently on Heroku', shown, options),
    RUNS_THE_APP.has(step) ? withheldText(configVars, options) : '',
  ].filter((block) => block !== '')
}

/** What a tool said last is worth all of its words: it is broken, and never cut. Its own indentation stays. */
export function toolLine(line: string, margin: number, width: number): string[] {
  const text = safeLine(line.trimEnd())
  const spaces = ' '.repeat(Math.min(margin + text.length - text.trimStart().length, Math.floor(width / 2)))
  return wrap(text.trimStart(), width - spaces.length, true).map((part) => spaces + part)
}

/** Lines of their own, such as a command, stay lines. */
function paragraphText(paragraph: string, width: number): string {
  return paragraph
    .split('\n')
    .map((line) => indent(safeLine(line), 0, width))
    .join('\n')
}
