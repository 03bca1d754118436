import type {MigrateProblem} from './problem.js'
import type {Prompter} from './prompter.js'
import {type ByHand, leftByHand} from './by-hand.js'
import type {MigrationTarget} from './read-target.js'

import {ProblemError} from '../common/problem.js'
import {type CarriedOut, carryOut, type CarryingOut, irreversible, requireConfirmation} from './carry-out.js'
import {decide} from './decide.js'
import {orderFrom, reorder} from './order.js'
import {type MigrationPlan, planInput, type PlanInput, planMigration} from './plan.js'
import {planUndo} from './undo.js'
import type {SavedList} from './saved-lists.js'

export interface MigrationOptions {
  /** The user has agreed already, by a flag. */
  agreed: boolean
  config: boolean
  confirm: string | undefined
  dryRun: boolean
  interactive: boolean
  order: readonly string[] | undefined
}

/** Where the steps of a migration are shown. */
export interface Screen {
  advice(plan: MigrationPlan): void
  blockers(plan: MigrationPlan): void
  byHand(items: readonly ByHand[]): void
  done(plan: MigrationPlan, result: CarriedOut): void
  dryRun(): void
  nothingChanged(): void
  plan(plan: MigrationPlan): void
  saved(lists: readonly SavedList[]): void
  status(plan: MigrationPlan): void
}

export interface MigrationRun {
  target: MigrationTarget
  options: MigrationOptions
  /** null: nobody is there to be asked. */
  prompter: Prompter | null
  screen: Screen
  work: CarryingOut
  /** Runs what must not be broken off half-way. */
  guarded<Result>(action: () => Promise<Result>): Promise<Result>
}

export interface MigrationEnd {
  plan: MigrationPlan
  /** null: nothing was changed. */
  result: CarriedOut | null
  /** Something must be settled by hand first. */
  isBad: boolean
}

/** Plans, asks, carries out. Every way out of it has said what the app has now. */
export async function runMigration(run: MigrationRun): Promise<MigrationEnd> {
  const {options, prompter, screen, target} = run
  const input = planInput(target)
  await requireConfirmation(input.app, null, options.confirm, null)
  const plan = firstPlan(input, options.order)
  if (plan.blockers.length > 0) {
    screen.plan(plan)
    screen.blockers(plan)
    screen.byHand(plan.byHand)
    return {isBad: true, plan, result: null}
  }

  const isAsking = prompter !== null && !options.agreed && !options.dryRun && mayAsk(plan, options)
  const unset = options.config ? plan.unsettable : []
  if (plan.status !== 'changes' && unset.length === 0 && !isAsking) return inOrder(plan, screen)
  if (options.dryRun) return dryRun(plan, screen)
  const decided = isAsking
    ? await decide(input, plan, {prompter, everything: options.interactive, show: (shown) => screen.plan(shown)})
    : agreed(plan, run, unset)
  if (decided === null) {
    screen.nothingChanged()
    return {isBad: false, plan, result: null}
  }

  return apply(decided, run, isAsking)
}

function firstPlan(input: PlanInput, order: readonly string[] | undefined): MigrationPlan {
  const plan = planMigration(input)
  if (!order || plan.blockers.length > 0) return plan
  const answer = orderFrom(plan, order)
  if ('slots' in answer) return reorder(answer.declined.size > 0 ? planMigration(input, answer.declined) : plan, answer.slots)
  const shown = (refs: readonly {shown: string}[]) => refs.map((ref) => ref.shown)
  throw new ProblemError<MigrateProblem>({id: 'order-mismatch', missing: shown(answer.missing), unknown: shown(answer.unknown)})
}

/** A list that is in order raises no question, unless another order is asked for or would be better. */
function mayAsk({advice, after, status}: MigrationPlan, {interactive}: MigrationOptions): boolean {
  return status === 'changes' || (after.length > 1 && (advice !== null || interactive))
}

function inOrder(plan: MigrationPlan, screen: Screen): MigrationEnd {
  screen.status(plan)
  screen.advice(plan)
  screen.byHand(plan.byHand)
  return {isBad: false, plan, result: null}
}

function dryRun(plan: MigrationPlan, screen: Screen): MigrationEnd {
  screen.plan(plan)
  screen.advice(plan)
  screen.byHand(plan.byHand)
  screen.dryRun()
  return {isBad: false, plan, result: null}
}

/** The plan as it is, if the user agreed to it beforehand; what --config alone changes is asked for by name later. */
function agreed(plan: MigrationPlan, {prompter, options, screen}: MigrationRun, unset: readonly string[]): MigrationPlan {
  if (plan.status === 'changes') screen.plan(plan)
  else screen.status(plan)
  if (!options.agreed && (prompter === null || unset.length === 0))
    throw new ProblemError<MigrateProblem>({app: plan.app, id: 'needs-yes', undo: false})
  return plan
}

/** @param wasAsked a person has made the plan, and is asked once more before it is carried out */
async function apply(plan: MigrationPlan, run: MigrationRun, wasAsked: boolean): Promise<MigrationEnd> {
  const {guarded, options, prompter, screen, target, work} = run
  const unset = options.config ? plan.unsettable : []
  const lost = irreversible(plan, unset)
  if (wasAsked && lost === null && !(await prompter?.agree(`Change ${plan.app} now?`))) {
    screen.nothingChanged()
    return {isBad: false, plan, result: null}
  }

  await requireConfirmation(plan.app, lost, options.confirm, prompter)
  const result = await guarded(async () => carryOut(plan, target.app, unset, work))
  screen.done(plan, result)
  screen.advice(plan)
  screen.byHand(leftByHand(plan.byHand, unset))
  return {isBad: false, plan, result}
}

/** Puts a saved list back. The present one is saved in its turn, so that an undo can be undone. */
export async function runUndo(run: MigrationRun): Promise<MigrationEnd> {
  const {guarded, options, prompter, screen, target, work} = run
  const {app} = target
  await requireConfirmation(app.name, null, options.confirm, null)
  const lists = await work.saved.of(app)
  const mustPick = prompter !== null && !options.agreed && !options.dryRun
  if (lists.length > 1 && !mustPick) screen.saved(lists)
  const undoing = await planUndo(app, lists, mustPick ? prompter : null)
  const plan = undoing?.plan ?? planMigration(planInput(target))
  const unchanged = {isBad: false, plan, result: null}
  if (undoing) screen.plan(plan)
  if (options.dryRun) {
    screen.dryRun()
    return unchanged
  }

  if (undoing && !options.agreed && prompter === null)
    throw new ProblemError<MigrateProblem>({app: app.name, id: 'needs-yes', undo: true})
  if (!undoing || (mustPick && !(await prompter.agree('Restore this list?')))) {
    screen.nothingChanged()
    return unchanged
  }

  await requireConfirmation(app.name, irreversible(plan, []), options.confirm, prompter)
  const result = await guarded(async () => carryOut(plan, app, [], work))
  await work.saved.remove(undoing.saved)
  screen.done(plan, result)
  return {isBad: false, plan, result}
}
