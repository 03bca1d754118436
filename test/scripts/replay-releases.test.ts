import assert from 'node:assert/strict'

import {judge, restingOnChanges} from '../../scripts/replay-releases/judge.js'
import type {Answer} from '../../scripts/replay-releases/run-trees.js'
import {readCorpus} from '../support/corpus.js'
import {judging, recordedSteps, type Step} from './recorded-steps.js'

/** Three steps of the classic buildpack's history, as scripts/replay-releases.ts ran them. Answers and ids only. */
const RECORDED = recordedSteps('test/scripts/replay-steps.json', readCorpus())
const {trees} = RECORDED
const judged = judging(trees)

describe("a step of the buildpack's history", () => {
  it('was recorded for trees of the corpus', () => {
    assert.ok(trees.every(Boolean))
    for (const {said, truth} of RECORDED.steps) assert.deepEqual([said.length, truth.length], [trees.length, trees.length])
  })

  for (const step of RECORDED.steps)
    it(`brings no wrong answer: ${step.from} to ${step.to}`, () => {
      assert.deepEqual(judged(step).wrong, [])
      assert.deepEqual(judged(step, true).wrong, [])
    })

  it('is answered by the later code where a rule changed', () => {
    const [first] = RECORDED.steps as [Step]
    const {abstained, interpreted} = judged(first, true)
    assert.ok(interpreted > 0 && abstained < judged(first).abstained, `${interpreted} and ${abstained}`)
  })

  it('that changed a rule brings wrong answers where nobody looks at the rules', () => {
    const [first] = RECORDED.steps as [Step]
    const {wrong} = judged({...first, changes: []})
    assert.deepEqual(
      wrong.map((index) => first.truth[index]?.failure),
      ['checks::existing-venv-dir'],
    )
    assert.ok(judged(first).abstained > 0)
  })

  it('that changed only constants is judged whole', () => {
    const last = RECORDED.steps.at(-1)!
    assert.deepEqual(last.changes, [])
    assert.deepEqual(judged(last), {abstained: 0, interpreted: 0, right: trees.length, wrong: []})
    assert.notDeepEqual(last.truth, RECORDED.steps[0]!.truth)
  })

  it('that changed the end of the version decision leaves the answers that end before', () => {
    const {abstained, right} = judged(RECORDED.steps[1]!)
    assert.ok(abstained > 0 && right > abstained, `${abstained} of ${right}`)
  })

  it('abstains from a failure that nobody knows the rules of', () => {
    const [tree] = trees
    const answer: Answer = {failure: 'new::failure', manager: null, origin: null, requested: null, resolved: null}
    assert.equal(
      judge({changes: new Set(), interpreted: [undefined], said: [answer], trees: [tree!], truth: [answer]}).abstained,
      1,
    )
  })

  it('rests on what has another digest, and nothing else', () => {
    assert.deepEqual([...restingOnChanges({'cache::save': 'a'}, {'cache::save': 'b'})], ['step/save-cache'])
    assert.deepEqual([...restingOnChanges({'cache::save': 'a'}, {'cache::save': 'a'})], [])
  })
})
