import assert from 'node:assert/strict'

import {CNB_STATIC_FILES} from '../../src/buildpack/cnb-lines.js'
import {predict} from '../../src/buildpack/predict.js'
import {type CnbCorpusCase, CORPUS_RELEASES, corpusTree, readCnbCorpus} from '../support/corpus.js'

/**
 * Only the install shows that they get Django: from a folder of the app, and through another package. The prediction ends
 * before Django's step.
 */
const DJANGO_OF_THE_INSTALL = new Set(['django/pip_editable', 'django/pip_transitive-dj'])

/** One test a case: a failing rule names the trees that show it. */
describe('the prediction agrees with the real Cloud Native Buildpack', () => {
  for (const one of readCnbCorpus()) it(`${one.id}${one.strict ? '' : ' (not strict)'}`, () => compare(one))
})

function compare({env, expected: recorded, files, id, target}: CnbCorpusCase): void {
  const ofDjango = recorded.steps.indexOf(CNB_STATIC_FILES)
  const expected = DJANGO_OF_THE_INSTALL.has(id) ? {...recorded, steps: recorded.steps.slice(0, ofDjango)} : recorded
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
