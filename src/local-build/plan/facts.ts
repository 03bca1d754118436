import type {FileTree} from '../../packaging/file-tree.js'
import type {ClassicRelease, CnbRelease, PackageManager} from '../../buildpack/release.js'
import type {Prediction, VersionOrigin} from '../../buildpack/prediction.js'
import type {BuildCommand} from '../../package-managers/build-command.js'
import type {InstalledPackages} from '../../package-managers/dependency.js'
import type {VersionDecision} from '../../buildpack/version-decision.js'
import type {Source} from '../../project/project.js'
import type {CacheDecision, ConfigVarReach, PlannedStep, PlanOptions, StepDecision} from './build-plan.js'
import type {CnbCacheDecision} from './decide-cnb-cache.js'

import {installedPackages} from '../../buildpack/installed-packages.js'
import {managerVersion} from '../../buildpack/release.js'
import {majorOf} from '../../buildpack/version-number.js'

/** What a plan is made from. */
export interface PlanFacts {
  source: Source
  tree: FileTree
  options: PlanOptions
  prediction: Prediction
  version: VersionDecision
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
  return dirty || commit === null ? 'the files on disk' : `commit ${commit.slice(0, 10)}${ref === null ? '' : ` (${ref})`}`
}

/** Where the version comes from, and what becomes of it. */
export function versionReason({python_version, python_version_origin, python_version_requested}: Prediction): string {
  const resolved = python_version_requested === python_version ? '' : ` (now ${python_version})`
  switch (python_version_origin) {
    case 'cached':
      return `no version given, and the last build used Python ${python_version_requested}${resolved}`

    case 'default':
      return `no version given, and the buildpack's default is Python ${python_version_requested}${resolved}`

    default:
      return `${python_version_origin} asks for Python ${python_version_requested}${resolved}`
  }
}

/** The interpreter of this machine that stands for Heroku's Python. */
export function interpreterReason({options, pythonVersion}: PlanFacts): string {
  const {interpreter} = options
  if (interpreter === null) return `no Python ${majorOf(pythonVersion)} found on this machine; --install-python installs it`
  const same = interpreter.version === pythonVersion
  return `this machine has CPython ${interpreter.version} (${interpreter.origin})${same ? '' : `; Heroku uses ${pythonVersion}`}`
}

/** What was asked for, whole: build data keeps 200 characters of it. */
export function requestedOf({origin, requested}: VersionDecision): {origin: VersionOrigin; version: string} {
  if (origin === null || requested === null) throw new Error('no Python version is decided')
  return {origin, version: requested}
}

/** The version of the package manager that a release installs. */
export function toolVersion(release: ClassicRelease | CnbRelease, manager: PackageManager): string {
  const version = managerVersion(release, manager)
  if (version === undefined) throw new Error(`${release.release} has no ${manager}`)
  return version
}

/** The packages that the build installs, by the reader that the prediction asks. */
export function packagesOf({manager, options: {ci, kind}, tree, version}: PlanFacts): InstalledPackages {
  return installedPackages(tree, manager, {ci, kind, ...version})
}

/** Why a step waits for what is installed in the end, where the source has its package not among what the build installs. */
export function whyNot(title: string, name: string, {isWhole, named, skipped}: InstalledPackages): string {
  const waits = `runs if ${title} is installed`
  const left = skipped.find((dependency) => dependency.name === name)
  if (left) return `${waits}; it is only in ${left.group}, and this build skips those`
  if (named.has(name)) return `${waits}; the source lists it where this build doesn't install from`
  return isWhole ? `${waits}; it is not a dependency` : `${waits}; the source doesn't show if it is`
}
