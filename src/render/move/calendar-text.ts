import type {DatedEvent} from '../../move/calendar.js'
import type {Style} from '../terminal/style.js'

import {printableLine} from '../terminal/printable.js'

/** What ends for an app, a line for each date; '': nothing that is known. */
export function calendarLines(events: readonly DatedEvent[], {style}: {style: Style}): string {
  if (events.length === 0) return ''
  const lines = events.map(({date, event, what}) => `  ${date.padEnd(10)}  ${sentence(printableLine(what), event)}`)
  return [style.bold('Dates for the app as it is'), ...lines].join('\n')
}

function sentence(what: string, event: DatedEvent['event']): string {
  if (event === 'end-of-life') return `${what}: end of life, no more security updates`
  return `${what}: Heroku removes it, and builds fail`
}
