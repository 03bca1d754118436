import type {Skipped} from '../../checks/run-checks.js'
import type {PlacedFinding} from '../../doctor/place.js'
import type {Style} from '../terminal/style.js'

import {NOT_ONLINE} from '../../doctor/diagnose.js'
import {countBySeverity, type DoctorReport} from '../../doctor/report.js'
import {baselineText} from './baseline-text.js'
import {cacheLines} from './cache-text.js'
import {findingBlock} from './finding-block.js'
import {countText} from './finding-text.js'
import {buildLine} from './headline.js'
import {NO_APP} from '../../platform/resolve-app.js'
import {commandText} from '../terminal/command.js'
import {indent, plural, SCREEN_LINES} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {noteText} from './source-notes.js'

interface TextOptions {
  style: Style
  /** The data is old, and it is time to say so again; left out: whenever it is old. */
  tellsAge?: boolean
  verbose: boolean
  width: number
}

/** The doctor's report for people, its verdict last. A healthy app gets one line. */
export function renderDoctorText(report: DoctorReport, options: TextOptions): string {
  const {style, verbose, width} = options
  const {findings, suppressed, warnings} = report
  const dim = (text: string) => style.dim(indent(text, 0, width))
  const headline = buildLine(report, style)
  // With checks left out, a failure may be all that is known.
  const {failure} = report.prediction
  const found = report.baseline ? 'new problems found' : 'problems found'
  const nothing = failure === null ? style.success(`No ${found}`) : `No ${report.baseline?.failedAlready ? '' : 'other '}${found}`
  const healthy = `${headline} ${nothing}${skippedNote(report.skipped)}.`
  const blocks = [
    report.notes.map((note) => dim(noteText(note))).join('\n'),
    indent(findings.length === 0 ? healthy : headline, 0, width),
    ...(findings.length === 0 ? [] : [...placeNote(report, options), ...groups(findings, options)]),
    ...(verbose ? details(report, options) : []),
    verbose || suppressed.length === 0
      ? ''
      : dim(`Suppressed: ${plural(suppressed.length, 'check')} (--verbose shows ${suppressed.length === 1 ? 'it' : 'them'}).`),
    baselineText(report, options),
    warnings.map((warning) => indent(`${style.warning('Warning:')} ${printableLine(warning)}`, 0, width)).join('\n'),
    (options.tellsAge ?? report.buildpack.stale) ? dim(staleNote(report)) : '',
  ].filter((block) => block !== '')
  if (findings.length > 0) {
    const isLong = blocks.join('\n\n').split('\n').length + 2 > SCREEN_LINES
    blocks.push([...moreNote(report, options), ...verdict(report, isLong, options)].join('\n'))
  }

  return blocks.join('\n\n')
}

/** What can't be known yet, and where to read on. */
function moreNote({prediction}: DoctorReport, {style, width}: TextOptions): string[] {
  const more = 'Fix the package manager first: more findings may follow once it is known.'
  return [
    ...(prediction.failure?.reason.startsWith('package-manager::') ? [style.warning(indent(more, 0, width))] : []),
    ...(style.hasLinks ? [] : [style.dim(indent('More about a finding: heroku python:doctor --explain ID', 0, width))]),
  ]
}

/** What was found, in one sentence, and where the screen is long, what to do next. */
function verdict(report: DoctorReport, isLong: boolean, {style, width}: TextOptions): string[] {
  const found = summary(report, style)
  if (!isLong) return [indent(found, 0, width)]
  const {failure} = report.prediction
  const what = failure === null ? '' : `${style.failure(`The build would fail: ${failure.title}.`)} `
  return [indent(`${what}${found}`, 0, width), `${style.bold('Next:')} ${nextStep(report.findings, {style, width})}`]
}

function nextStep(findings: readonly PlacedFinding[], {style, width}: Pick<TextOptions, 'style' | 'width'>): string {
  const [{file, fix, id, line, severity}] = findings as [PlacedFinding]
  // What is worst comes first, though --fix may do something less important.
  if (findings.some((finding) => finding.severity === severity && finding.fix.kind === 'auto'))
    return style.code('heroku python:doctor --fix')
  if (fix.command !== null) return style.code(commandText(printableLine(fix.command), 'Next: '.length, width))
  const place = file === undefined ? id : `${printableLine(file)}${line === undefined ? '' : `:${line}`}`
  return `fix ${place}, commit, and run heroku python:doctor again.`
}

