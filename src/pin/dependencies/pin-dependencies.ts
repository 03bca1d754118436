import type {VersionOrigin} from '../../buildpack/prediction.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Manager} from '../../package-managers/manager.js'
import type {FileTree} from '../../packaging/file-tree.js'
import type {Edit} from '../../edits/edit.js'
import type {PinWarning, Refusal} from '../refusal.js'
import type {Situation} from '../situation.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS, readPinned} from '../../package-managers/index.js'
import {readText} from '../../package-managers/pip/requirements.js'
import {decideVersion, type VersionDecision} from '../../buildpack/version-decision.js'
import {ProblemError} from '../../common/problem.js'
import {gitCommandsFor, ignoredWarnings} from '../pin-version.js'
import {applyUnlessWorse} from './apply-unless-worse.js'
import {comparePackages, isDowngrade, type PackageChanges} from './packages.js'
import {type Machine, resolve, toolTitle} from './resolve.js'

interface DependenciesRequest {
  upgrade: boolean
  dryRun: boolean
  /** Asked where packages go or go back; false is a refusal. */
  accept(changes: {removed: readonly string[]; downgraded: readonly string[]}): Promise<boolean>
}

export interface DependenciesReport {
  manager: PackageManager
  /** `uv 0.12.5` */
  tool: string
  /** `N.N.N`; null: nothing decides it. */
  pythonVersion: null | string
  origin: null | VersionOrigin
  changes: PackageChanges
  edits: readonly Edit[]
  warnings: readonly PinWarning[]
  refusal: null | Refusal
  applied: boolean
  gitCommands: readonly string[]
}

const NO_CHANGES: PackageChanges = {added: [], changed: [], removed: []}

/**
 * Pins every package: resolves in a copy of the source with the buildpack's version of the tool, shows what would change,
 * and brings the result over. Afterwards the prediction is made again, and what made it worse is taken back.
 *
 * @throws ProblemError
 */
export async function pinDependencies(
  request: DependenciesRequest,
  situation: Situation,
  machine: Machine,
): Promise<DependenciesReport> {
  const {facts} = situation
  const manager = facts.manager ?? managerOfSource(facts.tree)
  if (manager === null) throw new ProblemError({id: 'lock-file-missing'})
  const version = decideVersion(facts.tree, manager, {...facts, cachedPythonVersion: facts.lastBuild?.version ?? null})
  const nothing = emptyReport(manager, version, situation)
  // uv's own complaint about a missing file comes after the version is resolved.
  if (version.resolved === null) {
    return {...nothing, refusal: {id: 'version-undecided', title: version.failure?.title ?? 'no version'}}
  }

  const resolution = await resolve(manager, version.resolved, {machine, request, situation})
  if ('refusal' in resolution) return {...nothing, refusal: resolution.refusal}
  const {edits, made} = resolution
  const changes = edits.length === 0 ? NO_CHANGES : changesOf(manager, made, situation)
  const warnings = [...versionWarnings(version), ...(await writtenWarnings(edits, situation, machine))]
  const losses = lossesOf(changes)
  const found = {...nothing, changes, warnings}
  if (losses.removed.length + losses.downgraded.length > 0 && !(await request.accept(losses))) {
    return {...found, refusal: {...losses, id: 'dependencies-change'}}
  }

  const gitCommands = gitCommandsFor(edits, situation, {
    force: warnings.some(({id}) => id === 'git-ignored'),
    message: 'Pin the dependencies',
  })
  const report = {...found, edits, gitCommands}
  if (request.dryRun || edits.length === 0) return report
  const worse = await applyUnlessWorse(edits, resolution.before, {files: machine.files, situation})
  return worse ? {...found, refusal: worse} : {...report, applied: true}
}

function emptyReport(manager: PackageManager, {origin, resolved}: VersionDecision, situation: Situation): DependenciesReport {
  return {
    applied: false,
    changes: NO_CHANGES,
    edits: [],
    gitCommands: [],
    manager,
    origin,
    pythonVersion: resolved,
    refusal: null,
    tool: toolTitle(manager, situation),
    warnings: [],
  }
}

function changesOf(manager: PackageManager, made: string, {facts: {tree}}: Situation): PackageChanges {
  const text = readText(tree, PACKAGE_MANAGERS[manager].file)
  return comparePackages(readPinned(manager, text), readPinned(manager, made))
}

/** Before the first pin there may be nothing but the file that another is compiled from. */
function managerOfSource(tree: FileTree): null | PackageManager {
  const isIt = ({lock}: Manager) => lock.kind === 'compile' && tree.isFile(lock.source)
  return PACKAGE_MANAGER_NAMES.find((name) => isIt(PACKAGE_MANAGERS[name])) ?? null
}

function lossesOf(changes: PackageChanges): {downgraded: string[]; removed: string[]} {
  return {
    downgraded: changes.changed.filter((change) => isDowngrade(change)).map(({from, name, to}) => `${name} ${from} → ${to}`),
    removed: changes.removed.map(({name, version}) => `${name} ${version}`),
  }
}

function versionWarnings({origin, resolved}: VersionDecision): PinWarning[] {
  return origin === 'default' || origin === 'cached' ? [{id: 'version-unpinned', version: resolved!}] : []
}

async function writtenWarnings(edits: readonly Edit[], situation: Situation, machine: Machine): Promise<PinWarning[]> {
  const written = edits.flatMap((edit) => (edit.action === 'write' ? [edit.path] : edit.action === 'rename' ? [edit.to] : []))
  const warnings = await Promise.all(written.map(async (file) => ignoredWarnings(file, situation, machine)))
  return warnings.flat()
}
