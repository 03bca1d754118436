import assert from 'node:assert/strict'

import type {FileTree} from '../../src/packaging/file-tree.js'

import {type PredictedTree, predictTree} from '../../src/local-build/plan/predict-tree.js'
import {Predictions} from '../../src/local-build/run/predictions.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {treeOf} from '../support/checks.js'

function predicted(tree: FileTree, cachedPythonVersion: null | string): PredictedTree {
  const options = {ci: false, collectstaticDisabled: false, configVarNames: [], kind: 'classic', stack: 'heroku-24'} as const
  return predictTree(tree, cachedPythonVersion, {...options, releases: builtInReleases})
}

describe("a build's prediction", () => {
  const source = treeOf({'requirements.txt': ''})
  const changed = treeOf({'requirements.txt': 'django\n'})
  let made: [tree: FileTree, cached: null | string][]

  beforeEach(() => {
    made = []
  })

  const predict = (tree: FileTree, cached: null | string) => {
    made.push([tree, cached])
    return predicted(tree, cached)
  }

  it('is that of the plan, as long as nothing has changed', () => {
    const planned = predicted(source, '3.12.1')
    const predictions = new Predictions(predict, planned)
    assert.equal(predictions.of(source, '3.12.1'), planned)
    assert.equal(predictions.of(source, '3.12.1'), planned)
    assert.deepEqual(made, [])
  })

  it('is made again once where a hook changed the tree', () => {
    const predictions = new Predictions(predict, predicted(source, null))
    assert.equal(predictions.of(changed, null), predictions.of(changed, null))
    assert.deepEqual(made, [[changed, null]])
  })

  it('is made again where another build left another version, and made once without a plan', () => {
    const predictions = new Predictions(predict, undefined)
    const first = predictions.of(source, null)
    assert.equal(predictions.of(source, null), first)
    assert.notEqual(predictions.of(source, '3.12.1'), first)
    assert.deepEqual(made, [
      [source, null],
      [source, '3.12.1'],
    ])
  })
})
