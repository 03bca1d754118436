import type {BuildpackKind, Releases} from '../buildpack/release.js'
import type {Secret} from '../platform/secret.js'
import type {Project} from '../project/project.js'
import type {CachedBuild, ChosenInterpreter} from './build-plan.js'
import type {BuildListener} from './events.js'
import type {InstalledPackage} from './result.js'

/** What a build is asked for: everything is decided before it starts. */
export interface BuildRequest {
  project: Project
  kind: BuildpackKind
  stack: string
  releases: Releases
  ci: boolean
  /** The config vars that the build sees, by name. */
  configVars: ReadonlyMap<string, Secret>
  interpreter: ChosenInterpreter
  cache: 'clear' | 'disabled' | 'use'
  /** null: none. */
  timeoutMs: number | null
}

/** What a started program is given. */
export interface StreamRequest {
  cwd: string
  /** The whole environment: nothing is inherited. */
  env: Readonly<Record<string, string>>
  /** Standard output and error, in the order in which they come, a line at a time, without its end. */
  onLine(line: string): void
}

/** Where a build happens. All are absolute. */
export interface BuildPlace {
  /** The stable folder of this app's builds. */
  root: string
  /** Stands for Heroku's /app: the stable path under which tools see the Python home, as `.heroku/python`. */
  app: string
  /** Stands for the buildpack's CACHE_DIR. */
  cache: string
  /** Stands for the buildpack's BUILD_DIR: a new one for each build. */
  build: string
  /** For files that last as long as the build. */
  temporary: string
  logs: string
}

/**
 * The parts of a build that touch the machine: the real ones are put together in real-machine.ts. Errors that are no
 * outcome of the build (a full disk, a folder that can't be written) are thrown as ProblemErrors.
 */
export interface BuildMachine {
  platform: NodeJS.Platform
  /** `x64`, `arm64` … */
  arch: string
  /** The machine's own environment, of which a build sees little. */
  env: NodeJS.ProcessEnv
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** Runs a program in a process group of its own until it ends, or until the build is cancelled. @throws CannotStart */
  stream(program: string, args: readonly string[], request: StreamRequest): Promise<{exitCode: number | undefined}>
  /** Copies the source into the build folder: the commit or the disk, submodules, less .slugignore. */
  snapshot(project: Project, folder: string): Promise<void>
  cache: BuildCache
  /** The packages in a Python home, and how much they take. */
  installedPackages(pythonHome: string): Promise<InstalledPackage[]>
}

/** The cache of an app's last successful build. A build that was killed leaves the old one, the new one, or none. */
export interface BuildCache {
  /** null: there is none that can be trusted. */
  read(): Promise<CachedBuild | null>
  /** Moves or copies the cached Python home to its place in the build folder. */
  restore(build: string): Promise<void>
  discard(): Promise<void>
  /** Saves the build's Python home with what tells of it, in one step. */
  save(build: string, about: Omit<CachedBuild, 'hasSqliteHeaders'>): Promise<void>
}

export interface BuildControl {
  listener: BuildListener
  /** Aborted by ctrl-C, and by the time-out. */
  signal: AbortSignal
}
