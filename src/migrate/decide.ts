import type {Prompter} from './prompter.js'

import {ORDER_RULES} from '../platform/buildpacks/order.js'
import {type OrderAdvice, reorder} from './order.js'
import {actionOf, type Change, type MigrationPlan, type PlanInput, planMigration} from './plan.js'
import {reasonText} from './reasons.js'

export interface Decision {
  prompter: Prompter
  /** Shows a plan. Called for each that differs from the one before. */
  show(plan: MigrationPlan): void
  /** Begin with choosing the single changes, and the order. */
  everything: boolean
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
  let plan = await askQuestions(input, start, prompter)
  if (everything) plan = await chooseOrder(await chooseChanges(input, plan, prompter), prompter)
  if (plan !== start) show(plan)
  for (;;) {
    const step = await prompter.next(plan.status === 'changes')
    switch (step) {
      case 'apply':
        return plan

      case 'choose':
        plan = await chooseChanges(input, plan, prompter)
        show(plan)
        break

      case 'leave':
        return null

      case 'reorder': {
        const ordered = await chooseOrder(plan, prompter)
        if (ordered !== plan) show(ordered)
        plan = ordered
      }
    }
  }
}

async function askQuestions(input: PlanInput, start: MigrationPlan, prompter: Prompter): Promise<MigrationPlan> {
  const declined = new Set<number>()
  for (const change of start.changes.filter(({ask}) => ask)) {
    if (!(await prompter.agree(question(change)))) declined.add(change.slot)
  }

  const plan = declined.size > 0 ? planMigration(input, declined) : start
  const {advice} = plan
  if (advice && (await prompter.agree(orderQuestion(plan, advice)))) return reorder(plan, advice.slots)
  return plan
}

function orderQuestion({changes}: MigrationPlan, {rules, slots}: OrderAdvice): string {
  const refs = slots.map((slot) => changes.find((change) => change.slot === slot)!.to!.shown)
  return `Put them in this order: ${refs.join(', ')}? (${rules.map((rule) => ORDER_RULES[rule]).join('; ')})`
}

function question(change: Change): string {
  const {from, reason, to} = change
  const what = actionOf(change) === 'remove' ? `Remove ${from!.shown}` : `Replace ${from!.shown} by ${to!.shown}`
  return `${what}? (${reasonText(reason)})`
}

async function chooseChanges(input: PlanInput, plan: MigrationPlan, prompter: Prompter): Promise<MigrationPlan> {
  // All that may be changed, those that were declined before too.
  const whole = planMigration(input)
  const changing = whole.changes.filter((change) => change.from !== null && !['keep', 'move'].includes(actionOf(change)))
  if (changing.length === 0) return plan
  const wanted = await prompter.choose(changing)
  return planMigration(input, new Set(changing.filter(({slot}) => !wanted.has(slot)).map(({slot}) => slot)))
}

async function chooseOrder(plan: MigrationPlan, prompter: Prompter): Promise<MigrationPlan> {
  const lines = plan.changes.flatMap(({slot, to}) => (to === null ? [] : [{slot, to}]))
  const order = lines.length > 1 ? await prompter.order(lines) : null
  return order === null ? plan : reorder(plan, order)
}
