import assert from 'node:assert/strict'

import {predict} from '../../src/buildpack/predict.js'
import {type CorpusCase, CORPUS_RELEASES, corpusTree, readCorpus} from '../support/corpus.js'

/** One test a case: a failing rule names the trees that show it. */
describe('the prediction agrees with the real buildpack', () => {
  const groups = groupBy(readCorpus())
  for (const [group, examples] of groups) {
    describe(group, () => {
      for (const example of examples) it(`${example.id}${example.strict ? '' : ' (not strict)'}`, () => compare(example))
    })
  }
})

function groupBy(examples: CorpusCase[]): Map<string, CorpusCase[]> {
  const groups = new Map<string, CorpusCase[]>()
  for (const example of examples) groups.set(example.group, [...(groups.get(example.group) ?? []), example])
  return groups
}

function compare({cached_python, detail, expected, files, stack}: CorpusCase): void {
  const prediction = predict(corpusTree(files), {cachedPythonVersion: cached_python, releases: CORPUS_RELEASES, stack})
  // What jq says of the filter names the build's folder; of the syntax, only the place in the file.
  const isLeftOut = detail === 'any' && !expected.failure?.detail?.includes('parse error: ')
  const failure = prediction.failure && {
    detail: isLeftOut ? (expected.failure?.detail ?? null) : prediction.failure.detail,
    reason: prediction.failure.reason,
  }
  // The corpus' steps end where Python would be downloaded; a longer prediction begins with them.
  const steps = prediction.steps.slice(0, expected.steps.length)
  assert.deepEqual({...prediction, failure, steps}, expected)
  if (prediction.failure) assert.equal(prediction.steps.length, expected.steps.length, 'no step follows a failure')
}
