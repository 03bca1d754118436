import type {MigrationJson} from './json.js'
import type {Reference} from '../platform/buildpacks/reference.js'

import {blockerText} from './blockers.js'
import {actionOf, type MigrationPlan} from './plan.js'
import {reasonText} from './reasons.js'

/** The document of `--json`, version 1. */
export function migrationJson(plan: MigrationPlan, {applied, undo}: Pick<MigrationJson, 'applied' | 'undo'>): MigrationJson {
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
    applied,
    undo,
  }
}
