import type {CheckContext} from '../checks/check.js'
import type {Target} from '../target/target.js'

import {diagnose} from '../doctor/diagnose.js'

/** What checks look at in a target, before any is made. Pure. */
export function contextOf(target: Target): CheckContext {
  return diagnose({checks: [], known: NONE, target}).context
}

const NONE: ReadonlySet<string> = new Set()
