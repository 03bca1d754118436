import {byName} from '../common/by-name.js'
import calendarData from './calendar.json' with {type: 'json'}

const endOfLife: Record<string, string> = byName(calendarData.pythons.endOfLife)
const supportedThrough: Record<string, string> = byName(calendarData.stacks.supportedThrough)

/** The month (`2027-10`) in which upstream ends a Python (`N.N`); undefined: it isn't known. */
export function pythonEndOfLife(python: string): string | undefined {
  return endOfLife[python]
}

/** The last month (`2027-04`) in which Heroku supports a stack; undefined: it isn't known. */
export function stackSupportedThrough(stack: string): string | undefined {
  return supportedThrough[stack]
}

/** Where these dates are from. */
export const CALENDAR_SOURCES = {pythons: calendarData.pythons.source, stacks: calendarData.stacks.source}
