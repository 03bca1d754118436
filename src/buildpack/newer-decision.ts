import type {FailureReason} from './failure.js'
import type {PredictOptions} from './predict.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {NewerRules} from './newer-rules.js'
import type {SourceDecision} from './source-decision.js'
import type {RuleChanges} from './rules.js'

import {sourceDecision} from './cnb-decision.js'
import {BuildStops} from './failure.js'
import {emptyPrediction, FAILURE_TITLES, failureOf, type Prediction, VERSION_ORIGINS} from './prediction.js'
import {platform} from './release.js'
import {PACKAGE_MANAGER_NAMES} from '../package-managers/index.js'

/** What a newer release of the buildpack decides by its own code, where our rules decide something else. */
export interface NewerDecision {
  release: string
  decision: SourceDecision
  /** By our rules. */
  before: Prediction
}

export interface Judged {
  prediction: Prediction
  newer: NewerDecision | null
  /** The newer release decides the same as our rules, whatever of them changed. */
  isConfirmed: boolean
}

interface Newer {
  newerRules: NewerRules | null
  /** What of ours its changes concern. */
  ruleChanges: RuleChanges
  options: PredictOptions
}

/**
 * Asks a release whose rules aren't those that were verified what it decides itself. Where it can't be understood, our prediction
 * stays, and its findings say that their rules changed.
 */
export function withNewerRules(tree: FileTree, ours: Prediction, {newerRules, options, ruleChanges}: Newer): Judged {
  const unknown: Judged = {isConfirmed: false, newer: null, prediction: ours}
  if (newerRules === null || ruleChanges.size === 0) return unknown
  const decision = decide(tree, ours, newerRules, options)
  if (!decision) return unknown
  if (isSame(decision, ours)) return {isConfirmed: true, newer: null, prediction: ours}
  const prediction = predictionOf(decision, ours)
  return prediction ? {isConfirmed: false, newer: {before: ours, decision, release: newerRules.release}, prediction} : unknown
}

function decide(tree: FileTree, ours: Prediction, newer: NewerRules, options: PredictOptions): SourceDecision | undefined {
  // What is known of one buildpack says nothing of the other.
  if (newer.kind !== (options.kind ?? 'classic')) return undefined
  if (newer.kind === 'classic') {
    const {cachedPythonVersion = null, stack = platform.defaultStack} = options
    return newer.rules.decide(tree, {cachedPythonVersion, stack})
  }

  // The values of config vars decide nothing that we know of, and aren't told.
  const env = Object.fromEntries((options.configVarNames ?? []).map((name) => [name, null]))
  const decision = newer.rules.decide(tree, {env})
  return decision && sourceDecision(decision, ours)
}

const DECIDED = ['detected', 'package_manager', 'python_version', 'python_version_origin', 'python_version_requested'] as const

function isSame(decision: SourceDecision, ours: Prediction): boolean {
  return DECIDED.every((key) => decision[key] === ours[key]) && decision.failure?.reason === ours.failure?.reason
}

/** @returns undefined for a package manager or a file of versions that we don't know */
function predictionOf({failure, ...decision}: SourceDecision, ours: Prediction): Prediction | undefined {
  const manager = PACKAGE_MANAGER_NAMES.find((name) => name === decision.package_manager) ?? null
  const origin = VERSION_ORIGINS.find((name) => name === decision.python_version_origin) ?? null
  if (manager !== decision.package_manager || origin !== decision.python_version_origin) return undefined
  const version = decision.python_version
  return {
    ...emptyPrediction(),
    detected: decision.detected,
    failure: failure && failureOf(stopOf(failure)),
    package_manager: manager,
    python_version: version,
    python_version_origin: origin,
    python_version_outdated: version === ours.python_version ? ours.python_version_outdated : null,
    python_version_pinned: version === null ? null : version === decision.python_version_requested,
    python_version_requested: decision.python_version_requested,
  }
}

function stopOf({detail, reason}: NonNullable<SourceDecision['failure']>): BuildStops {
  return Object.hasOwn(FAILURE_TITLES, reason)
    ? new BuildStops(reason as FailureReason, detail)
    : new BuildStops('newer-release::stops', reason)
}
