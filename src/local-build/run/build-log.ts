import type {BuildpackKind} from '../../buildpack/release.js'
import type {BuildEvent} from './events.js'
import type {BuildFailure} from '../plan/failure.js'

/** A line of the build log, and how the buildpack marks it in colour. */
export interface LogLine {
  text: string
  tone: 'error' | 'plain' | 'warning'
}

/** What the buildpack puts before a tool's output, and before its own messages. Source: lib/output.sh. */
const OUTPUT_INDENT = ' '.repeat(7)
const MESSAGE_PREFIX = ' !     '

/** How wide the buildpack's own messages are: they fit beside the prefix in 80 columns. */
const MESSAGE_WIDTH = 65

/**
 * What an event adds to the build log: the lines that Heroku's own log has, and nothing for what Heroku doesn't print
 * (a skipped step, the end of one). Pure.
 */
export function logLines(event: BuildEvent, kind: BuildpackKind): LogLine[] {
  switch (event.type) {
    case 'output':
      return [plain(kind === 'classic' ? OUTPUT_INDENT + event.line : event.line)]

    case 'step-failed':
      return kind === 'classic' ? framedFailure(event.failure) : blockLines(failureText(event.failure), 'error')

    case 'step-line':
      return kind === 'cnb' && /^\[.*]$/.test(event.line) ? [plain(''), plain(event.line)] : [plain(event.line)]

    case 'waiting-for-lock':
      return messageLines([waitingText(event.pid)], 'warning')

    case 'warning':
      return kind === 'classic' ? messageLines(event.lines, 'warning') : blockLines(event.lines, 'warning')

    case 'step-done':
    case 'step-skipped':
    case 'step-started':
    case 'step-titled':
    case 'waiting-for-background':
      return []
  }
}

/** As logLines, with all that a tool has printed. */
export function wholeLines(event: BuildEvent, kind: BuildpackKind): string[] {
  const whole = event.type === 'output' && event.whole !== undefined ? {...event, line: event.whole} : event
  return logLines(whole, kind).map(({text}) => text)
}

/** That another build of the app is running. */
export function waitingText(pid: null | number): string {
  const process = pid === null ? '' : ` (process ${pid})`
  return `Waiting for another build of this app to finish${process}.`
}

const PROGRAMS_NAMED = 3

/** That the build goes on once what runs in the background has ended. */
export function backgroundText(programs: readonly {pid: number; name: string}[]): string {
  if (programs.length === 0) return 'Waiting for programs that still run in the background, as Heroku does.'
  const names = programs.slice(0, PROGRAMS_NAMED).map(({name, pid}) => `${name} (process ${pid})`)
  const more = programs.length > names.length ? ` and ${programs.length - names.length} more` : ''
  return `Waiting for ${names.join(', ')}${more} in the background, as Heroku does.`
}

/** A failure as the buildpack lays one out: what, why, what to do; and its reason, which the buildpack keeps to itself. */
function failureText({detail, explanation, reason, title}: BuildFailure): string[] {
  const paragraphs = explanation.flatMap((paragraph) => ['', ...fill(paragraph)])
  const shown = detail === null || detail === '' ? reason : `${reason}: ${withoutControls(detail)}`
  const kind = reason.startsWith('internal-error::') ? 'Internal Error' : 'Error'
  return [`${kind}: ${sentence(title)}`, ...paragraphs, '', `failure_reason: ${shown}`]
}

function framedFailure(failure: BuildFailure): LogLine[] {
  const [heading = '', ...body] = failureText(failure)
  return messageLines([...fill(heading), ...body], 'error')
}

/** A detail may be what a file of the app begins with: escape sequences and line ends are written out. */
function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** `There is …` of `there is …`, with a full stop. */
function sentence(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${/[.!?]$/.test(title) ? '' : '.'}`
}

function messageLines(lines: readonly string[], tone: 'error' | 'warning'): LogLine[] {
  return [plain(''), ...lines.map((line) => ({text: MESSAGE_PREFIX + line, tone})), plain('')]
}

/** A message as the CNB lays one out: under a heading, which is no sentence. Source: libherokubuildpack's src/log.rs. */
function blockLines([first = '', ...rest]: readonly string[], tone: 'error' | 'warning'): LogLine[] {
  const body = rest[0] === '' ? rest.slice(1) : rest
  const lines = [`[${first.replace(/[.!]$/, '')}]`, ...body]
  return [plain(''), ...lines.map((text) => ({text, tone})), plain('')]
}

function plain(text: string): LogLine {
  return {text, tone: 'plain'}
}

/** Breaks a paragraph at its spaces; lines of its own, such as a command, stay lines. */
function fill(paragraph: string): string[] {
  return paragraph.split('\n').flatMap((line) => {
    const lines: string[] = []
    for (const word of line.split(' ')) {
      const last = lines.at(-1)
      if (last !== undefined && last.length + 1 + word.length <= MESSAGE_WIDTH) lines[lines.length - 1] = `${last} ${word}`
      else lines.push(word)
    }

    return lines
  })
}
