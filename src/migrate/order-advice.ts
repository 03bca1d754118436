import type {MigrationPlan} from './plan.js'

import {shellWord} from '../common/shell-word.js'
import {ORDER_RULES} from '../platform/buildpacks/order.js'

/** A better order, as it is shown and printed. */
export interface ShownAdvice {
  /** Buildpacks as the user would type them. */
  refs: readonly string[]
  reasons: readonly string[]
  /** Sets it. */
  command: string
}

/** @returns null: the order is fine, or not for us to judge */
export function adviceOf({advice, app, changes}: MigrationPlan): null | ShownAdvice {
  if (!advice) return null
  const refs = advice.slots.map((slot) => changes.find((change) => change.slot === slot)!.to!.shown)
  return {
    command: `heroku python:migrate-buildpack --app ${app} --order ${shellWord(refs.join(','))}`,
    reasons: advice.rules.map((rule) => ORDER_RULES[rule]),
    refs,
  }
}
