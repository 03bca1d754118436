import assert from 'node:assert/strict'

import type {Case} from './case.js'

import {EXPECTATIONS} from './expectations/index.js'
import {judge, type Judgement} from './judge.js'
import {NOT_YET} from './not-yet.js'
import {withAnswer} from './run-case.js'

/** Recreates the app of a case, runs its command, and holds the answer against what is right. */
export async function judgeCase(one: Case): Promise<Judgement> {
  const expectation = EXPECTATIONS.get(one.id)
  if (!expectation) throw new Error(`${one.id} has no expectation: write one in test/cases/expectations/`)
  return withAnswer(one, (answer) => judge(expectation, answer))
}

export function titleOf({essence, id}: Case): string {
  return `${id}: ${essence}`
}

/**
 * Asserts that a case is told, or that one in NOT_YET is not, so that the list shrinks.
 *
 * @returns false for one in NOT_YET, whose test is pending
 */
export async function assertTold(one: Case): Promise<boolean> {
  const {faults, verdict} = await judgeCase(one)
  if (one.id in NOT_YET) {
    assert.notEqual(verdict, 'told', `${one.id} is told: take it out of NOT_YET in test/cases/not-yet.ts`)
    return false
  }

  assert.equal(verdict, 'told', `\n  right: ${one.right}\n  ${faults.join('\n  ')}\n`)
  return true
}
