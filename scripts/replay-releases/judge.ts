import {isDeepStrictEqual} from 'node:util'

import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import rules from '../../src/buildpack/rules.json' with {type: 'json'}
import type {CorpusFile} from '../../test/support/corpus.js'
import type {BuildpackKind} from '../../src/package-managers/names.js'
import type {Answer} from './run-trees.js'

export interface Tree {
  id: string
  files: Readonly<Record<string, CorpusFile>>
}

/** On which rules of a buildpack an answer rests: ids of checks, failures and steps. */
export interface Resting {
  /** Those of which we know the units. */
  known: ReadonlySet<string>
  of(answer: Answer | null, tree: Tree): readonly string[]
}

/** What is judged: answers in the order of the trees; null: the buildpack doesn't take it. */
export interface Answers {
  changes: ReadonlySet<string>
  /** By the rules that were verified; undefined: not known. */
  said: readonly (Answer | null | undefined)[]
  /** By the later release's own code, interpreted; undefined: not understood. */
  interpreted: readonly (Answer | null | undefined)[]
  trees: readonly Tree[]
  truth: readonly (Answer | null)[]
}

export interface Judged {
  abstained: number
  /** Of the others: answered by the later release's own code. */
  interpreted: number
  right: number
  /** Indexes of the trees. */
  wrong: number[]
}

export function knownRules(kind: BuildpackKind): ReadonlySet<string> {
  return new Set(Object.values(rules[kind].units).flatMap(({rests}) => rests))
}

/** What rests on a unit that two releases have different: ids of checks, failures and steps. */
export function restingOnChanges(one: RuleDigests, other: RuleDigests, kind: BuildpackKind = 'classic'): ReadonlySet<string> {
  const changed = Object.entries(rules[kind].units).filter(([unit]) => one[unit] !== other[unit])
  return new Set(changed.flatMap(([, {rests}]) => rests))
}

/**
 * Counts what a plugin of an earlier release would say of a later one: where a rule changed that its answer rests on, it asks the later
 * release's own code, and where it doesn't understand that, its note says that it may be wrong.
 */
export function judge({changes, interpreted, said, trees, truth}: Answers, resting: Resting = CLASSIC_RULES): Judged {
  const judged: Judged = {abstained: 0, interpreted: 0, right: 0, wrong: []}
  for (const [index, tree] of trees.entries()) {
    const known = said[index]
    const isVerified = known !== undefined && resting.of(known, tree).every((id) => resting.known.has(id) && !changes.has(id))
    const answer = isVerified ? known : interpreted[index]
    if (answer === undefined) {
      judged.abstained++
      continue
    }

    if (!isVerified) judged.interpreted++
    if (isDeepStrictEqual(answer, truth[index])) judged.right++
    else judged.wrong.push(index)
  }

  return judged
}

/** Of a build that goes on, the failures that its files could have caused instead. */
function restsOn(answer: Answer | null, {files}: Tree): string[] {
  if (answer === null) return ['step/detect']
  // Of a failure that today's release doesn't have, nobody knows what it rests on.
  if (answer.failure !== null) return [answer.failure]
  const has = (pattern: RegExp) => Object.keys(files).some((name) => pattern.test(name))
  return [
    ...ALWAYS,
    ...(BY_ORIGIN[answer.origin ?? ''] ?? []),
    ...(answer.manager === 'uv' ? ['python-version-file::not-found', 'runtime-txt::not-supported'] : []),
    ...(has(/^\.?venv\//) ? ['checks::existing-venv-dir'] : []),
    ...(has(/^\.heroku\//) ? ['checks::existing-python-dir'] : []),
  ]
}

const ALWAYS = [
  'checks::stack::unknown',
  'package-manager::multiple-found',
  'python-version::eol',
  'python-version::unknown-major',
]
const BY_ORIGIN: Partial<Record<string, readonly string[]>> = {
  '.python-version': ['python-version-file::invalid-version', 'python-version-file::misspelled'],
  'Pipfile.lock': ['pipfile-lock::invalid-json', 'pipfile-lock::invalid-version', 'python-version-file::misspelled'],
  cached: ['python-version-file::misspelled', 'version/unspecified'],
  default: ['python-version-file::misspelled', 'version/unspecified'],
  'runtime.txt': ['runtime-txt::invalid-version'],
}

export const CLASSIC_RULES: Resting = {known: knownRules('classic'), of: restsOn}
