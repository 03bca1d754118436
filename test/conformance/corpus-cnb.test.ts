import assert from 'node:assert/strict'

import {predict} from '../../src/buildpack/predict.js'
import {type CnbCorpusCase, CORPUS_RELEASES, corpusTree, readCnbCorpus} from '../support/corpus.js'

/** One test a case: a failing rule names the trees that show it. */
describe('the prediction agrees with the real Cloud Native Buildpack', () => {
  for (const one of readCnbCorpus()) it(`${one.id}${one.strict ? '' : ' (not strict)'}`, () => compare(one))
})

function compare({env, expected, files, target}: CnbCorpusCase): void {
  const prediction = predict(corpusTree(files), {
    configVarNames: Object.keys(env),
    kind: 'cnb',
    releases: CORPUS_RELEASES,
    stack: target.replace(/^ubuntu-(\d\d)\.04-.*$/, 'heroku-$1'),
  })
  const {failure} = prediction
  const answer: Record<string, unknown> = {
    ...prediction,
    detected: !prediction.detected && failure ? 'error' : prediction.detected,
    failure: failure && {detail: failure.detail, reason: failure.reason},
    // A longer prediction begins with them.
    steps: prediction.steps.slice(0, expected.steps.length),
  }
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, answer[key]])), expected)
  if (prediction.failure) assert.equal(prediction.steps.length, expected.steps.length, 'no step follows a failure')
}
