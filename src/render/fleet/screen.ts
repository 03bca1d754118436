import type {FleetReport} from '../../doctor/fleet-report.js'

import {fleetDetails, fleetHead, fleetRows} from './text.js'
import {textWidth} from '../terminal/layout.js'
import {plainStyle, type Style} from '../terminal/style.js'

interface Screen {
  log(text: string): void
  style: Style
  verbose: boolean
  stdout: {columns?: number; isTTY?: boolean}
}

/** A fleet for people: how many apps, their table, their findings. */
export async function showFleet(report: FleetReport, {log, stdout, style, verbose}: Screen): Promise<void> {
  log(fleetHead(report))
  if (report.apps.length === 0) return
  const {printFleetTable} = await import('./table.js')
  printFleetTable(fleetRows(report), {isColoured: style !== plainStyle, isTerminal: stdout.isTTY === true})
  log(fleetDetails(report, {style, verbose, width: textWidth(stdout.columns)}))
}
