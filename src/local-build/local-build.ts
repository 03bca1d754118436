import path from 'node:path'

import type {BuildpackKind} from '../buildpack/release.js'
import type {BuildPlan, ChosenInterpreter, PlanOptions} from './plan/build-plan.js'
import type {BuildControl, BuildRequest} from './run/build-request.js'
import type {BuildInput} from './read-input.js'
import type {BuildResult} from './run/result.js'
import type {Secret} from '../platform/secret.js'
import type {FolderView, FolderViews} from '../system/folder-view.js'
import type {System} from '../system/system.js'

import {APP_FOLDERS} from '../buildpack/app-folder.js'
import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../buildpack/config-vars.js'
import {buildpackRefs} from '../platform/app.js'
import {isProblem} from '../common/problem.js'
import {CacheStore} from './cache/cache-store.js'
import {ownPythons} from '../toolchain/interpreters/places.js'
import {cachedVersion, planBuild} from './plan/plan.js'
import {predictTree} from './plan/predict-tree.js'
import {type PythonChoice, providePython} from '../toolchain/interpreters/provide-python.js'
import {findFolderViews} from '../system/folder-view.js'
import {buildRoot, openMachine} from './run/real-machine.js'
import {runBuild} from './run-build.js'
import {linkHome} from './steps/install-python.js'

export interface LocalBuildOptions {
  cache: BuildRequest['cache']
  /** The CLI's cache folder. */
  cacheFolder: string
  ci: boolean
  /** `--install-python`: a Python that is not there is installed. */
  installs: boolean
  /** Asks, before anything is run, whether to install one, `N.N.N`. @param others the versions that are there */
  askToInstall(version: string, others: readonly string[]): Promise<boolean>
  /** Nothing will be run: an interpreter that is not there is no problem. */
  onlyPlan: boolean
  offline: boolean
  progress(message: string): void
  /** `--python`. */
  python: string | undefined
  signal: AbortSignal
  /** null: none. */
  timeoutMs: null | number
  /** What is built is booted, or written elsewhere. Else the tree has no Python home any more when it is handed out. */
  usesBuilt: boolean
  views: ViewTrials
}

/** Where an app was built, as an OutputFolder takes it. */
export interface BuiltPaths {
  alsoKnownAs: readonly string[]
  folder: string
  /**
   * Makes the built app fit to run: its programs find its Python under the path that the next build of the app will take,
   * which waits until the answer is called. What the app changes in its Python home is not kept.
   */
  hold(): Promise<() => Promise<void>>
  /** How its processes see the folders: theirs is /app, or /workspace on Fir. null: where they are. */
  view(): Promise<FolderView | null>
}

/** A build that could begin. */
export interface LocalBuild {
  plan: BuildPlan
  /** Builds. @param use has the built tree until it returns; the cache and the log stay */
  run<Answer>(control: BuildControl, use: (result: BuildResult, paths: BuiltPaths) => Promise<Answer>): Promise<Answer>
}

/**
 * Tries whether a build's programs can see its folders as on Heroku, once for each buildpack. That takes a process of its own, so it
 * can begin while the source is read.
 */
export class ViewTrials {
  private readonly begun = new Map<BuildpackKind, Promise<FolderViews | null>>()

  constructor(private readonly system: System) {}

  /** @returns null where this machine can't */
  async of(kind: BuildpackKind): Promise<FolderViews | null> {
    const trial = this.begun.get(kind) ?? this.try(kind)
    this.begun.set(kind, trial)
    return trial
  }

  /** Nothing of a trial is left. */
  async end(): Promise<void> {
    await Promise.allSettled(this.begun.values())
  }

  private async try(kind: BuildpackKind): Promise<FolderViews | null> {
    const room = await this.system.workspaces.make()
    try {
      return await findFolderViews(APP_FOLDERS[kind], path.join(room.path, 'trial'), this.system)
    } finally {
      await room.remove()
    }
  }
}

/**
 * Plans a build and chooses its Python, so that everything is asked before anything is run.
 *
 * @throws ProblemError no-interpreter and its kin, cache-not-usable
 */
