import type {ExaminedApp, FleetApp, FleetReport} from '../../doctor/fleet-report.js'
import type {Style} from '../terminal/style.js'

import {CONTAINER_STACK} from '../../checks/stack/eol.js'
import {isExamined} from '../../doctor/fleet-report.js'
import {countBySeverity} from '../../doctor/report.js'
import {parseReference} from '../../platform/buildpacks/reference.js'
import {countText} from '../doctor/finding-text.js'
import {findingGroups, groupText} from './groups.js'
import {indent, plural} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'

interface TextOptions {
  style: Style
  verbose: boolean
  width: number
}

/** A row of the table of apps. */
export interface FleetRow {
  app: string
  stack: string
  python: string
  /** Their names. */
  buildpacks: readonly string[]
  errors: string
  warnings: string
}

const UNKNOWN = '-'

export function fleetRows({apps}: FleetReport): FleetRow[] {
  return apps.map((app) => (isExamined(app) ? examinedRow(app) : failedRow(app)))
}

function examinedRow({app, buildpacks, findings, python, stack}: ExaminedApp): FleetRow {
  const count = countBySeverity(findings)
  return {
    app: printableLine(app),
    buildpacks: buildpacks === null ? [UNKNOWN] : buildpacks.map((ref) => printableLine(shortName(ref))),
    errors: String(count.error),
    python: printableLine(python ?? UNKNOWN),
    stack: printableLine(stack ?? UNKNOWN),
    warnings: String(count.warning),
  }
}

function failedRow({app}: FleetApp): FleetRow {
  const unknown = {buildpacks: [UNKNOWN], python: UNKNOWN, stack: UNKNOWN, warnings: UNKNOWN}
  return {...unknown, app: printableLine(app), errors: 'not read'}
}

/** `owner/name#version`, where a URL has that. */
function shortName(ref: string): string {
  const {pin, shown, slug} = parseReference(ref)
  return slug === null ? shown : pin === null ? slug : `${slug}#${pin}`
}

/** How many apps there are, above the table. */
export function fleetHead({apps, left, otherApps, team, to}: FleetReport): string {
  if (apps.length === 0 && left > 0)
    return `Interrupted before any Python app was checked; ${plural(left, 'app')} ${left === 1 ? 'was' : 'were'} left.`
  const whose = team === null ? 'the account' : `the team ${printableLine(team)}`
  if (apps.length + otherApps === 0) return `${team === null ? 'The account' : `The team ${printableLine(team)}`} has no apps.`
  if (apps.length === 0) return `No Python apps in ${whose} (${plural(otherApps, 'other app')}).`
  const others =
    otherApps === 0 ? '' : ` (${plural(otherApps, 'other app')} ${otherApps === 1 ? 'is' : 'are'} built without Python)`
  const moved =
    to === undefined
      ? ''
      : `: what a move ${to.includes('next') ? 'that a date forces' : `to ${to.map((one) => printableLine(one)).join(', ')}`} would bring`
  return `${plural(apps.length, 'Python app')} of ${whose}${others}${moved}`
}

/** Below the table: what was found, once for all apps that it is true of, and what it comes to. */
export function fleetDetails(report: FleetReport, options: TextOptions): string {
  const {style, verbose, width} = options
  const examined = report.apps.filter((app) => isExamined(app))
  const blocks = findingGroups(examined, {isWhole: verbose}).map((group) => groupText(group, options))
  const unread = report.apps.filter((app) => !isExamined(app))
  if (unread.length > 0) {
    const lines = unread.map(({app, error}) => indent(`${printableLine(app)}: ${printableLine(error!)}`, 2, width))
    blocks.push([style.bold('Not read'), ...lines].join('\n'))
  }

  if (verbose) {
    const skipped = examined.flatMap((app) => skippedLines(app, options))
    if (skipped.length > 0) blocks.push([style.bold('Skipped'), ...skipped].join('\n'))
    blocks.push([style.bold('Checks made'), ...report.made.map((id) => `  ${id}`)].join('\n'))
  }

  return [...blocks, indent(summary(report, style), 0, width)].join('\n\n')
}

function skippedLines({app, skipped}: ExaminedApp, {style, width}: TextOptions): string[] {
  return skipped.map(({id, reason}) => style.dim(indent(printableLine(`${app}: ${id}: ${reason}`), 2, width, 2)))
}

function summary({apps, left, needSource, to}: FleetReport, style: Style): string {
  const examined = apps.filter((app) => isExamined(app))
  const findings = examined.flatMap((app) => app.findings)
  const colour = findings.some(({severity}) => severity === 'error') ? style.failure : style.success
  const parts = [
    findings.length === 0
      ? `${style.success('No problems found')} in ${plural(examined.length, 'app')}.`
      : `${colour(`Found ${countText(findings)}`)} in ${plural(examined.length, 'app')}.`,
  ]
  if (to) parts.push(...moveParts(examined))
  if (apps.length > examined.length) parts.push(`${plural(apps.length - examined.length, 'app')} could not be read.`)
  const inPart = examined.filter(({skipped, stack}) => skipped.length > 0 && stack !== CONTAINER_STACK).length
  if (inPart > 0) parts.push(`${plural(inPart, 'app')} could only be partly read, so some checks were skipped (see --verbose).`)
  if (needSource > 0)
    parts.push(
      `${plural(needSource, 'check')} ${needSource === 1 ? 'needs' : 'need'} source code. Run heroku python:doctor${to ? to.map((one) => ` --to ${printableLine(one)}`).join('') : ''} in each app's folder.`,
    )
  if (left > 0) parts.push(style.warning(`Interrupted: ${plural(left, 'app')} ${left === 1 ? "wasn't" : "weren't"} checked.`))
  return parts.join(' ')
}

/** Which apps have moved, and which could as far as the platform tells. */
function moveParts(apps: readonly ExaminedApp[]): string[] {
  const there = apps.filter(({isThere}) => isThere)
  const ready = apps.filter(({findings, isThere}) => !isThere && findings.every(({severity}) => severity === 'info'))
  const named = (list: readonly ExaminedApp[]) => list.map(({app}) => printableLine(app)).join(', ')
  return [
    ...(there.length > 0
      ? [`${plural(there.length, 'app')} ${there.length === 1 ? 'is' : 'are'} there already: ${named(there)}.`]
      : []),
    ...(ready.length > 0 ? [`The Platform API shows nothing against moving ${named(ready)}.`] : []),
  ]
}
