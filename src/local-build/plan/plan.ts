import type {Prediction} from '../../buildpack/prediction.js'
import type {Project} from '../../project/project.js'
import type {BuildPlan, PlannedStep, PlanOptions, StepDecision, StepId} from './build-plan.js'
import {type PlanFacts, requestedOf} from './facts.js'

import {versionStep} from '../../buildpack/classic-lines.js'
import {CNB_DETERMINING, CNB_STATIC_FILES} from '../../buildpack/cnb-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {CNB_STEPS, STEP_IDS} from './build-plan.js'
import {reachingNames} from './config-var-reach.js'
import {decideCache} from './decide-cache.js'
import {decideCnbCache} from './decide-cnb-cache.js'
import {hasDuplicates} from './duplicate-buildpacks.js'
import {failureWords} from './failure-text.js'
import {CLASSIC_PLANNERS} from './classic.js'
import {CNB_PLANNERS} from './cnb.js'
import {predictTree} from './predict-tree.js'
import {stepOfFailure} from './step-of-failure.js'
import {STEP_TITLES} from './step-titles.js'

/** What a build of this source would do, step by step, with the reason for each decision. Pure: nothing is run. */
export function planBuild(project: Pick<Project, 'source' | 'tree'>, options: PlanOptions): BuildPlan {
  const decisions = options.decisions ?? predictTree(project.tree, cachedVersion(options), options)
  const {prediction} = decisions
  const end = failureOf(prediction, options)
  const facts = factsOf(project, decisions, options)
  const ids = options.kind === 'cnb' ? CNB_STEPS : STEP_IDS
  const last = end === null ? ids.length : ids.indexOf(end.step)
  return {
    cache: facts.cache,
    ci: options.ci,
    interpreter: options.interpreter,
    kind: options.kind,
    packageManager: prediction.package_manager,
    prediction,
    stack: options.stack,
    steps: ids.map((id, index) => {
      if (index < last) return planStep(id, facts)
      if (index === last) return failing(id, end!.title, facts)
      return unplanned(id, {reason: 'the build fails before this step', status: 'not-reached'})
    }),
  }
}

/** The version of the last build, as a build finds it in the cache. */
export function cachedVersion({cached}: Pick<PlanOptions, 'cached'>): string | null {
  return cached === 'disabled' ? null : (cached?.pythonVersion ?? null)
}

function failureOf(prediction: Prediction, {buildpacks, kind}: PlanOptions): null | {step: StepId; title: string} {
  const {detected, failure} = prediction
  if (!detected) return {step: 'detect', title: failure?.title ?? failureWords('detect').title}
  if (failure?.reason.startsWith('checks::stack::')) return {step: 'checks', title: failure.title}
  if (kind === 'classic' && hasDuplicates(buildpacks)) {
    return {step: 'checks', title: failureWords('checks::duplicate-python-buildpack').title}
  }

  return failure && {step: stepOfFailure(prediction)!, title: failure.title}
}

/** What is not decided, because the build ends before, is never looked at. */
function factsOf(
  {source, tree}: Pick<Project, 'source' | 'tree'>,
  {prediction, version}: Pick<PlanFacts, 'prediction' | 'version'>,
  options: PlanOptions,
): PlanFacts {
  const {cached, interpreter, kind, releases, stack} = options
  const manager = prediction.package_manager ?? 'pip'
  const pythonVersion = version.resolved ?? ''
  const none = {reasons: [], status: cached === 'disabled' ? 'disabled' : 'empty'} as const
  const facts: PlanFacts = {cache: none, layers: null, manager, options, prediction, pythonVersion, source, tree, version}
  if (prediction.package_manager === null || prediction.python_version === null) return facts
  if (kind === 'classic') {
    const managerFile = tree.read(PACKAGE_MANAGERS[manager].file) ?? new Uint8Array()
    const key = {interpreter, manager, managerFile, pythonVersion, stack, tools: releases.classic.tools}
    return {...facts, cache: decideCache(cached, key)}
  }

  const key = {interpreter, manager, pythonVersion, release: releases.cnb, stack}
  const layers = decideCnbCache(cached === 'disabled' ? null : cached, key)
  if (cached === null || cached === 'disabled') return {...facts, layers}
  const {reasons, reused} = layers.python
  return {...facts, cache: {reasons, status: reused ? 'reused' : 'discarded'}, layers}
}

function planStep(id: StepId, facts: PlanFacts): PlannedStep {
  const planner = facts.options.kind === 'cnb' ? CNB_PLANNERS[id]! : CLASSIC_PLANNERS[id]
  const {commands = [], configVars = 'none', lines = [], reason, setsEnv = [], status} = planner(facts)
  return {
    commands,
    configVarNames: reachingNames(facts.options.configVarNames, configVars),
    configVars,
    decision: {reason, status},
    id,
    setsEnv,
    stepLines: lines,
    title: STEP_TITLES[id],
  }
}

/** The step at which the build ends. A script of the app that runs before it may change what is decided. */
function failing(id: StepId, title: string, {options, prediction, tree, version}: PlanFacts): PlannedStep {
  const mayChange =
    options.kind === 'classic' && tree.isFile('bin/pre_compile') && STEP_IDS.indexOf(id) > STEP_IDS.indexOf('pre-compile')
  const reason = `${mayChange ? 'unless bin/pre_compile changes this, ' : ''}the build fails here: ${title}`
  const isKnown = options.kind === 'cnb' || prediction.python_version_origin !== null
  const lines = options.kind === 'cnb' ? () => [CNB_DETERMINING] : () => [versionStep(requestedOf(version))]
  // Only a Fir build fails there by its source.
  if (id === 'collectstatic') return {...unplanned(id, {reason, status: 'runs'}), stepLines: [CNB_STATIC_FILES]}
  return {...unplanned(id, {reason, status: 'runs'}), stepLines: id === 'python-version' && isKnown ? lines() : []}
}

function unplanned(id: StepId, decision: StepDecision): PlannedStep {
  return {commands: [], configVarNames: [], configVars: 'none', decision, id, setsEnv: [], stepLines: [], title: STEP_TITLES[id]}
}
