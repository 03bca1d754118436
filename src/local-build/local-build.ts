import type {BuildPlan, CachedBuild, ChosenInterpreter} from './plan/build-plan.js'
import type {BuildControl, BuildRequest} from './run/build-request.js'
import type {Prepared} from './prepare-build.js'
import type {BuildResult} from './run/result.js'
import type {System} from '../system/system.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../buildpack/config-vars.js'
import {isAvailable} from '../platform/app.js'
import {ProblemError} from '../common/problem.js'
import {realWorkspaces} from '../system/workspaces.js'
import {CacheStore} from './cache/cache-store.js'
import {ownPythons} from '../toolchain/interpreters/places.js'
import {planBuild} from './plan/plan.js'
import {type PythonChoice, providePython} from '../toolchain/interpreters/provide-python.js'
import {buildRoot, openMachine} from './run/real-machine.js'
import {runBuild} from './run/run-build.js'
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
}

/** A build that could begin. */
export interface LocalBuild {
  plan: BuildPlan
  /** Builds. @param use has the built tree until it returns; the cache and the log stay */
  run<Answer>(control: BuildControl, use: (result: BuildResult, paths: BuiltPaths) => Promise<Answer>): Promise<Answer>
}

/**
 * Plans a build and chooses its Python, so that everything is asked before anything is run.
 *
 * @throws ProblemError no-interpreter and its kin, cache-not-usable
 */
export async function planLocalBuild(options: LocalBuildOptions, prepared: Prepared, system: System): Promise<LocalBuild> {
  const chosen = new Map<string, ChosenInterpreter>()
  let hasBegun = false
  const findInterpreter = async (version: string) => {
    const {askToInstall, installs} = options
    const mayInstall = async (others: readonly string[]) => installs || (!hasBegun && askToInstall(version, others))
    const known = chosen.get(version) ?? (await choosePython(version, {...options, mayInstall}, prepared, system))
    chosen.set(version, known)
    return known
  }

  const root = await buildRoot(options.cacheFolder, prepared, system.files)
  const cached = await cachedBuild(options, root, system)
  const first = plan(prepared, {cached, ci: options.ci, interpreter: null})
  const version = first.prediction.failure ? null : first.prediction.python_version
  const interpreter = version === null ? null : await interpreterFor(version, options, findInterpreter)
  return {
    plan: interpreter ? plan(prepared, {cached, ci: options.ci, interpreter}) : first,
    async run(control, use) {
      hasBegun = true
      const machine = await openMachine(root, {...options, findInterpreter}, system)
      let hasRun = false
      const hold = async () => {
        hasRun = true
        const unlock = await machine.lock(control.signal, (pid) => control.listener({pid, type: 'waiting-for-lock'}))
        await linkHome(machine.place, system.files)
        return unlock
      }

      try {
        const result = await runBuild(requestOf(options, prepared), machine, control)
        return await use(result, {alsoKnownAs: [machine.place.app], folder: machine.place.build, hold})
      } finally {
        await machine.close(hasRun)
      }
    },
  }
}

function plan(
  {configVars, kind, project, releases, stack, ...prepared}: Prepared,
  options: {cached: 'disabled' | CachedBuild | null; ci: boolean; interpreter: ChosenInterpreter | null},
): BuildPlan {
  return planBuild(project, {
    ...options,
    buildpacks: buildpacksOf(prepared),
    collectstaticDisabled: disablesCollectstatic(configVars.values.get(DISABLE_COLLECTSTATIC)?.reveal()),
    configVarNames: [...configVars.values.keys()],
    kind,
    releases,
    stack,
  })
}

function requestOf({cache, ci, timeoutMs}: LocalBuildOptions, prepared: Prepared): BuildRequest {
  const {configVars, kind, project, releases, stack} = prepared
  return {
    buildpacks: buildpacksOf(prepared),
    cache,
    ci,
    configVars: configVars.values,
    kind,
    project,
    releases,
    stack,
    timeoutMs,
  }
}

function buildpacksOf({app}: Pick<Prepared, 'app'>): string[] {
  return app && isAvailable(app.buildpacks) ? app.buildpacks.map(({ref}) => ref) : []
}

async function cachedBuild({cache}: LocalBuildOptions, root: string, {files}: System): Promise<'disabled' | CachedBuild | null> {
  if (cache === 'disabled') return cache
  return cache === 'clear' ? null : new CacheStore(root, files).read()
}

async function choosePython(
  version: string,
  options: LocalBuildOptions & Pick<PythonChoice, 'mayInstall'>,
  {releases}: Prepared,
  system: System,
): Promise<ChosenInterpreter> {
  const {cacheFolder, mayInstall, offline, progress, python, signal} = options
  return providePython(
    {mayInstall, named: python, uvVersion: releases.classic.tools.uv, version},
    {
      ...system,
      cacheFolder,
      cwd: process.cwd(),
      env: process.env,
      offline,
      ownFolder: ownPythons(cacheFolder),
      platform: process.platform,
      progress,
      signal,
      workspaces: realWorkspaces,
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
    if (onlyPlan && error instanceof ProblemError && error.problem.id === 'no-interpreter') return null
    throw error
  }
}
