import type {MigrateProblem} from './problem.js'
import type {MigrationApp} from '../platform/installations.js'
import type {Prompter} from './prompter.js'
import type {Change, MigrationPlan} from './plan.js'

import {ProblemError} from '../common/problem.js'
import {reorder} from './order.js'
import {parseReference, type Reference, sameEntry, sameList} from '../platform/buildpacks/reference.js'
import {restore, type SavedList} from './saved-lists.js'

export interface Undoing {
  plan: MigrationPlan
  saved: SavedList
}

/**
 * The plan that puts a saved list back: the newest that differs from the present one, or the one that the user picks.
 *
 * @returns null if the user picks none
 * @throws ProblemError `nothing-to-undo`, `undo-needs-credentials`
 */
export async function planUndo(
  app: MigrationApp,
  lists: readonly SavedList[],
  prompter: Prompter | null,
): Promise<null | Undoing> {
  const present = app.installed.map((stored) => parseReference(stored.reveal()))
  const others = lists.filter((saved) => !sameList(restore(saved, present).list, present))
  if (others.length === 0) throw new ProblemError<MigrateProblem>({app: app.name, id: 'nothing-to-undo'})
  const saved = prompter && others.length > 1 ? await prompter.pick(others) : others[0]!
  if (saved === null) return null
  const {list, missing} = restore(saved, present)
  if (missing.length > 0) throw new ProblemError<MigrateProblem>({app: app.name, id: 'undo-needs-credentials', missing})
  return {plan: planRestoring(app.name, present, list), saved}
}

function planRestoring(app: string, present: readonly Reference[], wanted: readonly Reference[]): MigrationPlan {
  const open = [...wanted.entries()]
  const slots = new Map<number, number>()
  const changes = present.map((from, slot): Change => {
    const at = open.findIndex(([, entry]) => sameEntry(entry, from))
    if (at === -1) return {ask: false, from, reason: {id: 'not-saved'}, slot, to: null}
    slots.set(open.splice(at, 1)[0]![0], slot)
    return {ask: false, from, reason: {id: 'not-about-python'}, slot, to: from}
  })
  for (const [index, to] of open) {
    slots.set(index, changes.length)
    changes.push({ask: false, from: null, reason: {id: 'restored'}, slot: changes.length, to})
  }

  const plan: MigrationPlan = {
    advice: null,
    after: wanted,
    app,
    before: present,
    blockers: [],
    byHand: [],
    changes,
    status: 'changes',
    unsettable: [],
  }
  return reorder(
    plan,
    wanted.map((_entry, index) => slots.get(index)!),
  )
}
