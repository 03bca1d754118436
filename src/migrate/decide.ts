import type {Choice, Prompter} from './prompter.js'

import {ORDER_RULES} from '../platform/buildpacks/order.js'
import {keepOrder, type OrderAdvice, reorder} from './order.js'
import {actionOf, type Change, type MigrationPlan, type PlanInput, planMigration} from './plan.js'
import {reasonText} from './reasons.js'

export interface Decision {
  prompter: Prompter
  /** Shows a plan. Called for each that differs from the one before. */
  show(plan: MigrationPlan): void
  /** Begin with choosing the single changes, and the order. */
  everything: boolean
}

/** What the user has answered so far: no later question forgets it. */
interface Draft {
  plan: MigrationPlan
  declined: ReadonlySet<number>
  /** The slots in the order that the user agreed to, or made; null: that of the list. */
  order: null | readonly number[]
}

/**
 * Works a plan out with the user: first what nobody else can know, then what the user wants otherwise.
 *
 * @returns null if the user leaves everything as it is
 */
export async function decide(
  input: PlanInput,
  start: MigrationPlan,
  {prompter, everything, show}: Decision,
): Promise<MigrationPlan | null> {
  show(start)
  let draft = await askQuestions(input, start, prompter)
  if (everything) draft = await chooseOrder(await chooseChanges(input, draft, prompter), prompter)
  if (draft.plan !== start) show(draft.plan)
  for (;;) {
    const before = draft.plan
    const step = await prompter.next(before.status === 'changes')
    switch (step) {
      case 'apply':
        return before

      case 'choose':
        draft = await chooseChanges(input, draft, prompter)
        break

      case 'leave':
        return null

      case 'reorder':
        draft = await chooseOrder(draft, prompter)
    }

    if (draft.plan !== before) show(draft.plan)
  }
}

function draftOf(input: PlanInput, declined: ReadonlySet<number>, order: Draft['order']): Draft {
  const plan = planMigration(input, declined)
  return {declined, order, plan: order === null ? plan : reorder(plan, keepOrder(plan, order))}
}

async function askQuestions(input: PlanInput, start: MigrationPlan, prompter: Prompter): Promise<Draft> {
  const declined = new Set<number>()
  for (const change of start.changes.filter(({ask}) => ask)) {
    if (!(await prompter.agree(question(change)))) declined.add(change.slot)
  }

  const plan = declined.size > 0 ? planMigration(input, declined) : start
  const {advice} = plan
  if (advice && (await prompter.agree(orderQuestion(plan, advice)))) return draftOf(input, declined, advice.slots)
  return {declined, order: null, plan}
}

function orderQuestion({changes}: MigrationPlan, {rules, slots}: OrderAdvice): string {
  const refs = slots.map((slot) => changes.find((change) => change.slot === slot)!.to!.shown)
  return `Use this order: ${refs.join(', ')}? (${rules.map((rule) => ORDER_RULES[rule]).join('; ')})`
}

function question(change: Change): string {
  const {from, reason, to} = change
  const what = actionOf(change) === 'remove' ? `Remove ${from!.shown}` : `Replace ${from!.shown} with ${to!.shown}`
  return `${what}? (${reasonText(reason)})`
}

/** Each change is a box, ticked as the present plan has it; so is the order, if there is another than the list's. */
async function chooseChanges(input: PlanInput, draft: Draft, prompter: Prompter): Promise<Draft> {
  // All that may be changed, those that were declined before too.
  const changing = planMigration(input).changes.filter(
    (change) => change.from !== null && !['keep', 'move'].includes(actionOf(change)),
  )
  const {advice} = draft.plan
  const order = draft.order ?? advice?.slots ?? null
  const ordered = order === null ? null : draftOf(input, draft.declined, order).plan.after
  const choices: Choice[] = [
    ...changing.map((change): Choice => ({change, id: change.slot, isWanted: !draft.declined.has(change.slot)})),
    ...(ordered === null ? [] : [{id: ORDER, isWanted: draft.order !== null, order: ordered}]),
  ]
  if (choices.length === 0) return draft
  const wanted = await prompter.choose(choices)
  const declined = new Set(changing.filter(({slot}) => !wanted.has(slot)).map(({slot}) => slot))
  return draftOf(input, declined, wanted.has(ORDER) ? order : null)
}

/** The id of the box that stands for the order: no slot. */
const ORDER = -1

async function chooseOrder(draft: Draft, prompter: Prompter): Promise<Draft> {
  const {plan} = draft
  const lines = plan.changes.flatMap(({slot, to}) => (to === null ? [] : [{slot, to}]))
  const order = lines.length > 1 ? await prompter.order(lines) : null
  return order === null ? draft : {...draft, order, plan: reorder(plan, order)}
}
