import {table} from '@heroku/heroku-cli-util/hux'

import type {FleetRow} from './text.js'

const COLUMNS = {
  app: {header: 'App'},
  stack: {header: 'Stack'},
  python: {header: 'Python'},
  buildpacks: {header: 'Buildpacks'},
  errors: {header: 'Errors'},
  warnings: {header: 'Warnings'},
}

/**
 * Prints the table of apps, as the Heroku CLI prints its own. Loaded only for a fleet: the table's library is large.
 *
 * @param isTerminal false: a row is never cut, for programs
 */
export function printFleetTable(rows: FleetRow[], {isColoured, isTerminal}: {isColoured: boolean; isTerminal: boolean}): void {
  table(rows, COLUMNS, {noStyle: !isColoured, overflow: 'wrap', ...(!isTerminal && {maxWidth: 'none'})})
}
