import type {Change, MigrationPlan} from './plan.js'
import type {MigrationSource} from './source.js'

import {betterOrder, type OrderRule} from '../platform/buildpacks/order.js'
import {parseReference, type Reference, sameBuildpack} from '../platform/buildpacks/reference.js'

/** A better order: the slots of the list as it would be, and why. */
export interface OrderAdvice {
  slots: readonly number[]
  rules: readonly OrderRule[]
}

/** Offers a better order of what stays. */
export function adviseOrder(changes: readonly Change[], {aptHasGdal, runsCollectstatic}: MigrationSource): OrderAdvice | null {
  const list = changes.filter(({to}) => to !== null)
  const better = betterOrder(
    list.map(({to}) => to!),
    {aptHasGdal, runsCollectstatic},
  )
  return better && {rules: better.rules, slots: better.order.map((index) => list[index]!.slot)}
}

/** The plan with what stays in another order. The lines that go stand where they stood. */
export function reorder(plan: MigrationPlan, slots: readonly number[]): MigrationPlan {
  const staying = plan.changes.filter(({to}) => to !== null)
  const wanted = slots.map((slot) => staying.find((change) => change.slot === slot)!)
  const unmoved = longestInOrder(wanted.map((change) => staying.indexOf(change)))
  const moved = wanted.map((change, position): Change => {
    if (unmoved.has(position)) return change
    const isKept = change.from !== null && change.from === change.to
    return {...change, moved: true, ...(isKept && {reason: {id: 'moved', position: position + 1}})}
  })
  const queue = [...moved]
  const changes = plan.changes.map((change) => (change.to === null ? change : queue.shift()!))
  const after = moved.map(({to}) => to!)
  const isChanged = plan.status === 'changes' || moved.some((change) => change.moved)
  return {...plan, advice: null, after, changes, status: isChanged ? 'changes' : plan.status}
}

/** An order that was agreed to, for a plan in which other lines may stay: a new one stands behind the one it stands behind in the list. */
export function keepOrder({changes}: Pick<MigrationPlan, 'changes'>, order: readonly number[]): number[] {
  const staying = changes.flatMap(({slot, to}) => (to === null ? [] : [slot]))
  const kept = order.filter((slot) => staying.includes(slot))
  for (const [index, slot] of staying.entries()) {
    if (kept.includes(slot)) continue
    const before = staying[index - 1]
    kept.splice(before === undefined ? 0 : kept.indexOf(before) + 1, 0, slot)
  }

  return kept
}

/** The positions of a longest part that is in ascending order: what need not be called moved. */
function longestInOrder(numbers: readonly number[]): Set<number> {
  const runs: number[][] = []
  for (const [position, number] of numbers.entries()) {
    runs.push([...longest(runs.filter((run) => numbers[run.at(-1)!]! < number)), position])
  }

  return new Set(longest(runs))
}

function longest(runs: readonly number[][]): number[] {
  let found: number[] = []
  // Of several, the last: what comes before the Python buildpack is called moved, and not that.
  for (const run of runs) if (run.length >= found.length) found = run
  return found
}

export type OrderAnswer = {slots: number[]; declined: Set<number>} | {missing: Reference[]; unknown: Reference[]}

/**
 * Reads `--order`: every buildpack of the plan once. Where a change is a question (a copy's, say), naming what the list has
 * now answers it with no.
 */
export function orderFrom(plan: MigrationPlan, refs: readonly string[]): OrderAnswer {
  const open = plan.changes.filter(({from, to}) => to !== null || from !== null)
  const slots: number[] = []
  const declined = new Set<number>()
  const unknown: Reference[] = []
  for (const wanted of refs.map((ref) => parseReference(ref))) {
    const found = take(open, ({to}) => to !== null && sameBuildpack(to, wanted))
    const old = found ?? take(open, ({ask, from}) => ask && from !== null && sameBuildpack(from, wanted))
    if (!found && old) declined.add(old.slot)
    if (old) slots.push(old.slot)
    else unknown.push(wanted)
  }

  const missing = open.flatMap(({to}) => (to === null ? [] : [to]))
  return missing.length > 0 || unknown.length > 0 ? {missing, unknown} : {declined, slots}
}

function take(open: Change[], fits: (change: Change) => boolean): Change | undefined {
  const at = open.findIndex((change) => fits(change))
  return at === -1 ? undefined : open.splice(at, 1)[0]
}
