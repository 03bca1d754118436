import type {Releases} from '../buildpack/release.js'

import {platform} from '../buildpack/release.js'
import {pythonEndOfLife, stackSupportedThrough} from '../knowledge/calendar.js'

/** A day, or a month, on which something ends for an app. */
export interface DatedEvent {
  /** ISO: `2027-01-06`, or `2027-10` where only the month is known. */
  date: string
  /** `removed`: builds fail from then on. `end-of-life`: no more security updates. */
  event: 'end-of-life' | 'removed'
  /** `Python 3.10`, `heroku-22`. */
  what: string
}

export interface Footing {
  kind: 'classic' | 'cnb'
  /** `N.N`; null: it isn't known. */
  python: null | string
  stack: string
}

/** What ends for an app as it stands, the earliest first. */
export function calendarOf({kind, python, stack}: Footing, releases: Releases): DatedEvent[] {
  return [...(python === null ? [] : ofPython(python, kind, releases)), ...ofStack(stack)].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  )
}

function ofPython(python: string, kind: Footing['kind'], releases: Releases): DatedEvent[] {
  const what = `Python ${python}`
  const {deprecated} = releases[kind].python
  const month = pythonEndOfLife(python)
  return [
    ...(month === undefined ? [] : [{date: month, event: 'end-of-life' as const, what}]),
    ...(deprecated?.version === python ? [{date: deprecated.removed, event: 'removed' as const, what}] : []),
  ]
}

function ofStack(stack: string): DatedEvent[] {
  const day = platform.stackEndOfLife[stack]
  if (day !== undefined) return [{date: day, event: 'removed', what: stack}]
  const month = stackSupportedThrough(stack)
  return month === undefined ? [] : [{date: month, event: 'end-of-life', what: stack}]
}

/** Whether a date forces a move: builds fail from that day on. */
export function forces({event}: DatedEvent): boolean {
  return event === 'removed'
}
