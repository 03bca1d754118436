import type {VersionOrigin} from '../../buildpack/prediction.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Manager} from '../../package-managers/manager.js'
import type {FileTree} from '../../packaging/file-tree.js'
import type {Edit} from '../../edits/edit.js'
import type {PinWarning, Refusal} from '../refusal.js'
import type {ToolMachine} from '../../toolchain/install-tool.js'
import type {PinInput} from '../read-input.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS, readPinned} from '../../package-managers/index.js'
import {readText} from '../../package-managers/pip/requirements.js'
import {decideVersion, type VersionDecision} from '../../buildpack/version-decision.js'
import {ProblemError} from '../../common/problem.js'
import {gitCommandsFor, ignoredWarnings} from '../pin-version.js'
import {applyUnlessWorse} from './apply-unless-worse.js'
import {comparePackages, isDowngrade, type PackageChanges} from './packages.js'
import {resolve, toolTitle} from './resolve.js'

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

/** The buildpack has its own: an app loses nothing without a pin of them. */
const OWN = new Set(['pip', 'setuptools', 'wheel'])

const NO_CHANGES: PackageChanges = {added: [], changed: [], removed: []}

/**
 * Pins every package: resolves in a copy of the source with the buildpack's version of the tool, shows what would change,
 * and brings the result over. Afterwards the prediction is made again, and what made it worse is taken back.
 *
 * @throws ProblemError
 */
export async function pinDependencies(
  request: DependenciesRequest,
  input: PinInput,
  machine: ToolMachine,
): Promise<DependenciesReport> {
  const {lastBuild, project} = input
  const manager = input.manager ?? managerOfSource(project.tree)
  if (manager === null) throw new ProblemError({id: 'lock-file-missing'})
  const version = decideVersion(project.tree, manager, {...input, cachedPythonVersion: lastBuild?.version ?? null})
  const nothing = emptyReport(manager, version, input)
  // uv's own complaint about a missing file comes after the version is resolved.
  if (version.resolved === null) {
    return {...nothing, refusal: {id: 'version-undecided', title: version.failure?.title ?? 'no version'}}
  }

  const resolution = await resolve(manager, version.resolved, {input, machine, request})
  if ('refusal' in resolution) return {...nothing, refusal: resolution.refusal}
  const {edits, made} = resolution
  const changes = edits.length === 0 ? NO_CHANGES : changesOf(manager, made, input)
  const held = resolution.heldBack.map(({constraint, what}): PinWarning => ({constraint: constraint!, id: 'held-back', what}))
  const warnings = [...versionWarnings(version), ...held, ...(await writtenWarnings(edits, input, machine))]
  const losses = lossesOf(changes)
  const found = {...nothing, changes, warnings}
  if (losses.removed.length + losses.downgraded.length > 0 && !(await request.accept(losses))) {
    return {...found, refusal: {...losses, id: 'dependencies-change'}}
  }

  const gitCommands = gitCommandsFor(edits, input, {
    force: warnings.some(({id}) => id === 'git-ignored'),
    message: 'Pin the dependencies',
  })
  const report = {...found, edits, gitCommands}
  if (request.dryRun || edits.length === 0) return report
  const worse = await applyUnlessWorse(edits, resolution.before, {files: machine.files, input})
  return worse ? {...found, refusal: worse} : {...report, applied: true}
}

function emptyReport(manager: PackageManager, {origin, resolved}: VersionDecision, input: PinInput): DependenciesReport {
  return {
    applied: false,
    changes: NO_CHANGES,
    edits: [],
    gitCommands: [],
    manager,
    origin,
    pythonVersion: resolved,
    refusal: null,
    tool: toolTitle(manager, input),
    warnings: [],
  }
}

function changesOf(manager: PackageManager, made: string, {project: {tree}}: PinInput): PackageChanges {
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
    removed: changes.removed.filter(({name}) => !OWN.has(name)).map(({name, version}) => `${name} ${version}`),
  }
}

function versionWarnings({origin, resolved}: VersionDecision): PinWarning[] {
  return origin === 'default' || origin === 'cached' ? [{id: 'version-unpinned', version: resolved!}] : []
}

async function writtenWarnings(edits: readonly Edit[], input: PinInput, machine: ToolMachine): Promise<PinWarning[]> {
  const written = edits.flatMap((edit) => (edit.action === 'write' ? [edit.path] : edit.action === 'rename' ? [edit.to] : []))
  const warnings = await Promise.all(written.map(async (file) => ignoredWarnings(file, input, machine)))
  return warnings.flat()
}
