import {builtInReleases} from '../../src/buildpack/release.js'
import {predict} from '../../src/buildpack/predict.js'
import rules from '../../src/buildpack/rules.json' with {type: 'json'}
import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import {type CorpusCase, corpusTree} from '../../test/support/corpus.js'
import type {Constants} from './history.js'
import type {Answer} from './run-trees.js'

/** The digests of the release that our rules were verified against. */
export const PROVED: RuleDigests = Object.fromEntries(
  Object.entries(rules.classic.units).map(([unit, {digest}]) => [unit, digest]),
)

/** What our own predictions say of the trees, with the constants of some release. */
export function ourAnswers(trees: readonly CorpusCase[], constants: Constants): (Answer | null)[] {
  const releases = {...builtInReleases, classic: {...builtInReleases.classic, ...constants}}
  return trees.map(({cached_python: cachedPythonVersion, files, stack}) => {
    const said = predict(corpusTree(files), {cachedPythonVersion, releases, stack})
    if (!said.detected) return null
    return {
      failure: said.failure?.reason ?? null,
      manager: said.package_manager,
      origin: said.python_version_origin,
      requested: said.python_version_requested,
      resolved: said.python_version,
    }
  })
}
