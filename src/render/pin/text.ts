import type {Edit} from '../../edits/edit.js'
import type {PinJson, RefusalJson} from '../../pin/json.js'
import type {PinReport} from '../../pin/pin-version.js'
import type {PinWarning, Refusal} from '../../pin/refusal.js'
import type {SourceNote} from '../../project/project.js'
import type {Style} from '../terminal/style.js'

import {editsJson} from '../../edits/edits-json.js'
import {renderEdits} from '../edits/text.js'
import {commandText} from '../terminal/command.js'
import {indent, indentLines} from '../terminal/layout.js'
import {refusalMessage, warningMessage} from './messages.js'
import {printable} from '../terminal/printable.js'
import {safe} from '../terminal/safe.js'

export interface PinTextOptions {
  style: Style
  width: number
  check: boolean
  /** What a file held before. */
  read(path: string): Uint8Array | undefined
}

/** What python:pin did with the Python version, for people. */
export function renderPin(report: PinReport, options: PinTextOptions): string {
  const {check, style} = options
  const {applied, edits, origin, reason, refusal, version, warnings} = report
  if (refusal) return renderRefusal(refusal, options, origin === 'argument' ? undefined : `${version}: ${reason}`)
  const heading = indent(`${style.bold(`Python ${version}`)}: ${safe(reason)}.`, 0, options.width)
  const notes = renderWarnings(warnings, options)
  if (edits.length === 0) return [heading, ...notes, '', `Already pinned. Nothing to do.`].join('\n')
  const diff = renderChange(edits, options)
  if (applied) return [heading, ...notes, '', diff, '', ...renderCommands(report.gitCommands, options)].join('\n')
  const end = check ? 'Not pinned as expected. Run heroku python:pin to fix it.' : 'Dry run: nothing changed.'
  return [heading, ...notes, '', diff, '', end].join('\n')
}

/** A diff in which a renamed file is compared with what it was. */
function renderChange(edits: readonly Edit[], {read, style}: Pick<PinTextOptions, 'read' | 'style'>): string {
  const renamed = new Map(edits.flatMap((edit) => (edit.action === 'rename' ? [[edit.to, edit.path] as const] : [])))
  const moved = new Set(renamed.values())
  const contents = (file: string) => (moved.has(file) ? undefined : read(renamed.get(file) ?? file))
  return renderEdits(edits, contents, style)
}

export function renderWarnings(
  warnings: readonly PinWarning[],
  {style, width}: Pick<PinTextOptions, 'style' | 'width'>,
): string[] {
  return warnings.map((warning) => style.warning(indent(`! ${safe(warningMessage(warning))}`, 0, width)))
}

export function renderCommands(commands: readonly string[], {style, width}: Pick<PinTextOptions, 'style' | 'width'>): string[] {
  if (commands.length === 0) return ['Done. The next deploy uses it.']
  const lines = commands.map((command) => `  ${style.code(commandText(printable(command), 2, width))}`)
  return ['Done. Commit the change, then push:', ...lines]
}

/** Why nothing was changed, and the ways on. */
export function renderRefusal(
  refusal: Refusal,
  {style, width}: Pick<PinTextOptions, 'style' | 'width'>,
  wanted?: string,
): string {
  const {found, link, remedies, title} = refusalMessage(refusal)
  const lines = [indent(`${style.failure('Refused:')} ${safe(title)}.`, 0, width)]
  if (wanted !== undefined) lines.push(indent(`Python ${safe(wanted)}.`, 2, width))
  if (found) lines.push(indentLines(safe(found), 2, width))
  for (const {command, what} of remedies)
    lines.push('', indent(`To ${what}:`, 0, width), `  ${style.code(commandText(safe(command), 2, width))}`)
  if (link) lines.push('', link)
  return lines.join('\n')
}

export function renderNotes(notes: readonly SourceNote[]): string[] {
  return notes.flatMap((note) => {
    switch (note.id) {
      case 'no-git':
      case 'not-a-repository':
        return ['This folder is not a git repository. Include the change when you deploy.']

      default:
        return []
    }
  })
}

/** The document of `--json`, version 1. `refusal` and `warnings` are there only when there is one. */
export function pinJson({applied, edits, origin, reason, refusal, version, warnings}: Omit<PinReport, 'gitCommands'>): PinJson {
  return {
    schemaVersion: 1,
    version,
    origin,
    reason: safe(reason),
    edits: editsJson(edits),
    applied,
    ...(refusal && {refusal: refusalJson(refusal)}),
    ...(warnings.length > 0 && {warnings: warnings.map((warning) => ({id: warning.id, message: safe(warningMessage(warning))}))}),
  }
}

export function refusalJson(refusal: Refusal): RefusalJson {
  const {found, remedies, title} = refusalMessage(refusal)
  return {
    id: refusal.id,
    message: safe(found === undefined ? title : `${title}: ${found}`),
    commands: remedies.map(({command}) => safe(command)),
  }
}