export async function planLocalBuild(options: LocalBuildOptions, input: BuildInput, system: System): Promise<LocalBuild> {
  const chosen = new Map<string, ChosenInterpreter>()
  let hasBegun = false
  const findInterpreter = async (version: string) => {
    const {askToInstall, installs} = options
    const mayInstall = async (others: readonly string[]) => installs || (!hasBegun && askToInstall(version, others))
    const known = chosen.get(version) ?? (await choosePython(version, {...options, mayInstall}, input, system))
    chosen.set(version, known)
    return known
  }

  const views = options.onlyPlan ? null : await options.views.of(input.kind)
  const root = await rootOf(options, input, {seesApp: views !== null, system})
  if (input.herokuCache) await fromHeroku({...options, root, url: input.herokuCache, views}, input, system)
  const planOptions = planOptionsOf(options, input, await cachedBuild(options, root, system))
  const planned = predictTree(input.project.tree, cachedVersion(planOptions), planOptions)
  const {prediction} = planned
  const version = prediction.failure ? null : prediction.python_version
  const interpreter = version === null ? null : await interpreterFor(version, options, findInterpreter)
  return {
    plan: planBuild(input.project, {...planOptions, decisions: planned, interpreter}),
    async run(control, use) {
      hasBegun = true
      const machine = await openMachine(root, {...options, findInterpreter, kind: input.kind, views}, system)
      let hasRun = false
      const hold = async () => {
        hasRun = true
        const unlock = await machine.lock(control.signal, (pid) => control.listener({pid, type: 'waiting-for-lock'}))
        await linkHome(machine.place, system.files)
        return unlock
      }

      try {
        const {cache, ci, timeoutMs, usesBuilt} = options
        const request = {...input, cache, ci, configVars: input.configVars.values, planned, timeoutMs, usesBuilt}
        const result = await runBuild(request, machine, control)
        const {app, build, seen} = machine.place
        const alsoKnownAs = [...new Set([app, seen.app, seen.build])].filter((folder) => folder !== build)
        return await use(result, {alsoKnownAs, folder: build, hold, view: machine.viewOfBuilt})
      } finally {
        await machine.close(hasRun)
      }
    },
  }
}

/** For a plan nothing is run, to see whether this machine has /app: it takes the cache that is there. */
async function rootOf(
  {cacheFolder, onlyPlan}: LocalBuildOptions,
  input: BuildInput,
  {seesApp, system: {files}}: {seesApp: boolean; system: System},
): Promise<string> {
  if (!onlyPlan) return buildRoot(cacheFolder, input, seesApp, files)
  const root = await buildRoot(cacheFolder, input, true, files)
  return (await files.kind(root)) === 'directory' ? root : buildRoot(cacheFolder, input, false, files)
}

/** What it takes is loaded only then. */
async function fromHeroku(
  cache: Pick<LocalBuildOptions, 'progress' | 'signal'> & {root: string; url: Secret; views: FolderViews | null},
  {app}: BuildInput,
  system: System,
): Promise<void> {
  const {takeHerokuCache} = await import('./cache/heroku-cache.js')
  await takeHerokuCache({...cache, app: app!.name}, system)
}

function planOptionsOf(
  {ci}: LocalBuildOptions,
  {app, configVars: {values}, kind, releases, stack}: BuildInput,
  cached: PlanOptions['cached'],
): PlanOptions {
  return {
    buildpacks: buildpackRefs(app),
    cached,
    ci,
    collectstaticDisabled: disablesCollectstatic(values.get(DISABLE_COLLECTSTATIC)?.reveal()),
    configVarNames: [...values.keys()],
    interpreter: null,
    kind,
    releases,
    stack,
  }
}

async function cachedBuild({cache}: LocalBuildOptions, root: string, {files}: System): Promise<PlanOptions['cached']> {
  if (cache === 'disabled') return cache
  return cache === 'clear' ? null : new CacheStore(root, files).read()
}

async function choosePython(
  version: string,
  options: LocalBuildOptions & Pick<PythonChoice, 'mayInstall'>,
  {releases}: BuildInput,
  system: System,
): Promise<ChosenInterpreter> {
  const {cacheFolder, mayInstall, offline, progress, python, signal} = options
  return providePython(
    {mayInstall, named: python, uvVersion: releases.classic.tools.uv, version},
    {
      ...system,
      ...system.host,
      cacheFolder,
      offline,
      ownFolder: ownPythons(cacheFolder),
      progress,
      signal,
    },
  )
}

/** @returns null for a plan on a machine that has none */
async function interpreterFor(
  version: string,
  {onlyPlan}: LocalBuildOptions,
  find: (version: string) => Promise<ChosenInterpreter>,
): Promise<ChosenInterpreter | null> {
  try {
    return await find(version)
  } catch (error) {
    if (onlyPlan && isProblem(error, 'no-interpreter')) return null
    throw error
  }
}