/** Where files and commands are meant, if a buildpack of the app decides that: the user may stand elsewhere. */
function placeNote({notes, source: {folder}}: DoctorReport, {style, width}: TextOptions): string[] {
  if (folder === '' || notes.some(({id}) => id === 'subfolder')) return []
  return [style.dim(indent(`Files and commands below are relative to ${printableLine(folder)}.`, 0, width))]
}

/** Findings by file; the file with the worst one first. */
function groups(findings: readonly PlacedFinding[], options: TextOptions): string[] {
  const byFile = new Map<string, PlacedFinding[]>()
  for (const finding of findings) {
    const file = finding.file ?? ''
    byFile.set(file, [...(byFile.get(file) ?? []), finding])
  }

  return [...byFile.values()].flat().map((finding) => findingBlock(finding, options))
}

function summary({baseline, findings, skipped}: DoctorReport, style: Style): string {
  const count = countBySeverity(findings)
  const automatic = findings.filter((finding) => finding.fix.kind === 'auto').length
  const fixable = automatic > 0 ? ` ${automatic} fixable with ${style.code('--fix')}.` : ''
  const colour = count.error > 0 ? style.failure : count.warning > 0 ? style.warning : style.info
  const counted = baseline ? `${countText(findings)} since ${printableLine(baseline.ref)}` : countText(findings)
  return `${colour(`Found ${counted}`)}${skippedNote(skipped)}.${fixable}`
}

/** What only `--online` does is left out by choice, which is no news. */
function skippedNote(all: readonly Skipped[]): string {
  const skipped = all.filter(({reason}) => reason !== NOT_ONLINE)
  if (skipped.length === 0) return ''
  const others = skipped.filter(({reason}) => reason !== NO_APP)
  const withoutApp = skipped.length - others.length
  const reasons = [...new Set(others.map(({reason}) => reason))].join('; ')
  const parts = [
    ...(withoutApp > 0 ? [`${plural(withoutApp, 'check')} ${withoutApp === 1 ? 'needs' : 'need'} an app: add --app NAME`] : []),
    ...(others.length > 0 ? [`${plural(others.length, 'check')} skipped: ${printableLine(reasons)}`] : []),
  ]
  return ` (${parts.join('; ')})`
}

function details(
  {buildpack, cache, passed, prediction, skipped, source, staleSuppressions, suppressed}: DoctorReport,
  {style}: TextOptions,
): string[] {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [[style.bold(title), ...items.map((item) => `  ${printableLine(item)}`)].join('\n')]
  return [
    ...list('Source', [
      source.commit === null
        ? `${source.path} (${source.staged ? 'the index' : 'the files on disk'})`
        : `${source.path}, commit ${source.commit.slice(0, 10)} (${source.ref})`,
    ]),
    ...list('Buildpack', [
      `${buildpack.kind === 'cnb' ? 'heroku/buildpacks-python' : 'heroku/heroku-buildpack-python'} ${buildpack.release} of ${buildpack.released}`,
    ]),
    ...list('Build cache', cacheLines(cache)),
    ...list(
      cache === null || cache.status === 'unknown' ? 'Steps of a first build' : 'Steps of the next build',
      prediction.steps,
    ),
    ...list(
      'Suppressed',
      suppressed.map(({id, reason}) => `${id}: ${reason}`),
    ),
    ...list('Suppressed checks without a finding (remove these suppressions)', staleSuppressions),
    ...list(
      'Skipped',
      skipped.map(({id, reason}) => `${id}: ${reason}`),
    ),
    ...list('Passed', passed),
  ]
}

function staleNote({buildpack}: DoctorReport): string {
  return `Note: this check used buildpack ${buildpack.release} of ${buildpack.released}. Could not check for a newer release in the last ${buildpack.ageInDays} days.`
}
