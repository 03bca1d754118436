import type {MigrateProblem} from './problem.js'
import type {MigrationApp, PlatformWriter} from '../platform/installations.js'
import type {Prompter} from './prompter.js'
import type {MigrationPlan} from './plan.js'
import type {Seen} from './replace-list.js'

import {unsetConfigVars} from '../platform/installations.js'
import {ApiFailure} from '../platform/read-app.js'
import {ProblemError} from '../common/problem.js'
import {sameList} from '../platform/buildpacks/reference.js'
import {replaceList} from './replace-list.js'
import {forgotten, type SavedList, type SavedLists} from './saved-lists.js'

export interface CarryingOut {
  client: PlatformWriter
  saved: SavedLists
  wait(milliseconds: number): Promise<void>
}

export interface CarriedOut {
  /** null: the list was right already. */
  seen: null | Seen
  unset: readonly string[]
}

/** What of a plan can't be undone: buildpacks with credentials, which are never stored, and values of config vars. */
export interface Irreversible {
  forgotten: readonly string[]
  names: readonly string[]
}

export function irreversible({after, before}: MigrationPlan, unset: readonly string[]): Irreversible | null {
  const lost = forgotten(before, after).map(({shown}) => shown)
  return lost.length + unset.length > 0 ? {forgotten: lost, names: unset} : null
}

/**
 * What can't be undone needs the app's name: typed, or given with --confirm.
 *
 * @throws ProblemError `needs-confirm`
 */
export async function requireConfirmation(
  app: string,
  part: Irreversible | null,
  given: string | undefined,
  prompter: Prompter | null,
): Promise<void> {
  if (given !== undefined && given !== app)
    throw new ProblemError<MigrateProblem>({app, given, id: 'needs-confirm', ...(part ?? {forgotten: [], names: []})})
  if (!part || given === app) return
  if (prompter && (await prompter.typeName(app, warning(part)))) return
  throw new ProblemError<MigrateProblem>({app, given: null, id: 'needs-confirm', ...part})
}

function warning({forgotten: refs, names}: Irreversible): string {
  return [
    ...refs.map((ref) => `--undo can't restore ${ref}: its credentials are not saved.`),
    ...(names.length > 0 ? [`${names.join(', ')} will be unset. Their values are not saved, so --undo can't restore them.`] : []),
  ].join('\n')
}

/** Carries out a plan that the user agreed to: the list first, then the config vars. */
export async function carryOut(
  plan: MigrationPlan,
  app: MigrationApp,
  unset: readonly string[],
  {client, saved, wait}: CarryingOut,
): Promise<CarriedOut> {
  const isListed = !sameList(plan.before, plan.after)
  let old: SavedList | undefined
  const seen = isListed
    ? await replaceList(
        {app: app.name, expected: plan.before, wanted: plan.after},
        {
          client,
          async forget() {
            if (old) await saved.remove(old)
          },
          async save() {
            old = await saved.save(app, plan.before)
          },
          wait,
        },
      )
    : null
  if (unset.length > 0) await unsetAll(app.name, unset, client, isListed)
  return {seen, unset}
}

async function unsetAll(app: string, names: readonly string[], client: PlatformWriter, listChanged: boolean): Promise<void> {
  try {
    const left = await unsetConfigVars(app, names, client)
    if (left.length > 0) throw new ApiFailure(null, null, 'they are still set')
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw new ProblemError<MigrateProblem>({app, id: 'config-not-unset', listChanged, message: error.message, names})
  }
}
