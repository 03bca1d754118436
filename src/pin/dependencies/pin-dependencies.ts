import type {PackageManager} from '../../buildpack/release.js'
import type {Edit} from '../../edits/edit.js'
import type {PinWarning, Refusal} from '../refusal.js'
import type {Situation} from '../situation.js'

import {PACKAGE_MANAGERS} from '../../buildpack/package-managers.js'
import {decideVersion, type VersionDecision} from '../../buildpack/version-decision.js'
import {majorOf} from '../../buildpack/version-number.js'
import {isAvailable} from '../../platform/app.js'
import {type Snapshot, takeSnapshot} from '../../edits/apply-whole.js'
import {ProblemError} from '../../problem.js'
import {applyUnlessWorse} from './apply-unless-worse.js'
import {gitCommandsFor, ignoredWarnings} from '../pin-version.js'
import {findPython, type Interpreter} from './find-python.js'
import {type Installer, installTool, type Tool, TOOL_TITLES} from './install-tool.js'
import {choosePipSource, COMPILED, SOURCE} from './pip-source.js'
import {comparePackages, conditionalPackages, isDowngrade, type PackageChanges, pinnedPackages} from './packages.js'
import {hideSecrets} from './hide-secrets.js'
import {readText, variablesIn} from './requirements.js'
import {lockRecipe} from './lock-recipe.js'
import {pipConfiguration} from './pip-configuration.js'
import {pipRecipe} from './pip-recipe.js'
import {type Recipe, type ResolveOptions, TOOL_OF} from './recipe.js'
import {runRecipe} from './run-recipe.js'

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
  pythonVersion: string
  origin: string
  changes: PackageChanges
  edits: readonly Edit[]
  warnings: readonly PinWarning[]
  refusal: null | Refusal
  applied: boolean
  gitCommands: readonly string[]
}

export interface Machine extends Installer {
  env: NodeJS.ProcessEnv
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
  const manager = facts.manager ?? (facts.tree.isFile(SOURCE) ? 'pip' : null)
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
    origin: origin ?? '',
    pythonVersion: resolved ?? '',
    refusal: null,
    tool: toolTitle(manager, situation),
    warnings: [],
  }
}

function toolTitle(manager: PackageManager, {facts}: Situation): string {
  const tool = TOOL_OF[manager]
  return `${TOOL_TITLES[tool]} ${facts.releases.classic.tools[tool]}`
}

interface Work {
  machine: Machine
  request: DependenciesRequest
  situation: Situation
}

type Resolution = {refusal: Refusal} | {before: Snapshot; edits: readonly Edit[]; made: string}

async function resolve(manager: PackageManager, pythonVersion: string, work: Work): Promise<Resolution> {
  const {machine, request, situation} = work
  const {facts, folder} = situation
  // Before the work, which may take minutes: an edit in the meantime must be seen.
  const before = await takeSnapshot(
    manager === 'pip' ? [COMPILED, SOURCE] : [PACKAGE_MANAGERS[manager].file],
    folder,
    machine.files,
  )
  const source = manager === 'pip' ? choosePipSource(facts.tree) : undefined
  if (source?.kind === 'refused') return source
  // One that git ignores is not in the tree, and is somebody's work all the same.
  if (source?.kind === 'rename' && before.get(SOURCE)) return {refusal: {id: 'requirements-in-unrelated'}}

  const {python, tool} = await prepare(manager, pythonVersion, work)
  const options: ResolveOptions = {
    // The environment counts more than configuration files, as with pip.
    env: source ? {...(await pipConfiguration(tool, machine)), ...machine.env} : machine.env,
    extraIndex: extraIndexOf(situation),
    python,
    pythonVersion,
    samePython: majorOf(python.version) === majorOf(pythonVersion),
    stack: facts.stack,
    tree: facts.tree,
    upgrade: request.upgrade,
  }
  const recipe = source ? pipRecipe(source, options) : lockRecipe(manager as Exclude<PackageManager, 'pip'>, options)
  if (manager === 'pipenv' && !request.upgrade && (await isFresh(recipe, tool, work))) return {before, edits: [], made: ''}
  machine.progress(`Resolving with ${toolTitle(manager, situation)} for Python ${pythonVersion}`)
  const result = await runRecipe(recipe, tool, {folder, tree: facts.tree}, machine)
  if ('failed' in result) {
    const variables = source ? variablesIn(facts.tree, source.path) : []
    const output = hideSecrets(result.failed, variables, machine.env, [options.extraIndex])
    return {refusal: {id: 'resolution-failed', output, tool: toolTitle(manager, situation)}}
  }

  return {before, edits: recipe.edits(result.made), made: result.made}
}

async function prepare(
  manager: PackageManager,
  pythonVersion: string,
  {machine, situation}: Work,
): Promise<{python: Interpreter; tool: Tool}> {
  const name = TOOL_OF[manager]
  // uv alone can do with what it has cached.
  if (machine.offline && name !== 'uv') {
    throw new ProblemError({id: 'usage', message: `${TOOL_TITLES[name]} resolves over the network, so --offline can't be used`})
  }

  const wanted = majorOf(pythonVersion)
  const strict = manager === 'pipenv'
  await machine.files.makeFolder(machine.cacheFolder)
  const python = await findPython(wanted, strict, {...machine, cwd: machine.cacheFolder})
  if (!python) {
    const version = strict ? wanted : null
    throw new ProblemError({id: 'no-python', offline: machine.offline, tool: TOOL_TITLES[name], version})
  }

  return {python, tool: await installTool(name, situation.facts.releases.classic.tools[name], python, machine)}
}

/** Whether Pipfile.lock was made from this Pipfile: `pipenv verify` compares their hashes. */
async function isFresh(recipe: Recipe, tool: Tool, {machine, situation: {facts, folder}}: Work): Promise<boolean> {
  const verify = {...recipe, commands: recipe.commands.map((command) => ({...command, args: ['verify']}))}
  return 'made' in (await runRecipe(verify, tool, {folder, tree: facts.tree}, machine))
}

function extraIndexOf({app}: Situation): string | undefined {
  return app && isAvailable(app.configVars) ? app.configVars.get('PIP_EXTRA_INDEX_URL')?.reveal() : undefined
}

function changesOf(manager: PackageManager, made: string, {facts: {tree}}: Situation): PackageChanges {
  const text = readText(tree, PACKAGE_MANAGERS[manager].file)
  const changes = comparePackages(pinnedPackages(manager, text), pinnedPackages(manager, made))
  if (manager !== 'pip') return changes
  const conditional = conditionalPackages(text)
  return {...changes, removed: changes.removed.filter(({name}) => !conditional.has(name))}
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
