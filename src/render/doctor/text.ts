import type {CheckedFinding, Skipped} from '../../checks/run-checks.js'
import type {Style} from '../terminal/style.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {CONTAINER_STACK} from '../../checks/stack/eol.js'
import {NOT_ONLINE} from '../../doctor/diagnose.js'
import {countBySeverity, type DoctorReport} from '../../doctor/report.js'
import {countText, MARKS} from './finding-text.js'
import {NO_APP} from '../../platform/resolve-app.js'
import {indent, plural} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {noteText} from './source-notes.js'

interface TextOptions {
  style: Style
  verbose: boolean
  width: number
}

/** The doctor's report for people. A healthy app gets one line. */
export function renderDoctorText(report: DoctorReport, options: TextOptions): string {
  const {style, verbose, width} = options
  const blocks: string[] = []
  const notes = report.notes.map((note) => noteText(note))
  if (notes.length > 0) blocks.push(notes.map((note) => style.dim(indent(note, 0, width))).join('\n'))
  const headline = buildLine(report, style)
  if (report.findings.length === 0)
    blocks.push(indent(`${headline} ${style.success('No problems found')}${skippedNote(report.skipped)}.`, 0, width))
  else
    blocks.push(
      indent(headline, 0, width),
      ...placeNote(report, options),
      ...groups(report.findings, options),
      summary(report, style),
    )
  if (verbose) blocks.push(...details(report, options))
  else if (report.suppressed.length > 0)
    blocks.push(
      style.dim(
        `Suppressed: ${plural(report.suppressed.length, 'check')} (--verbose shows ${report.suppressed.length === 1 ? 'it' : 'them'}).`,
      ),
    )
  if (report.warnings.length > 0)
    blocks.push(report.warnings.map((warning) => `${style.warning('Warning:')} ${printableLine(warning)}`).join('\n'))
  if (report.buildpack.stale) blocks.push(style.dim(indent(staleNote(report), 0, width)))
  return blocks.join('\n\n')
}

/** Where files and commands are meant, if a buildpack of the app decides that: the user may stand elsewhere. */
function placeNote({notes, source: {folder}}: DoctorReport, {style, width}: TextOptions): string[] {
  if (folder === '' || notes.some(({id}) => id === 'subfolder')) return []
  return [style.dim(indent(`Files and commands below are those of the folder ${printableLine(folder)}.`, 0, width))]
}

/** What Heroku would do, or where it would stop. */
function buildLine({app, buildpack, command, findings, prediction, toolVersion}: DoctorReport, style: Style): string {
  const who = app ? `Heroku would build ${style.app(printableLine(app.name))}` : 'Heroku would build this app'
  const {failure, package_manager: manager, python_version: python, python_version_origin: origin} = prediction
  if (app?.stack === CONTAINER_STACK) return `Heroku would build ${style.app(printableLine(app.name))} from its Dockerfile.`
  if (!prediction.detected)
    return `${style.failure('Heroku would not take this for a Python app')}: it finds none of the files that it knows.`
  if (failure) {
    const detail = failure.detail === null || failure.detail === '' ? '' : `: ${printableLine(failure.detail)}`
    // A newer buildpack than the one known here may support a newer Python.
    const mayFail = buildpack.stale && failure.reason === 'python-version::unknown-major'
    return `${style.failure(mayFail ? 'The build may fail' : 'The build would fail')}: ${failure.title} ${style.dim(`(${failure.reason}${detail})`)}.`
  }

  const release = buildpack.kind === 'cnb' ? ' as a Cloud Native app' : ''
  // The prediction is of the buildpack's decision about the files; what comes before and after it can go wrong too.
  const errors = findings.filter(({severity}) => severity === 'error').length
  const but =
    errors === 0
      ? ''
      : `; the ${errors === 1 ? 'error' : 'errors'} below ${style.failure(errors === 1 ? 'stops' : 'stop')} the build or the app`
  return `${who}${release} with Python ${printableLine(python!)} (${originText(origin!)}), ${PACKAGE_MANAGERS[manager!].name} ${toolVersion}, ${style.code(`\`${command}\``)}${but}.`
}

function originText(origin: string): string {
  return origin === 'default' ? 'the default' : origin === 'cached' ? 'as in the last build' : origin
}

/** Findings by file; the file with the worst one first. */
function groups(findings: readonly CheckedFinding[], options: TextOptions): string[] {
  const byFile = new Map<string, CheckedFinding[]>()
  for (const finding of findings) {
    const file = finding.file ?? ''
    byFile.set(file, [...(byFile.get(file) ?? []), finding])
  }

  return [...byFile].map(([file, group]) => {
    const title = file === '' ? 'The app' : printableLine(file)
    return [options.style.bold(title), ...group.map((finding) => findingText(finding, options))].join('\n')
  })
}

function findingText({docs, fix, id, line, message, severity}: CheckedFinding, {style, width}: TextOptions): string {
  const colour = {error: style.failure, warning: style.warning, info: style.info}[severity]
  const place = line === undefined ? '' : style.dim(` line ${line}`)
  const lines = [`  ${colour(`${MARKS[severity]} ${severity}`)}  ${id}${place}`, indent(printableLine(message), 4, width)]
  if (fix.command !== null)
    lines.push(`    ${style.dim(fix.kind === 'auto' ? 'Fix (or --fix):' : 'Fix:')} ${style.code(printableLine(fix.command))}`)
  lines.push(`    ${style.dim(`More: ${docs}`)}`)
  return lines.join('\n')
}

function summary({findings, skipped}: DoctorReport, style: Style): string {
  const count = countBySeverity(findings)
  const automatic = findings.filter((finding) => finding.fix.kind === 'auto').length
  const fixable =
    automatic > 0 ? ` ${automatic} fixable with ${style.code('--fix')}.` : ''
  const colour = count.error > 0 ? style.failure : count.warning > 0 ? style.warning : style.info
  return `${colour(`Found ${countText(findings)}`)}${skippedNote(skipped)}.${fixable}`
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
  {app, buildpack, passed, prediction, skipped, source, staleSuppressions, suppressed}: DoctorReport,
  {style}: TextOptions,
): string[] {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [[style.bold(title), ...items.map((item) => `  ${printableLine(item)}`)].join('\n')]
  return [
    ...list('Source', [
      source.commit === null
        ? `${source.path} (the files on disk)`
        : `${source.path}, commit ${source.commit.slice(0, 10)} (${source.ref})`,
    ]),
    ...list('Buildpack', [
      `${buildpack.kind === 'cnb' ? 'heroku/buildpacks-python' : 'heroku/heroku-buildpack-python'} ${buildpack.release} of ${buildpack.released}`,
    ]),
    ...list('Steps of a first build', app?.stack === CONTAINER_STACK ? [] : prediction.steps),
    ...list(
      'Suppressed',
      suppressed.map(({id, reason}) => `${id}: ${reason}`),
    ),
    ...list('Suppressed, and without a finding: these suppressions can go', staleSuppressions),
    ...list(
      'Skipped',
      skipped.map(({id, reason}) => `${id}: ${reason}`),
    ),
    ...list('Passed', passed),
  ]
}

function staleNote({buildpack}: DoctorReport): string {
  return `Note: the newest buildpack release known here is ${buildpack.release} of ${buildpack.released}. For ${buildpack.ageInDays} days it could not be looked up whether there is a newer one.`
}
