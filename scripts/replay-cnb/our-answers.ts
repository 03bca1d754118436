import {type CnbSourceDecision, CnbSourceRules} from '../../src/buildpack/cnb-source-rules.js'
import {predict} from '../../src/buildpack/predict.js'
import type {Prediction} from '../../src/buildpack/prediction.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import rules from '../../src/buildpack/rules.json' with {type: 'json'}
import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import {type CnbCorpusCase, corpusTree} from '../../test/support/corpus.js'
import type {Answer} from '../replay-releases/run-trees.js'
import type {Constants, Tag} from './history.js'
import {NOTHING} from './log.js'

/** The digests of the release that our rules were verified against. */
export const PROVED: RuleDigests = Object.fromEntries(Object.entries(rules.cnb.units).map(([unit, {digest}]) => [unit, digest]))

/** What our own predictions say of the trees, with the constants of some release. */
export function ourAnswers(trees: readonly CnbCorpusCase[], constants: Constants): (Answer | null)[] {
  const releases = {...builtInReleases, cnb: {...builtInReleases.cnb, ...constants}}
  return trees.map(({env, files, target}) =>
    answerOf(
      predict(corpusTree(files), {
        configVarNames: Object.keys(env),
        kind: 'cnb',
        releases,
        stack: target.replace(/^ubuntu-(\d\d)\.04-.*$/, 'heroku-$1'),
      }),
    ),
  )
}

/** Failures that the buildpack's log has under the heading of another. */
const SAME_HEADING: Partial<Record<string, string>> = {
  'python-version-file::multiple-versions': 'python-version-file::invalid-version',
  'python-version-file::no-version': 'python-version-file::invalid-version',
}

/**
 * What a release's own code decides about the trees, as we interpret it; undefined where we don't understand it. A failure is an
 * error's heading.
 */
export async function interpret(files: Tag['files'], trees: readonly CnbCorpusCase[]): Promise<(Answer | null | undefined)[]> {
  const rules = await CnbSourceRules.of(files)
  return trees.map(({env, files: tree}) => {
    const said = rules.decide(corpusTree(tree), {env})
    return said && understood(said)
  })
}

function understood(said: CnbSourceDecision): Answer | null {
  if (said.failure) return {...NOTHING, failure: said.failure.heading}
  return said.detected ? decided(said) : null
}

function answerOf(said: Prediction): Answer | null {
  if (said.failure) return {...NOTHING, failure: SAME_HEADING[said.failure.reason] ?? said.failure.reason}
  return said.detected ? decided(said) : null
}

function decided(said: CnbSourceDecision | Prediction): Answer {
  return {
    failure: null,
    manager: said.package_manager,
    origin: said.python_version_origin,
    requested: said.python_version_requested,
    resolved: said.python_version,
  }
}
