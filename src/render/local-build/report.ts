import type {BuildResult} from '../../local-build/run/result.js'
import type {ReportContext, ReportOptions} from './blocks.js'

import {differencesText, heading, INDENT, list, withheldText} from './blocks.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {platform} from '../../buildpack/release.js'
import {type BarOptions, renderBars} from '../terminal/bars.js'
import {bytesOf, duration, share, SHORTEST_TIME, size} from '../terminal/numbers.js'
import {pad, widthOf} from '../terminal/width.js'
import {indent, plural, SCREEN_LINES} from '../terminal/layout.js'
import {shellWord} from '../../common/shell-word.js'
import {printableLine} from '../terminal/printable.js'
import {safeLine} from '../terminal/safe.js'

/** How many packages have bars. */
const SHOWN_PACKAGES = 10

/** What was built: times, packages, processes, and how it differs from a build on Heroku. */
export function renderReport(result: BuildResult, context: ReportContext, options: ReportOptions): string {
  const blocks = [
    headline(result, options),
    times(result, options),
    packages(result, options),
    slug(result, options),
    processes(result, options),
    addons(result, options),
    differencesText('Different from a build on Heroku', result.differences, options),
    withheldText(context.configVars, options),
    output(result, context, options),
  ]
  const text = blocks.filter((block) => block !== '').join('\n\n')
  return text.split('\n').length > SCREEN_LINES ? `${text}\n\n${verdict(result, context, options)}` : text
}

/** What came of it and how to go on, for who sees the end of a long report only. */
function verdict(
  {buildData, totalBytes}: BuildResult,
  {boots, moved, output: place, push}: ReportContext,
  options: ReportOptions,
): string {
  const {glyphs, style, width} = options
  const time = buildData.total_duration === undefined ? '' : ` in ${duration(buildData.total_duration)}`
  const built = indent(style.success(`${glyphs.done} Built${time}, ${size(totalBytes)}.`), 0, width)
  if (boots) return built
  const start = place === null ? `heroku python:build-local${moved ?? ''} --boot` : startCommand(place)
  const last =
    moved === undefined
      ? push === null
        ? []
        : [`Push: ${style.code(safeLine(push))}`]
      : [`Your source is unchanged. How to move: ${style.code(safeLine(`heroku python:doctor${moved}`))}`]
  const next = [`Start it: ${style.code(safeLine(start))}`, ...last]
  return `${built}\n${indent(next.join('  '), 0, width)}`
}

function startCommand({path, script}: NonNullable<ReportContext['output']>): string {
  return `cd ${shellWord(path)} && ./${script} web`
}

function headline({buildData, interpreter}: BuildResult, {style, width}: ReportOptions): string {
  const manager = buildData.package_manager as keyof typeof PACKAGE_MANAGERS | undefined
  const tool = manager && `${PACKAGE_MANAGERS[manager].name} ${buildData[`${manager}_version`] ?? ''}`.trim()
  const python = interpreter?.version ?? buildData.python_version
  const parts = [python && `Python ${python}`, tool].filter(Boolean).join(' and ')
  const time = buildData.total_duration === undefined ? '' : ` in ${duration(buildData.total_duration)}`
  return style.success(indent(safeLine(`Built${parts && ` with ${parts}`}${time}.`), 0, width))
}

function times({steps}: BuildResult, options: ReportOptions): string {
  const rows = steps
    .filter(({seconds, status}) => seconds >= SHORTEST_TIME && status !== 'skipped')
    .map(({seconds, title}) => ({label: safeLine(title), text: duration(seconds), value: seconds}))
  return chart('Time by step', rows, options)
}

function packages({kind, packages: all}: BuildResult, options: ReportOptions): string {
  if (all.length === 0) return ''
  const largest = [...all].sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name, 'en')).slice(0, SHOWN_PACKAGES)
  const rows = largest.map(({bytes, name, version}) => ({
    label: safeLine(`${name} ${version}`),
    text: hasSlug(kind) ? `${size(bytes)}  ${share(bytes, platform.slugLimitMegabytes).padStart(6)}` : size(bytes),
    value: bytes,
  }))
  const which = all.length > largest.length ? `the ${largest.length} largest` : 'the largest first'
  const ofWhat = hasSlug(kind) ? ', with their share of the slug limit' : ''
  return chart(`${plural(all.length, 'package')}, ${which}${ofWhat}`, rows, options)
}

/** A Fir app is an image, which has no such limit. */
function hasSlug(kind: BuildResult['kind']): boolean {
  return kind === 'classic'
}

/** Ours is a folder, Heroku's a compressed file: the two can be compared in one direction only. */
function slug({interpreter, kind, totalBytes}: BuildResult, options: ReportOptions): string {
  const {style, width} = options
  if (!hasSlug(kind))
    return [style.bold('Size'), indent(`Source and packages: ${size(totalBytes)}. Python isn't included.`, INDENT, width)].join(
      '\n',
    )
  const limit = platform.slugLimitMegabytes
  const isSure = totalBytes <= bytesOf(limit)
  // A virtual environment has no Python of its own.
  const hasPython = (interpreter?.home ?? null) !== null
  const row = {
    label: hasPython ? 'The whole app' : 'Source and packages',
    text: `${size(totalBytes)} of ${limit} MB`,
    value: totalBytes,
  }
  const [bar = ''] = renderBars([row], {...options, full: bytesOf(limit)})
  const note = isSure
    ? `Fits: the ${limit} MB limit applies to the compressed slug; this is the uncompressed size.${hasPython ? '' : ` Python adds about ${PYTHON_MEGABYTES} MB.`}`
    : `May not fit: the ${limit} MB limit applies to the compressed slug; this is the uncompressed size. Python code compresses to a third or less, compiled code to half.`
  const text = indent(note, INDENT, width)
  return [style.bold('Size'), bar, isSure ? style.dim(text) : style.warning(text)].join('\n')
}

/** Of a slug, compressed. Source: a comment in lib/python.sh. */
const PYTHON_MEGABYTES = 10

function processes({processTypes}: BuildResult, options: ReportOptions): string {
  const {style, width} = options
  if (processTypes.length === 0) {
    return [
      style.bold('Process types'),
      indent('None. Without a web process in the Procfile, Heroku starts nothing.', INDENT, width),
    ].join('\n')
  }

  const longest = Math.max(...processTypes.map(({type}) => widthOf(type)))
  const lines = processTypes.map(({command, type}) => `  ${pad(printableLine(type), longest)}  ${style.code(safeLine(command))}`)
  return [style.bold('Process types'), ...lines].join('\n')
}

function addons({addons: names}: BuildResult, options: ReportOptions): string {
  return list("Add-ons for a new app's first release", names, options)
}

function output(_result: BuildResult, {output: place}: ReportContext, {style}: ReportOptions): string {
  if (place === null) return ''
  const command = startCommand(place)
  return [
    `${style.bold('The built app')} is in ${safeLine(place.path)}. To start it:`,
    `  ${style.code(safeLine(command))}`,
  ].join('\n')
}

function chart(title: string, rows: readonly {label: string; text: string; value: number}[], options: BarOptions): string {
  return rows.length === 0 ? '' : [heading(title, options), ...renderBars(rows, options)].join('\n')
}
