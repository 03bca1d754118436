import type {FileTree} from '../../packaging/file-tree.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Edit} from '../../edits/edit.js'
import type {Refusal} from '../refusal.js'
import type {PinInput} from '../read-input.js'

import {PACKAGE_MANAGERS, readPinned} from '../../package-managers/index.js'
import {COMPILED, SOURCE} from '../../package-managers/pip/compiled.js'
import {includeClosure, pathOutside, variablesIn} from '../../package-managers/pip/requirements.js'
import {readRequirements, type RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import {managerVersion} from '../../buildpack/release.js'
import {majorOf} from '../../buildpack/version-number.js'
import {type Snapshot, takeSnapshot} from '../../edits/apply-whole.js'
import {ProblemError} from '../../common/problem.js'
import {findPython, type ToolPython} from '../../toolchain/find-python.js'
import {hideSecrets} from '../../toolchain/hide-secrets.js'
import {installTool, type Tool, type ToolMachine, type ToolName} from '../../toolchain/install-tool.js'
import {type BuiltWith, type KnownBreak, knownBreaks} from './known-breaks.js'
import {lockRecipe} from './lock-recipe.js'
import {pipConfiguration} from '../../toolchain/pip-configuration.js'
import {extraIndexOf} from '../../toolchain/tool-environment.js'
import {pipRecipe} from './pip-recipe.js'
import {choosePipSource} from './pip-source.js'
import type {Recipe, ResolveOptions} from './recipe.js'
import {resolveUnbroken} from './resolve-unbroken.js'
import {runRecipe} from './run-recipe.js'

/** That of the app's own buildpack; the Cloud Native one doesn't have all of them. */
function toolVersion(tool: ToolName, {kind, releases}: PinInput): string {
  return managerVersion(releases[kind], tool) ?? releases.classic.tools[tool]
}

export function toolTitle(manager: PackageManager, input: PinInput): string {
  const {tool} = PACKAGE_MANAGERS[manager].lock
  return `${PACKAGE_MANAGERS[tool].name} ${toolVersion(tool, input)}`
}

interface Work {
  input: PinInput
  machine: ToolMachine
  request: {upgrade: boolean}
}

/** `heldBack`: what of the newest versions would have broken the app. */
type Resolution = {refusal: Refusal} | {before: Snapshot; edits: readonly Edit[]; heldBack: readonly KnownBreak[]; made: string}

/** Resolves in a copy of the source with the buildpack's version of the tool. Changes nothing. */
export async function resolve(manager: PackageManager, pythonVersion: string, work: Work): Promise<Resolution> {
  const {input, machine, request} = work
  const {source: read, tree} = input.project
  const folder = read.path
  const {file, lock} = PACKAGE_MANAGERS[manager]
  // Before the work, which may take minutes: an edit in the meantime must be seen.
  const before = await takeSnapshot(lock.kind === 'compile' ? [file, lock.source] : [file], folder, machine.files)
  const source = lock.kind === 'compile' ? choosePipSource(tree) : undefined
  if (source?.kind === 'refused') return source
  // One that git ignores is not in the tree, and is somebody's work all the same.
  if (source?.kind === 'rename' && before.get(SOURCE)) return {refusal: {id: 'requirements-in-unrelated'}}

  const outside = source && outsideOf(tree, source.path)
  if (outside) return {refusal: {...outside, id: 'path-outside'}}

  const {python, tool} = await prepare(manager, pythonVersion, work)
  const options: ResolveOptions = {
    architecture: input.architecture,
    // The environment counts more than configuration files, as with pip.
    env: source ? {...(await pipConfiguration(tool, machine)), ...machine.env} : machine.env,
    extraIndex: extraIndexOf(input.app),
    own: {setuptools: ownSetuptools(pythonVersion, input)},
    python,
    pythonVersion,
    samePython: majorOf(python.version) === majorOf(pythonVersion),
    stack: input.stack,
    tree,
    upgrade: request.upgrade,
  }
  const recipe = lock.kind === 'lock' ? lockRecipe(manager, lock, options) : pipRecipe(source!, options)
  const verify = lock.kind === 'lock' && !request.upgrade ? lock.verify : undefined
  if (
    verify &&
    (await isFresh({...recipe, commands: recipe.commands.map((command) => ({...command, args: verify}))}, tool, work))
  )
    return {before, edits: [], heldBack: [], made: ''}

  machine.progress(`Resolving with ${toolTitle(manager, input)} for Python ${pythonVersion}`)
  const recipeWith = (constraints: readonly string[]) =>
    lock.kind === 'lock' ? recipe : pipRecipe(source!, options, constraints)
  const result = await resolveUnbroken({
    breaksOf(made) {
      const breaks = knownBreaks(readPinned(manager, made), builtWith(source?.path, options))
      // A lock command takes no constraints.
      return lock.kind === 'lock' ? breaks.map((one) => ({...one, constraint: null})) : breaks
    },
    run: (constraints) => runRecipe(recipeWith(constraints), tool, {folder, tree}, machine),
  })
  if ('broken' in result) return {refusal: {breaks: result.broken, file: manifestOf(manager, source?.path), id: 'set-broken'}}
  if ('failed' in result) {
    const variables = source ? variablesIn(tree, source.path) : []
    const output = hideSecrets(result.failed, variables, machine.env, [options.extraIndex])
    return {refusal: {id: 'resolution-failed', output, tool: toolTitle(manager, input)}}
  }

  return {before, edits: recipe.edits(result.made), heldBack: result.heldBack, made: result.made}
}

/** The setuptools that the buildpack installs beside Python; null: none. Source: lib/pip.sh; the CNB's has pip only. */
function ownSetuptools(pythonVersion: string, {kind, releases: {classic}}: PinInput): string | null {
  return kind === 'classic' && classic.setuptoolsFor.includes(majorOf(pythonVersion)) ? classic.tools.setuptools : null
}

/** What the resolved packages meet in a build. A lock is made by its tool alone: all in it counts as the app's own choice. */
function builtWith(path: string | undefined, {own, pythonVersion, tree}: ResolveOptions): BuiltWith {
  const exact = ({source}: RequirementEntry) =>
    source.kind === 'index' && source.specifiers.some(({operator}) => /^===?$/.test(operator))
  const entries = path === undefined ? [] : includeClosure(tree, path).flatMap((file) => readRequirements(tree, file).entries)
  const fixed = new Set(entries.flatMap((entry) => (entry.name !== null && exact(entry) ? [entry.name] : [])))
  return {fixed, pythonVersion, setuptools: own.setuptools}
}

/** Where people write what the app needs. */
function manifestOf(manager: PackageManager, source: string | undefined): string {
  return source ?? PACKAGE_MANAGERS[manager].manifest
}

/** The file that is compiled, and the one whose pins are preferred. */
function outsideOf(tree: FileTree, path: string): ReturnType<typeof pathOutside> {
  const found = pathOutside(tree, path) ?? pathOutside(tree, COMPILED)
  return found && {file: found.file, line: found.line, written: found.written}
}

async function prepare(
  manager: PackageManager,
  pythonVersion: string,
  {input, machine}: Work,
): Promise<{python: ToolPython; tool: Tool}> {
  const name = PACKAGE_MANAGERS[manager].lock.tool
  const {lock} = PACKAGE_MANAGERS[name]
  const own = lock.kind === 'lock' ? lock : undefined
  if (machine.offline && !own?.worksOffline) {
    throw new ProblemError({
      id: 'usage',
      message: `${PACKAGE_MANAGERS[name].name} needs the network to resolve dependencies, so --offline can't be used`,
    })
  }

  const wanted = majorOf(pythonVersion)
  const strict = own?.needsSamePython ?? false
  await machine.files.makeFolder(machine.cacheFolder)
  const python = await findPython(wanted, strict, {...machine, cwd: machine.cacheFolder})
  if (!python) {
    const version = strict ? wanted : null
    throw new ProblemError({id: 'no-python', offline: machine.offline, tool: PACKAGE_MANAGERS[name].name, version})
  }

  return {python, tool: await installTool(name, toolVersion(name, input), python, machine)}
}

/** Whether the lock was made from this manifest: the tool compares their hashes. */
async function isFresh(recipe: Recipe, tool: Tool, {input: {project}, machine}: Work): Promise<boolean> {
  return 'made' in (await runRecipe(recipe, tool, {folder: project.source.path, tree: project.tree}, machine))
}
