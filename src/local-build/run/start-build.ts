import path from 'node:path'

import type {BuildControl, BuildMachine, BuildRequest} from './build-request.js'
import type {PipSettings} from '../../toolchain/pip-index.js'
import type {BuildResult} from './result.js'

import {Build} from './build.js'
import {CNB_STEPS, STEP_IDS} from '../plan/build-plan.js'
import {differencesOf} from './differences.js'
import {baseEnvironment, compileEnvironment} from './environment.js'
import {BuildFailed} from '../plan/failure.js'
import {createMasker} from '../../platform/masker.js'
import {tidyKept} from '../cache/kept-folder.js'
import {startDeadline} from '../../system/deadline.js'
import {readPipSettings, renderSettings} from '../../toolchain/pip-index.js'
import {StepRunner} from './step-runner.js'

/** Prepares a build, lets it run alone, and makes its result. */
export async function startBuild(
  request: BuildRequest,
  machine: BuildMachine,
  control: BuildControl,
  work: (runner: StepRunner) => Promise<void>,
): Promise<BuildResult> {
  const deadline = startDeadline(request.timeoutMs, machine.system.clock)
  const signal = AbortSignal.any([control.signal, deadline.signal])
  const runner = new StepRunner(request.kind, control.listener, machine.log)
  const mask = createMasker(request.configVars.values())
  runner.build = new Build({control: {...control, signal}, machine, mask, request, tell: runner.tell})
  try {
    return await alone(runner, signal, work)
  } finally {
    deadline.clear()
    runner.end()
    await machine.log.close()
  }
}

/** @throws ProblemError if another build of the app doesn't end in time */
async function alone(runner: StepRunner, signal: AbortSignal, work: (runner: StepRunner) => Promise<void>): Promise<BuildResult> {
  const unlock = await runner.build.machine.lock(signal, (pid) => runner.tell({pid, type: 'waiting-for-lock'}))
  try {
    const settings = await prepare(runner.build)
    await run(runner, work)
    return resultOf(runner, settings)
  } finally {
    await unlock()
  }
}

async function run(runner: StepRunner, work: (runner: StepRunner) => Promise<void>): Promise<void> {
  try {
    await work(runner)
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error
  } finally {
    const {control, machine} = runner.build
    // Before the next build, which works in the same places, may begin.
    await machine.leftovers.end(control.killSignal)
    await runner.build.endLeft()
    await (runner.build.isSaved ? machine.cache.takeHome() : machine.cache.abandon())
    await tidy(runner.build)
  }
}

/** What a build that installed all packages anew has not used, no build of the app will. */
async function tidy({data, isSaved, machine, startedAt}: Build): Promise<void> {
  const {kept, system} = machine
  if (kept === null) return
  const isWhole = isSaved && data.cache_status !== 'reused'
  // What can't be deleted is in nobody's way.
  await tidyKept(kept, isWhole ? system.clock.monotonic() - startedAt : null, system.files).catch(() => {})
}

/** pip's settings are in a file, not in arguments or variables: the tools are installed without variables (`--isolated`). */
async function prepare(build: Build): Promise<PipSettings> {
  const {machine, request} = build
  const {cache, env, place, platform, system} = machine
  const envDir = path.join(place.temporary, 'env')
  await system.files.makeFolder(envDir)
  if (request.cache === 'clear') await cache.clear(machine.kept === null ? [] : [machine.kept])
  await cache.begin()
  build.hadCache = (await cache.read()) !== null
  const settings = await readPipSettings({env, platform}, system.files)
  const file = path.join(place.temporary, 'pip.conf')
  await system.files.writeNew(file, renderSettings(settings))
  const {ci, kind, stack} = request
  const {commit} = request.project.source
  const base = baseEnvironment({ci, commit, env, pipConfigFile: file, place, platform, stack})
  const folders = {
    bin: build.bin,
    build: place.seen.build,
    cacheFolder: cache.folder,
    envDir,
    pathSeparator: platform === 'win32' ? ';' : ':',
    pythonHome: build.pythonHome,
  }
  build.env = kind === 'cnb' ? base : compileEnvironment(base, folders)
  return settings
}

function resultOf(runner: StepRunner, settings: PipSettings): BuildResult {
  const {build, failure} = runner
  const {data, interpreter, machine, outcome, request} = build
  return {
    ...outcome,
    buildData: data,
    buildFolder: machine.place.build,
    differences: differencesOf(build, settings),
    failure,
    interpreter,
    kind: request.kind,
    logFile: machine.log.path,
    status: failure === null ? 'succeeded' : 'failed',
    steps: runner.results(request.kind === 'cnb' ? CNB_STEPS : STEP_IDS),
  }
}
