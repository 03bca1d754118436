import type {Secret} from '../../platform/secret.js'
import type {Edit} from '../../edits/edit.js'
import type {Project} from '../../project/project.js'
import type {FolderView} from '../../system/folder-view.js'
import type {Leftovers} from '../../system/leftovers.js'
import type {LogFile} from '../../system/log-file.js'
import type {System} from '../../system/system.js'
import type {Target} from '../../target/target.js'
import type {BuildCache} from '../cache/build-cache.js'
import type {ChosenInterpreter} from '../plan/build-plan.js'
import type {PredictedTree} from '../plan/predict-tree.js'
import type {BuildListener} from './events.js'
import type {InstalledPackage} from './result.js'

/** What a build is asked for: everything that a user can be asked is decided before it starts. */
export interface BuildRequest extends Target {
  ci: boolean
  /** What is changed in the copied source. */
  moved?: {edits: readonly Edit[]}
  /** The config vars that the build sees, by name. */
  configVars: ReadonlyMap<string, Secret>
  cache: 'clear' | 'disabled' | 'use'
  /** null: none. */
  timeoutMs: number | null
  /** What is built is booted, or written elsewhere: the build folder is left whole. */
  usesBuilt: boolean
  /** What was predicted to plan it; left out: nothing was. */
  planned?: PredictedTree
}

/** Where a build happens. All are absolute, and real paths: no part of them is a link, but for `app` on Heroku CI. */
export interface BuildPlace {
  /** Stands for Heroku's /app: the stable path under which tools see the Python home, as `.heroku/python`; HOME too. */
  app: string
  /** Stands for the buildpack's BUILD_DIR: a new, empty one for each build, on the same disk as the cache. */
  build: string
  /** For files that last as long as the build; only the user may read it. */
  temporary: string
  /** The paths under which programs see the first two. Heroku CI builds in /app, so that both are one there. */
  seen: {app: string; build: string}
}

/** The parts of a build that touch the machine. Errors that are no outcome of a build (a full disk) are ProblemErrors. */
export interface BuildMachine {
  system: System
  platform: NodeJS.Platform
  /** `x64`, `arm64` … */
  arch: string
  /** The machine's own environment, of which a build sees little. */
  env: NodeJS.ProcessEnv
  place: BuildPlace
  /** How its programs see the folders; null: where they are. */
  view: FolderView | null
  /** With --no-cache an empty one that only this build sees. */
  cache: BuildCache
  /** The folder of what is kept of earlier installations (cache/kept-folder.ts); null: nothing is, as with --no-cache. */
  kept: null | string
  /** What the build's programs leave running. */
  leftovers: Leftovers
  /** Gets the build log, without secrets. */
  log: LogFile
  /** Waits until no other build of this app is running. @returns what lets the next one go on */
  lock(signal: AbortSignal, onWait: (pid: number | null) => void): Promise<() => Promise<void>>
  /**
   * The interpreter for a version, `N.N.N`: that patch release, else the newest of its `N.N`. It asks nothing: what was
   * chosen before the build is given back, another is looked for when a hook has changed the version.
   *
   * @throws ProblemError if there is none
   */
  findInterpreter(version: string): Promise<ChosenInterpreter>
  /**
   * Makes a Python home that is a whole Python of its own, as Heroku unpacks one (toolchain/python-home.ts).
   *
   * @param folder of the home: it isn't there yet
   * @returns false: this interpreter can't be moved
   */
  makePythonHome(interpreter: ChosenInterpreter, folder: string, signal: AbortSignal): Promise<boolean>
  /** Copies the source into the build folder: the commit or the disk, submodules, less .slugignore. */
  snapshot(project: Project, folder: string): Promise<void>
  /** The packages in a Python home, and the size of the whole build folder in bytes. */
  measure(build: string): Promise<{packages: InstalledPackage[]; totalBytes: number}>
}

export interface BuildControl {
  listener: BuildListener
  /** Aborted by ctrl-C: the running program is asked to end. */
  signal: AbortSignal
  /** Aborted by a second ctrl-C: it is killed. */
  killSignal: AbortSignal
}
