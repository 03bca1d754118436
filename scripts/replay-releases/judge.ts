import {isDeepStrictEqual} from 'node:util'

import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import rules from '../../src/buildpack/rules.json' with {type: 'json'}
import type {Answer} from './run-trees.js'

export interface Judged {
  abstained: number
  right: number
  /** Indexes of the trees. */
  wrong: number[]
}

/** The steps of a build that goes on: what a version rests on. */
const DECIDING = ['step/detect', 'step/checks', 'step/package-manager', 'step/venv-check', 'step/python-version']

const KNOWN = new Set(Object.values(rules.classic.units).flatMap(({rests}) => rests))

/** What rests on a unit that two releases have different: ids of checks, failures and steps. */
export function restingOnChanges(one: RuleDigests, other: RuleDigests): ReadonlySet<string> {
  const changed = Object.entries(rules.classic.units).filter(([unit]) => one[unit] !== other[unit])
  return new Set(changed.flatMap(([, {rests}]) => rests))
}

/** Counts what a plugin of an earlier release would say of a later one: nothing, where its note would say that it may be wrong. */
export function judge(said: readonly (Answer | null)[], truth: readonly (Answer | null)[], changes: ReadonlySet<string>): Judged {
  const judged: Judged = {abstained: 0, right: 0, wrong: []}
  for (const [index, answer] of said.entries()) {
    if (isUnverified(answer, changes)) judged.abstained++
    else if (isDeepStrictEqual(answer, truth[index])) judged.right++
    else judged.wrong.push(index)
  }

  return judged
}

function isUnverified(answer: Answer | null, changes: ReadonlySet<string>): boolean {
  if (answer === null) return changes.has('step/detect')
  // Of a failure that today's release doesn't have, nobody knows what it rests on.
  if (answer.failure !== null) return changes.has(answer.failure) || !KNOWN.has(answer.failure)
  return DECIDING.some((step) => changes.has(step))
}
