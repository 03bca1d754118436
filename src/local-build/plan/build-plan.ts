import type {KeptBuild} from '../../buildpack/build-cache.js'
import type {BuildpackKind, PackageManager, Releases} from '../../buildpack/release.js'
import type {Prediction} from '../../buildpack/prediction.js'
import type {Decisions} from './predict-tree.js'

/** The steps of a classic build, in the order in which they run. */
export const STEP_IDS = [
  'source',
  'detect',
  'checks',
  'pre-compile',
  'package-manager',
  'venv-check',
  'python-version',
  'restore-cache',
  'python',
  'package-manager-install',
  'dependencies',
  'nltk',
  'collectstatic',
  'profile-scripts',
  'post-compile',
  'save-cache',
  'release',
  'report',
] as const

export type StepId = (typeof STEP_IDS)[number]

/** The steps of a Fir app's build. */
export const CNB_STEPS: readonly StepId[] = [
  'source',
  'detect',
  'checks',
  'package-manager',
  'python-version',
  'python',
  'package-manager-install',
  'dependencies',
  'collectstatic',
  'save-cache',
  'release',
  'report',
]

/** A command as it is run: without a shell, from the build folder. */
export interface PlannedCommand {
  /** What the build log shows of it; null: the log doesn't show it. */
  shown: string | null
  /** Program and arguments, the ones that the log hides too. `$PYTHON_HOME`, `$BUILD_DIR` and `$CACHE_DIR` stand for folders of the build. */
  argv: readonly string[]
  /** The names of variables that only this command sees. */
  env: readonly string[]
}

/** Which of the app's config vars reach a step: `all-but-blocked` less the buildpack's blocked list. */
export type ConfigVarReach = 'all' | 'all-but-blocked' | 'none' | {only: readonly string[]}

/** `during-build`: what the earlier steps make decides. */
export interface StepDecision {
  status: 'during-build' | 'not-reached' | 'runs' | 'skipped'
  reason: string
}

export interface PlannedStep {
  id: StepId
  /** What a task list shows. */
  title: string
  /** The lines that the build log has for it, as the buildpack prints them, as far as they are known. */
  stepLines: readonly string[]
  commands: readonly PlannedCommand[]
  /** The names of variables that this step and those after it see. */
  setsEnv: readonly string[]
  configVars: ConfigVarReach
  /** The names of the app's config vars that reach it, in order. */
  configVarNames: readonly string[]
  decision: StepDecision
}

/** What becomes of the last build's cache. The reasons are the buildpack's own lines. */
export interface CacheDecision {
  /** `disabled`: by --no-cache; it is neither read nor written. */
  status: 'disabled' | 'discarded' | 'empty' | 'reused'
  reasons: readonly string[]
}

/** What the cache of this machine says of the last successful build. */
export interface CachedBuild extends KeptBuild {
  /** The requirements.txt of a pip build, from keptRequirements. */
  requirements: Uint8Array | null
  /** The SHA-256 (hex) of the Pipfile.lock of a Pipenv build. */
  pipfileLockSha256: string | null
  /** The interpreter that its Python home runs on: ours to keep, the buildpack has its own. */
  interpreter: null | Pick<ChosenInterpreter, 'home' | 'isHerokus' | 'program' | 'version'>
}

/** What a build tells of itself to its cache; the rest is found there. */
export type CacheRecord = Omit<CachedBuild, 'hasSqliteHeaders'>

/** The Python of this machine that a build uses. */
export interface ChosenInterpreter {
  /** The absolute path of the program. */
  program: string
  /** `N.N.N` */
  version: string
  /** Where it comes from: `pyenv`, `uv`, `PATH` … */
  origin: string
  /** The wheel of pip that comes with it; null if there is none. */
  bundledPip: string | null
  /** The folder of its installation, of which a Python home is a copy; null: it can't be moved, and a virtual environment is made. */
  home: string | null
  /** It is none of this machine's: it came with the app's build cache on Heroku. */
  isHerokus?: true
}

export interface PlanOptions {
  kind: BuildpackKind
  stack: string
  ci: boolean
  /** The names of the config vars that the build sees. */
  configVarNames: readonly string[]
  /** The app's buildpacks, as in BuildRequest. */
  buildpacks: readonly string[]
  releases: Releases
  /** DISABLE_COLLECTSTATIC is set, and not to 0. */
  collectstaticDisabled: boolean
  /** null: no cache, or --clear-cache; `disabled`: --no-cache. */
  cached: 'disabled' | CachedBuild | null
  /** null: none was looked for, or none was found. */
  interpreter: ChosenInterpreter | null
  /** From predictTree; left out: they are made. */
  decisions?: Decisions
}

/** What a build would do, with the reason for each decision. */
export interface BuildPlan {
  kind: BuildpackKind
  stack: string
  ci: boolean
  packageManager: PackageManager | null
  /** The buildpack's own decisions. A failure that the source decides is `prediction.failure`. */
  prediction: Prediction
  interpreter: ChosenInterpreter | null
  cache: CacheDecision
  steps: readonly PlannedStep[]
}
