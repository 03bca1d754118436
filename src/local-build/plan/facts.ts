import type {FileTree} from '../../packaging/file-tree.js'
import type {Prediction} from '../../buildpack/prediction.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Source} from '../../project/project.js'
import type {CacheDecision, ConfigVarReach, PlannedStep, PlanOptions, StepDecision} from './build-plan.js'
import type {BuildCommand} from './commands.js'
import type {CnbCacheDecision} from '../cache/decide-cnb-cache.js'

import {majorOf} from '../../buildpack/version-number.js'

/** What a plan is made from. */
export interface PlanFacts {
  source: Source
  tree: FileTree
  options: PlanOptions
  prediction: Prediction
  manager: PackageManager
  /** `N.N.N` */
  pythonVersion: string
  cache: CacheDecision
  /** Of a Fir build. */
  layers: CnbCacheDecision | null
}

/** What a step's planner says of it; what it leaves out is empty. */
export type StepPlan = StepDecision & {
  lines?: readonly string[]
  commands?: readonly PlannedStep['commands'][number][]
  setsEnv?: readonly string[]
  configVars?: ConfigVarReach
}

export type StepPlanner = (facts: PlanFacts) => StepPlan

export function runs(reason: string, more: Omit<StepPlan, 'reason' | 'status'> = {}): StepPlan {
  return {...more, reason, status: 'runs'}
}

export function skipped(reason: string, more: Omit<StepPlan, 'reason' | 'status'> = {}): StepPlan {
  return {...more, reason, status: 'skipped'}
}

export function later(reason: string, more: Omit<StepPlan, 'reason' | 'status'> = {}): StepPlan {
  return {...more, reason, status: 'during-build'}
}

/** @param shown what the build log shows of it */
export function planned({argv, env}: BuildCommand, shown: string | null = null): PlannedStep['commands'][number] {
  return {argv, env: Object.keys(env), shown}
}

export function sourceReason({commit, dirty, ref}: Source): string {
  if (dirty || commit === null) return 'the files on disk, less what .slugignore names'
  return `the commit ${commit.slice(0, 10)}${ref === null ? '' : ` (${ref})`}, less what .slugignore names`
}

/** Where the version comes from, and what becomes of it. */
export function versionReason({python_version, python_version_origin, python_version_requested}: Prediction): string {
  const resolved = python_version_requested === python_version ? '' : `, which is ${python_version} now`
  switch (python_version_origin) {
    case 'cached':
      return `nothing asks for a version, and the last build had Python ${python_version_requested}${resolved}`

    case 'default':
      return `nothing asks for a version, and the buildpack's default is Python ${python_version_requested}${resolved}`

    default:
      return `${python_version_origin} asks for Python ${python_version_requested}${resolved}`
  }
}

/** The interpreter of this machine that stands for Heroku's Python. */
export function interpreterReason({options, pythonVersion}: PlanFacts): string {
  const {interpreter} = options
  if (interpreter === null) return `no Python ${majorOf(pythonVersion)} was found on this machine: --install-python installs one`
  const same = interpreter.version === pythonVersion
  return `on this machine CPython ${interpreter.version} (${interpreter.origin})${same ? '' : `, where Heroku has ${pythonVersion}`}`
}
