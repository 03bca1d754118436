import path from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {BuildData} from './build-data.js'
import type {CachedBuild, ChosenInterpreter, ConfigVarReach, StepId} from '../plan/build-plan.js'
import type {BuildControl, BuildMachine, BuildRequest} from './build-request.js'
import type {Decisions} from '../plan/predict-tree.js'
import type {BuildCommand} from '../../package-managers/build-command.js'
import type {BuildEvent} from './events.js'
import type {VersionDecision} from '../../buildpack/version-decision.js'
import type {Masker} from '../../platform/masker.js'
import type {BuildResult} from './result.js'

import {createFileTree} from '../../packaging/file-tree.js'
import {type Prediction, emptyPrediction} from '../../buildpack/prediction.js'
import {readFolder} from '../../project/read-disk.js'
import type {LeftRunning} from '../../system/processes.js'
import {fillIn} from '../../package-managers/build-command.js'
import {BuildFailed} from '../plan/failure.js'
import {ShownOtherwise} from './shown-otherwise.js'
import {exportedVars, type ShellVars, varsOfShell} from './exported-vars.js'
import {OutputClues} from './output-clues.js'
import {type RunOptions, runProgram} from './run-program.js'
import {type Predictions, predictionsOf} from './predictions.js'

interface BuildParts {
  request: BuildRequest
  machine: BuildMachine
  control: BuildControl
  mask: Masker
  tell(event: BuildEvent): void
}

const UNDECIDED: VersionDecision = {failure: null, origin: null, outdated: null, requested: null, resolved: null}

/** A build while it runs: what its steps share. */
export class Build {
  readonly data: BuildData = {}
  /** The environment of the programs that it runs; steps add to it. */
  env: Record<string, string> = {}
  /** The build folder, as it was read last. */
  tree: FileTree
  prediction: Prediction = emptyPrediction()
  /** What the version files say, whole. */
  version: VersionDecision = UNDECIDED
  interpreter: ChosenInterpreter | null = null
  /** What the cache holds, where a step has read it. */
  cached: CachedBuild | null = null
  /** What the running step prints. */
  clues = new OutputClues('other')
  /** The running step. */
  step: StepId = 'source'
  /** What the last steps find out. */
  readonly outcome: Pick<BuildResult, 'addons' | 'packages' | 'processTypes' | 'totalBytes'> = {
    addons: [],
    packages: [],
    processTypes: [],
    totalBytes: 0,
  }
  /** The cache has this build's Python home. */
  isSaved = false
  /** There was a cache of an earlier build when this one began. */
  hadCache = false
  readonly shownOtherwise: ShownOtherwise
  readonly startedAt: number
  readonly request: BuildRequest
  readonly machine: BuildMachine
  readonly control: BuildControl
  readonly mask: Masker
  private readonly predictions: Predictions
  /** What its programs have left running. */
  readonly left: LeftRunning[] = []
  readonly tell: (event: BuildEvent) => void

  constructor({control, machine, mask, request, tell}: BuildParts) {
    this.request = request
    this.machine = machine
    this.shownOtherwise = new ShownOtherwise({build: machine.place.seen.build, temporary: machine.place.temporary})
    this.startedAt = machine.system.clock.monotonic()
    this.control = control
    this.mask = mask
    this.tell = tell
    this.tree = request.project.tree
    this.predictions = predictionsOf(request)
  }

  /** The package manager, once it is decided. */
  get manager(): PackageManager {
    return this.prediction.package_manager!
  }

  /** The version that the buildpack resolves, `N.N.N`, once it is decided. */
  get pythonVersion(): string {
    return this.version.resolved!
  }

  /** The stable path of the Python home, as programs see it. */
  get pythonHome(): string {
    return path.join(this.machine.place.seen.app, '.heroku/python')
  }

  /** A virtual environment's folder of programs. */
  get bin(): string {
    return this.machine.platform === 'win32' ? 'Scripts' : 'bin'
  }

