import {builtInReleases} from '../../src/buildpack/release.js'
import type {SourceDecision} from '../../src/buildpack/source-decision.js'
import {SourceRules} from '../../src/buildpack/source-rules.js'
import {predict} from '../../src/buildpack/predict.js'
import rules from '../../src/buildpack/rules.json' with {type: 'json'}
import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import {type CorpusCase, corpusTree} from '../../test/support/corpus.js'
import type {Constants, Tag} from './history.js'
import type {Answer} from './run-trees.js'

/** The digests of the release that our rules were verified against. */
export const PROVED: RuleDigests = Object.fromEntries(
  Object.entries(rules.classic.units).map(([unit, {digest}]) => [unit, digest]),
)

/** What our own predictions say of the trees, with the constants of some release. */
export function ourAnswers(trees: readonly CorpusCase[], constants: Constants): (Answer | null)[] {
  const releases = {...builtInReleases, classic: {...builtInReleases.classic, ...constants}}
  return trees.map(({cached_python: cachedPythonVersion, files, stack}) =>
    answerOf(predict(corpusTree(files), {cachedPythonVersion, releases, stack})),
  )
}

/** What a release's own code decides about the trees, as we interpret it; undefined where we don't understand it. */
export async function interpret(files: Tag['files'], trees: readonly CorpusCase[]): Promise<(Answer | null | undefined)[]> {
  const rules = await SourceRules.of(files)
  return trees.map(({cached_python: cachedPythonVersion, files: tree, stack}) => {
    const said = rules.decide(corpusTree(tree), {cachedPythonVersion, stack})
    return said && answerOf(said)
  })
}

function answerOf(said: SourceDecision): Answer | null {
  if (!said.detected) return null
  return {
    failure: said.failure?.reason ?? null,
    manager: said.package_manager,
    origin: said.python_version_origin,
    requested: said.python_version_requested,
    resolved: said.python_version,
  }
}
