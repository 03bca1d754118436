import assert from 'node:assert/strict'

import {announcementOf} from '../../src/buildpack/announced.js'
import {decideVersion} from '../../src/buildpack/version-decision.js'
import {predict} from '../../src/buildpack/predict.js'
import {type CheckContext, NOTHING_MISSING} from '../../src/checks/check.js'
import {CHECKS} from '../../src/checks/index.js'
import {runChecks} from '../../src/checks/run-checks.js'
import {appOf, committed, reportOf} from '../support/checks.js'
import {type CorpusCase, CORPUS_RELEASES, corpusTree, readCorpus} from '../support/corpus.js'

/** The app with its cache of the last build, which no reader of an app knows of yet. */
function contextOf({cached_python: cachedPythonVersion, files, stack}: CorpusCase): CheckContext {
  const tree = corpusTree(files)
  const options = {cachedPythonVersion, releases: CORPUS_RELEASES, stack}
  const prediction = predict(tree, options)
  return {
    app: appOf({stack}),
    architecture: 'x86_64',
    hasSource: true,
    kind: 'classic',
    releaseDataIsStale: false,
    move: null,
    newer: null,
    online: null,
    prediction,
    project: committed(tree),
    releases: CORPUS_RELEASES,
    stack,
    stackIsKnown: true,
    version: decideVersion(tree, prediction.package_manager, options),
  }
}

const EXPLAINS = new Map(CHECKS.map(({explains, id}) => [id, new Set<string>(explains)]))

describe('the checks on the trees that the real buildpack was asked about', () => {
  const corpus = readCorpus()
  for (const group of new Set(corpus.map((example) => example.group))) {
    const examples = corpus.filter((example) => example.group === group)
    it(`${group}: every failure is explained, and no failure is made up`, () => {
      for (const example of examples) {
        const context = contextOf(example)
        const {findings, skipped} = runChecks(CHECKS, context, {missing: {}, suppressions: new Map()})
        assert.deepEqual(skipped, [], example.id)
        const errors = findings.filter(({severity}) => severity === 'error')
        const reason = example.expected.failure?.reason ?? (example.expected.detected ? null : 'package-manager::none-found')
        if (reason === null) {
          assert.deepEqual(
            errors.map(({id}) => id).filter((id) => !AFTER_THE_VERSION.has(id)),
            [],
            example.id,
          )
        } else {
          // An app on the container stack is none of the buildpack's: that is told, and is no error. Nor is a Python
          // that this release doesn't have and the notes of a newer one name.
          const told = example.stack === 'container' || isAnnounced(context, reason) ? findings : errors
          const explaining = new Set(told.map(({id}) => id).filter((id) => EXPLAINS.get(id)?.has(reason)))
          assert.equal(
            explaining.size,
            1,
            `${example.id}: ${reason} is explained by ${[...explaining].join(' and ') || 'nothing'}`,
          )
        }
      }
    })
  }

  it('never crash on Fir either, where each failure of the prediction is explained too', () => {
    for (const example of corpus) {
      const {findings, prediction, skipped} = reportOf(committed(corpusTree(example.files)), {
        app: appOf({kind: 'cnb'}),
        online: NOTHING_MISSING,
      })
      assert.deepEqual(skipped, [], example.id)
      const reason = prediction.failure?.reason
      const errors = findings.filter(({severity}) => severity === 'error').map(({id}) => id)
      if (reason !== undefined)
        assert.ok(
          errors.some((id) => EXPLAINS.get(id)?.has(reason)),
          `${example.id}: ${reason}: ${errors.join(' ')}`,
        )
    }
  })
})

function isAnnounced({releases, version: {failure, requested}}: CheckContext, reason: string): boolean {
  const version = requested ?? failure?.detail ?? ''
  return reason === 'python-version::unknown-major' && announcementOf('classic', releases.classic.release, version) !== undefined
}

/** Errors of steps that the corpus' answers end before: the download of Python, and the package manager. */
const AFTER_THE_VERSION = new Set(['version/requires-python-mismatch', 'version/unavailable'])
