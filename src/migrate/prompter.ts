import type {Change} from './plan.js'
import type {Reference} from '../platform/buildpacks/reference.js'
import type {SavedList} from './saved-lists.js'

export type NextStep = 'apply' | 'choose' | 'leave' | 'reorder'

/** A box that can be ticked: the change of one line, or the order of all. */
export type Choice = ({change: Change} | {order: readonly Reference[]}) & {id: number; isWanted: boolean}

/** Asks the user. Every method throws the problem `cancelled` at Ctrl-C. */
export interface Prompter {
  agree(question: string): Promise<boolean>
  /** @returns the ids of what is wanted */
  choose(choices: readonly Choice[]): Promise<ReadonlySet<number>>
  /** @param canApply false: the plan changes nothing as it stands */
  next(canApply: boolean): Promise<NextStep>
  /** @returns the slots in their new order; null: leave it */
  order(lines: readonly {slot: number; to: Reference}[]): Promise<null | number[]>
  /** @returns null: none of them */
  pick(lists: readonly SavedList[]): Promise<null | SavedList>
  /** For what can't be undone: the app's name must be typed. */
  typeName(app: string, warning: string): Promise<boolean>
}

/** A prompter that is made when something is asked: its library is loaded then. */
export function latePrompter(make: () => Promise<Prompter>): Prompter {
  return {
    agree: async (question) => (await make()).agree(question),
    choose: async (choices) => (await make()).choose(choices),
    next: async (canApply) => (await make()).next(canApply),
    order: async (lines) => (await make()).order(lines),
    pick: async (lists) => (await make()).pick(lists),
    typeName: async (app, warning) => (await make()).typeName(app, warning),
  }
}
