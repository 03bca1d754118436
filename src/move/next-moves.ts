import type {CheckContext} from '../checks/check.js'
import type {Destination} from './destination.js'

import {appPython} from '../checks/shared/app-python.js'
import {suggestedVersion} from '../checks/version-facts.js'
import {platform} from '../buildpack/release.js'
import {calendarOf, forces} from './calendar.js'

/** The moves that a date forces on an app; null: none does. Pure. */
export function nextMoves(context: CheckContext): Destination | null {
  const {app, kind, releases, stack} = context
  const python = appPython(context) ?? null
  // The stack of an app that isn't known is that of new apps, which nothing ends.
  const forced = calendarOf({kind, python, stack}, releases).filter((event) => forces(event))
  const isForced = (what: string) => forced.some((event) => event.what === what)
  const destination: Destination = {
    fir: false,
    manager: null,
    python: python !== null && isForced(`Python ${python}`) ? (suggestedVersion(context) ?? releases[kind].python.default) : null,
    stack: app !== null && isForced(stack) ? platform.defaultStack : null,
  }
  return destination.python === null && destination.stack === null ? null : destination
}
