import type {FleetReport} from '../../doctor/fleet-report.js'
import type {Style} from '../terminal/style.js'

import {textWidth} from '../terminal/layout.js'
import {fleetTable} from './table.js'
import {fleetDetails, fleetHead, fleetRows} from './text.js'

interface Screen {
  log(text: string): void
  style: Style
  verbose: boolean
  stdout: {columns?: number}
}

/** A fleet for people: how many apps, their table, their findings. */
export function showFleet(report: FleetReport, {log, stdout, style, verbose}: Screen): void {
  const width = textWidth(stdout.columns)
  log(fleetHead(report))
  if (report.apps.length === 0) return
  log(`\n${fleetTable(fleetRows(report), {style, width})}\n`)
  log(fleetDetails(report, {style, verbose, width}))
}