  /** What was kept of it is gone. */
  forgetData(): void {
    for (const key of Object.keys(this.data)) Reflect.deleteProperty(this.data, key)
  }

  /** A path in the build folder. */
  at(...parts: string[]): string {
    return path.join(this.machine.place.build, ...parts)
  }

  /** A line of the buildpack's own. */
  line(line: string): void {
    this.tell({line: this.mask(line), step: this.step, type: 'step-line'})
  }

  lines(lines: readonly string[]): void {
    for (const line of lines) this.line(line)
  }

  /** A line as of a tool. */
  output(line: string): void {
    this.tell({line: this.mask(line), step: this.step, type: 'output'})
  }

  /** What bash says, which runs the buildpack. @param how as a line of a tool, or of the buildpack's own */
  bashSays(text: string, how: 'line' | 'output'): void {
    this.shownOtherwise.add('bash-messages')
    this[how](`bash: ${text}`)
  }

  warning(id: string, lines: readonly string[]): void {
    this.tell({id, lines: lines.map((line) => this.mask(line)), step: this.step, type: 'warning'})
  }

  /** What the buildpack decides for the build folder as it was read last. */
  async decide(): Promise<Decisions> {
    // The version of the last build is kept even if its cache is discarded, and a hook may have written one.
    return this.predictions.of(this.tree, await this.machine.cache.readVersion())
  }

  /** Reads the build folder again: a script of the app may have changed it. */
  async readTree(): Promise<void> {
    this.tree = createFileTree((await readFolder(this.machine.system.files, this.machine.place.build)).entries)
  }

  /** The config vars that reach a step, with their values. Only for the environment of a program. */
  configVars(reach: ConfigVarReach): Record<string, string> {
    return exportedVars(this.request, reach)
  }

  /** Those that the shell of a step hands on, after what bash said of them was told. */
  varsOfShell(isSubshell: boolean): ShellVars {
    const {system} = this.machine
    const milliseconds = system.clock.now().getTime()
    const {env} = this
    const vars = varsOfShell(this.request, {env, isSubshell, milliseconds, pid: system.host.pid, random: Math.random})
    for (const text of vars.says) this.bashSays(text, isSubshell ? 'output' : 'line')
    return vars
  }

  /** Runs a program in the build folder, as runProgram does. */
  async run(command: BuildCommand, options: RunOptions = {}): Promise<boolean> {
    return runProgram(this, command, options)
  }

  /** Ends what its programs have left running. */
  async endLeft(): Promise<void> {
    await Promise.all(this.left.splice(0).map(async (left) => left.end()))
  }

  /** @throws BuildFailed */
  stopIfCancelled(): void {
    const {signal} = this.control
    if (!signal.aborted) return
    const isTimeOut = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
    throw new BuildFailed(isTimeOut ? 'build-timeout' : 'build-cancelled')
  }

  /** As `resolve`, for what this process does with the file itself. */
  outside(text: string): string {
    return this.machine.view?.outside(this.resolve(text)) ?? this.resolve(text)
  }

  /** A part of a command, or a value of its environment, with the folders as programs see them. */
  resolve(text: string): string {
    const {cache, place} = this.machine
    return fillIn(text, {
      $BIN: this.bin,
      $BUILD_DIR: place.seen.build,
      $BUNDLED_PIP: this.interpreter?.bundledPip,
      $CACHE_DIR: cache.folder,
      $INTERPRETER: this.interpreter?.program,
      $PYTHON_HOME: this.pythonHome,
      $TEMPORARY: place.temporary,
    })
  }

  /** Puts a folder before the others on PATH. */
  prependPath(folder: string): void {
    const separator = this.machine.platform === 'win32' ? ';' : ':'
    this.env.PATH = `${this.resolve(folder)}${separator}${this.env.PATH ?? ''}`
  }
}
