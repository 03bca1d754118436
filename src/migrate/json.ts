import type {Reference} from './reference.js'

import {blockerText} from './blockers.js'
import {actionOf, type MigrationPlan} from './plan.js'
import {reasonText} from './reasons.js'

/** What `--json` prints. */
export interface MigrationJson {
  schemaVersion: 1
  app: string
  before: string[]
  after: string[]
  changes: {action: 'add' | 'keep' | 'move' | 'remove' | 'replace'; from: string | null; to: string | null; reason: string}[]
  blockers: {buildpack: string; reason: string}[]
  applied: boolean
  /** The command that puts the old list back; null where nothing was changed. */
  undo: string | null
}

/** @param undo the command that puts the old list back, once the plan has been carried out */
export function migrationJson(plan: MigrationPlan, undo: string | null): MigrationJson {
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
    applied: undo !== null,
    undo,
  }
}
