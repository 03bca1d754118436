import type {CheckContext} from '../checks/check.js'
import type {Destination} from './destination.js'

import {appPython} from '../checks/shared/app-python.js'
import {suggestedVersion} from '../checks/version-facts.js'
import {platform} from '../buildpack/release.js'
import {isOlder} from '../knowledge/python-order.js'
import {majorOf} from '../packaging/python-version.js'
import {builtPython} from '../platform/app.js'
import {CONTAINER_STACK} from '../checks/stack/eol.js'
import {calendarOf, forces} from './calendar.js'

/** The moves that a date forces on an app, also one that has passed; null: none does. Pure. */
export function nextMoves(context: CheckContext): Destination | null {
  const {app, kind, releases, stack} = context
  const python = presentPython(context)
  const forced = calendarOf({kind, python, stack}, releases).filter((event) => forces(event))
  const isForced = (what: string) => forced.some((event) => event.what === what)
  const isPastPython = python !== null && isOlder(python, releases[kind].python.oldest)
  const isPastStack = kind === 'classic' && stack !== CONTAINER_STACK && !releases.classic.stacks.supported.includes(stack)
  const destination: Destination = {
    fir: false,
    manager: null,
    python:
      python !== null && (isPastPython || isForced(`Python ${python}`))
        ? (suggestedVersion(context) ?? releases[kind].python.default)
        : null,
    // The stack of an app that isn't known is that of new apps, which nothing ends.
    stack: app !== null && (isPastStack || isForced(stack)) ? platform.defaultStack : null,
  }
  return destination.python === null && destination.stack === null ? null : destination
}

/** That of the next build, or that the app asks for in vain: the buildpack has dropped it. */
function presentPython(context: CheckContext): null | string {
  const {app, version} = context
  const asked =
    version.requested ?? (version.failure?.reason === 'python-version::eol' ? version.failure.detail : null) ?? builtPython(app)
  return appPython(context) ?? (asked !== null && /^\d+\.\d+/.test(asked) ? majorOf(asked) : null)
}
