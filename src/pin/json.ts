import type {PackageManager} from '../buildpack/release.js'
import type {PinOrigin} from './origin.js'
import type {PinWarning, Refusal} from './refusal.js'
import type {VersionOrigin} from '../buildpack/prediction.js'
import type {EditJson, Words} from '../common/json-values.js'

/** What `heroku python:pin --json` prints. */
export interface PinJson extends PinOutcomeJson {
  /** The Python version to pin: `N.N`, or `N.N.N` with `--exact`. If refused, as requested. */
  version: Words
  /** Where the version is from. `last-build`: the app's last successful build · `default`: the buildpack's default. */
  origin: PinOrigin
}

/** What `heroku python:pin --dependencies --json` prints. */
export interface PinDependenciesJson extends PinOutcomeJson {
  /** The Python version that the packages were resolved for: `N.N.N`; null: the source doesn't give one. */
  version: Words | null
  /** Where that version is from. `cached`: the app's last successful build · `default`: the buildpack's default. */
  origin: VersionOrigin | null
  packageManager: PackageManager
  packages: {
    /** Newly pinned. */
    added: readonly PackageJson[]
    changed: readonly {name: Words; from: Words; to: Words}[]
    removed: readonly PackageJson[]
  }
}

interface PinOutcomeJson {
  schemaVersion: 1
  /** Why this version, or what resolved the packages, in words. */
  reason: Words
  /** Empty: nothing to do, or refused. */
  edits: readonly EditJson[]
  /** Whether the edits were made. */
  applied: boolean
  /** Only if the change would break the app, so nothing changed. The exit code is 1. */
  refusal?: RefusalJson
  /** Only if there are any. */
  warnings?: readonly {id: PinWarning['id']; message: Words}[]
}

export interface RefusalJson {
  id: Refusal['id']
  /** Why, in words. */
  message: Words
  /** What to run instead. */
  commands: readonly Words[]
}

interface PackageJson {
  name: Words
  /** A version, or a URL if it isn't a release. Several versions are joined. */
  version: Words
}
