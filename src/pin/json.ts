import type {PackageManager} from '../buildpack/release.js'
import type {PinOrigin} from './origin.js'
import type {PinWarning, Refusal} from './refusal.js'
import type {VersionOrigin} from '../buildpack/prediction.js'
import type {EditJson, Words} from '../common/json-values.js'

/** What `heroku python:pin --json` prints. */
export interface PinJson extends PinOutcomeJson {
  /** The Python version to pin: `N.N`, or `N.N.N` with `--exact`. Where it is refused, as it was asked for. */
  version: Words
  /** Where the version comes from. `last-build`: the app's last successful build · `default`: the buildpack's own. */
  origin: PinOrigin
}

/** What `heroku python:pin --dependencies --json` prints. */
export interface PinDependenciesJson extends PinOutcomeJson {
  /** The Python version that the packages were resolved for: `N.N.N`; null: the source doesn't give one. */
  version: Words | null
  /** Where that version comes from. `cached`: the app's last successful build · `default`: the buildpack's own. */
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
  /** Why this version, or what resolved the packages: for people. */
  reason: Words
  /** Empty: there is nothing to do, or it is refused. */
  edits: readonly EditJson[]
  /** Whether the edits were made. */
  applied: boolean
  /** Only where nothing is changed because it would break the app. The exit code is 1. */
  refusal?: RefusalJson
  /** Only where there is one. */
  warnings?: readonly {id: PinWarning['id']; message: Words}[]
}

export interface RefusalJson {
  id: Refusal['id']
  /** Why, for people. */
  message: Words
  /** Ways on. */
  commands: readonly Words[]
}

interface PackageJson {
  name: Words
  /** An address where it is no release; several versions are joined. */
  version: Words
}
