import type {KnownFinding} from '../../doctor/fingerprint.js'
import type {Forecast, Standing} from '../../move/forecast.js'
import type {ForecastAnswer} from '../../move/run-forecast.js'
import type {Style} from '../terminal/style.js'

import {NOT_ONLINE} from '../../doctor/diagnose.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import type {PackageManager} from '../../package-managers/names.js'
import {findingBlock} from '../doctor/finding-block.js'
import {countText} from '../doctor/finding-text.js'
import {indent, plural} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {calendarLines} from './calendar-text.js'
import {stepBlocks} from './steps-text.js'

export interface ForecastTextOptions {
  style: Style
  verbose: boolean
  width: number
}

/** A forecast for people: from where to where, what it breaks, the steps, and the verdict last. */
export function renderForecast(answer: ForecastAnswer, options: ForecastTextOptions): string {
  if (answer.is === 'nothing') return nothingForced(answer, options)
  const {forecast} = answer
  const {verbose, width} = options
  const shown = (findings: readonly KnownFinding[]) => findings.filter(({severity}) => verbose || severity !== 'info')
  const blocks = [
    head(forecast, options),
    ...section('What the move breaks', forecast.breaks, options),
    buildBreaks(forecast, options),
    ...section('What newly matters', shown(forecast.matters), options),
    ...lines('What it settles', forecast.heals, options),
    packageLines(forecast, options),
    ...(verbose ? lines('What stays', forecast.stays, options) : []),
    ...(verbose ? skippedLines(forecast, options) : []),
    ...stepBlocks(forecast.steps, options),
    calendarLines(forecast.calendar, options),
    indent(verdict(forecast, options), 0, width),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function head({app, assumedStack, from, to}: Forecast, {style, width}: ForecastTextOptions): string {
  const who = app === null ? 'this app' : style.app(printableLine(app))
  const rows = [
    changed('Generation', generationOf(from), generationOf(to)),
    // An app on Fir has no stack of its own.
    ...(to.kind === 'cnb' ? [] : [changed('Stack', from.stack, to.stack)]),
    changed('Processor', from.architecture, to.architecture),
    changed('Python', from.python ?? 'unknown', to.python ?? 'unknown'),
    changed('Package manager', managerName(from), managerName(to)),
  ].flat()
  const note =
    assumedStack === null
      ? []
      : [
          style.dim(
            indent(
              `No app is known, so the forecast takes it to be on ${assumedStack}. With --app NAME, it uses the app's own stack.`,
              0,
              width,
            ),
          ),
        ]
  const moves = rows.length === 0 ? [`  Nothing changes: the app is there already.`] : rows
  return [`Forecast for ${who}`, ...moves, ...note].join('\n')
}

const LABEL = 'Package manager'.length

function changed(label: string, before: string, after: string): string[] {
  return before === after ? [] : [`  ${label.padEnd(LABEL)}  ${printableLine(before)} → ${printableLine(after)}`]
}

function generationOf({kind}: Standing): string {
  return kind === 'cnb' ? 'Fir' : 'Cedar'
}

function managerName({manager}: Standing): string {
  return manager === null ? 'none' : PACKAGE_MANAGERS[manager as PackageManager].name
}

function section(title: string, findings: readonly KnownFinding[], options: ForecastTextOptions): string[] {
  if (findings.length === 0) return []
  const [first, ...others] = findings.map((finding) => findingBlock(finding, options))
  return [`${options.style.bold(title)}\n\n${first!}`, ...others]
}

/** A failure that no finding tells of, for a check may be left out. */
function buildBreaks({buildBreaks, to}: Forecast, {style, width}: ForecastTextOptions): string {
  const {failure} = to.prediction
  if (!buildBreaks || failure === null) return ''
  const detail = failure.detail === null || failure.detail === '' ? '' : `: ${printableLine(failure.detail)}`
  return indent(`${style.failure('The build would fail')}: ${failure.title} (${failure.reason}${detail}).`, 0, width)
}

function lines(title: string, findings: readonly KnownFinding[], {style, width}: ForecastTextOptions): string[] {
  if (findings.length === 0) return []
  const list = findings.map(({docs, file, id, line, title}) => {
    const place = file === undefined ? '' : ` (${printableLine(file)}${line === undefined ? '' : `:${line}`})`
    return indent(`${style.link(id, docs)}${place}: ${title}`, 2, width, 2)
  })
  return [[style.bold(title), ...list].join('\n')]
}

/** What uv resolves otherwise than the present files say. */
function packageLines({packages}: Forecast, {style, width}: ForecastTextOptions): string {
  if (packages === null) return ''
  const {added, changed, removed} = packages
  const list = [
    ...changed.map(({from, name, to}) => `${name} ${from} → ${to}`),
    ...added.map(({name, version}) => `${name} ${version} is new`),
    ...removed.map(({name, version}) => `${name} ${version} is gone`),
  ].map((line) => indent(printableLine(line), 2, width, 2))
  return list.length === 0
    ? indent('uv keeps the version of every package that the app pins.', 0, width)
    : [style.bold('Packages that uv changes'), ...list].join('\n')
}

function skippedLines({skipped}: Forecast, {style, width}: ForecastTextOptions): string[] {
  if (skipped.length === 0) return []
  const list = skipped.map(({id, reason}) => style.dim(indent(printableLine(`${id}: ${reason}`), 2, width, 2)))
  return [[style.bold('Not checked'), ...list].join('\n')]
}

function verdict(forecast: Forecast, {style, verbose}: ForecastTextOptions): string {
  const {breaks, buildBreaks, heals, matters, skipped, stays} = forecast
  const {detected, failure} = forecast.from.prediction
  if (!detected)
    return `${style.failure("Heroku wouldn't detect a Python app here")}, so there is nothing to move. Run heroku python:doctor.`
  const notes = matters.filter(({severity}) => severity === 'info').length
  const news = [...breaks, ...matters].filter(({severity}) => verbose || severity !== 'info')
  const counted = news.length === 0 ? '' : `: ${countText(news)}`
  return [
    breaks.length > 0 || buildBreaks
      ? `${style.failure('The move breaks this app')}${counted}.`
      : `${style.success('Found nothing that the move breaks')}${counted}.`,
    ...(verbose || notes === 0 ? [] : [`--verbose shows ${plural(notes, 'note')}.`]),
    ...(heals.length > 0 ? [`The move settles ${plural(heals.length, 'finding')}.`] : []),
    ...(stays.length > 0
      ? [`${plural(stays.length, 'finding')} ${stays.length === 1 ? 'stays' : 'stay'}: run heroku python:doctor.`]
      : []),
    ...(failure === null ? [] : [`The build fails now, too: ${failure.title}.`]),
    ...(skipped.some(({reason}) => reason === NOT_ONLINE) ? ['Add --online to ask the package index about every package.'] : []),
    ...targetPython(forecast),
  ].join(' ')
}

function targetPython({skipped}: Forecast): string[] {
  const reason = skipped.find(({id}) => id === 'move/syntax')?.reason
  return reason === undefined ? [] : [`The syntax of the app's files wasn't checked: ${reason}.`]
}

function nothingForced({app, calendar}: Extract<ForecastAnswer, {is: 'nothing'}>, options: ForecastTextOptions): string {
  const who = app === null ? 'This app' : options.style.app(printableLine(app))
  const text = `${options.style.success('No date forces a move')}. ${who} is on versions that Heroku keeps for now.`
  return [indent(text, 0, options.width), calendarLines(calendar, options)].filter((block) => block !== '').join('\n\n')
}
