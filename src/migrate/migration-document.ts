import type {MigrationJson} from './json.js'
import type {Reference} from '../platform/buildpacks/reference.js'

import {blockerText} from './blockers.js'
import {byHandText, leftByHand} from './by-hand.js'
import {adviceOf} from './order-advice.js'
import {actionOf, type MigrationPlan} from './plan.js'
import {reasonText} from './reasons.js'

/** The document of `--json`, version 1. */
export function migrationJson(
  plan: MigrationPlan,
  {applied, undo, unset = []}: Pick<MigrationJson, 'applied' | 'undo'> & {unset?: readonly string[] | undefined},
): MigrationJson {
  const shown = (list: readonly Reference[]) => list.map((reference) => reference.shown)
  return {
    schemaVersion: 1,
    app: plan.app,
    before: shown(plan.before),
    after: shown(plan.blockers.length > 0 ? plan.before : plan.after),
    changes: plan.changes.map((change) => ({
      action: actionOf(change),
      from: change.from?.shown ?? null,
      to: change.to?.shown ?? null,
      reason: reasonText(change.reason),
    })),
    blockers: plan.blockers.map(({buildpack, reason}) => ({buildpack: buildpack.shown, reason: blockerText(reason)})),
    advice: adviceJson(plan),
    byHand: leftByHand(plan.byHand, unset).map((item) => ({id: item.id, message: byHandText(item)})),
    applied,
    undo,
  }
}

function adviceJson(plan: MigrationPlan): MigrationJson['advice'] {
  const advice = adviceOf(plan)
  return advice && {command: advice.command, order: advice.refs, reasons: advice.reasons}
}
