import type {PinDependenciesJson} from '../../pin/json.js'
import type {DependenciesReport} from '../../pin/dependencies/pin-dependencies.js'
import type {PinTextOptions} from './text.js'
import type {Style} from '../terminal/style.js'

import {editsJson} from '../../edits/edits-json.js'
import {renderEdits} from '../edits/text.js'
import {plural} from '../terminal/layout.js'
import {warningMessage} from './messages.js'
import {refusalJson, renderCommands, renderRefusal, renderWarnings} from './text.js'
import {safe} from '../terminal/safe.js'

/** A screen or two. */
const DIFF_LINES = 100

/** What python:pin --dependencies did, for people: the packages that change, not the lock file's many lines. */
export function renderDependencies(report: DependenciesReport, options: PinTextOptions): string {
  const {applied, edits, pythonVersion, refusal, tool, warnings} = report
  if (refusal) return renderRefusal(refusal, options)
  const {check, style} = options
  const heading = `${style.bold(`Resolved with ${tool} for Python ${pythonVersion}`)}.`
  const notes = renderWarnings(warnings, options)
  if (edits.length === 0) return [heading, ...notes, '', 'Every package is already pinned. Nothing to do.'].join('\n')
  const change = [...changeLines(report, style), '', ...(applied ? editLines(report, style) : diffLines(report, options)), '']
  if (applied) return [heading, ...notes, '', ...change, ...renderCommands(report.gitCommands, options)].join('\n')
  const end = check ? 'Not pinned as expected. Run heroku python:pin --dependencies to fix it.' : 'Dry run: nothing changed.'
  return [heading, ...notes, '', ...change, end].join('\n')
}

function changeLines({changes}: DependenciesReport, style: Style): string[] {
  const {added, changed, removed} = changes
  const lines = [
    ...added.map(({name, version}) => style.success(`+ ${safe(`${name} ${version}`)}`)),
    ...changed.map(({from, name, to}) => style.warning(`~ ${safe(`${name} ${from} → ${to}`)}`)),
    ...removed.map(({name, version}) => style.failure(`- ${safe(`${name} ${version}`)}`)),
  ]
  if (lines.length === 0) return ['No package versions change.']
  return [`${plural(added.length, 'package')} newly pinned, ${changed.length} changed, ${removed.length} removed:`, ...lines]
}

function editLines({edits}: DependenciesReport, style: Style): string[] {
  return edits.map((edit) =>
    style.dim(edit.action === 'rename' ? `rename ${edit.path} → ${edit.to}` : `${edit.action} ${edit.path}`),
  )
}

/** Of a dry run the change itself; of a lock file's thousand lines the first. */
function diffLines({edits}: DependenciesReport, options: PinTextOptions): string[] {
  const lines = renderEdits(edits, options.read, options.style).split('\n')
  const more = lines.length - DIFF_LINES
  return more <= 0 ? lines : [...lines.slice(0, DIFF_LINES), options.style.dim(`… and ${plural(more, 'more line')}`)]
}

/** The document of `--dependencies --json`, version 1: that of a pin, and the packages. */
export function dependenciesJson(report: DependenciesReport): PinDependenciesJson {
  const {applied, changes, edits, manager, origin, pythonVersion, refusal, tool, warnings} = report
  const names = (list: readonly {name: string; version: string}[]) =>
    list.map(({name, version}) => ({name, version: safe(version)}))
  return {
    schemaVersion: 1,
    version: pythonVersion,
    origin,
    reason: `resolved with ${tool}`,
    packageManager: manager,
    packages: {
      added: names(changes.added),
      changed: changes.changed.map(({from, name, to}) => ({from: safe(from), name, to: safe(to)})),
      removed: names(changes.removed),
    },
    edits: editsJson(edits),
    applied,
    ...(refusal && {refusal: refusalJson(refusal)}),
    ...(warnings.length > 0 && {warnings: warnings.map((warning) => ({id: warning.id, message: safe(warningMessage(warning))}))}),
  }
}
