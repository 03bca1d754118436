import type {BuildpackKind} from '../../package-managers/names.js'
import type {ChosenInterpreter, StepId} from '../plan/build-plan.js'
import type {BuildData} from './build-data.js'
import type {BuildFailure} from '../plan/failure.js'

export interface StepResult {
  id: StepId
  title: string
  status: 'done' | 'failed' | 'not-reached' | 'skipped'
  /** Why it was skipped; null otherwise. */
  reason: string | null
  seconds: number
  /** Its part of the build log, with the step lines. */
  log: string
}

export interface InstalledPackage {
  name: string
  version: string
  bytes: number
}

/** How this build differs from the one on Heroku. `id` is stable; the message is for people. */
export interface Difference {
  id: string
  message: string
}

/** A process type of the Procfile, or of the buildpack's release. */
export interface ProcessType {
  type: string
  command: string
}

export interface BuildResult {
  kind: BuildpackKind
  status: 'failed' | 'succeeded'
  buildData: BuildData
  steps: readonly StepResult[]
  packages: readonly InstalledPackage[]
  /** Of the built tree: source, Python home, packages. In bytes, uncompressed. */
  totalBytes: number
  processTypes: readonly ProcessType[]
  /** Add-ons that the release asks for. */
  addons: readonly string[]
  differences: readonly Difference[]
  failure: BuildFailure | null
  interpreter: ChosenInterpreter | null
  /** The build log on disk. */
  logFile: string
  /** The built tree, until the build is disposed of. */
  buildFolder: string
}
