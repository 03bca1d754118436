import type {Action} from './plan.js'
import type {ByHand} from './by-hand.js'
import type {Words} from '../common/json-values.js'

/** Stable. */
type ByHandId = ByHand['id']

/** What `heroku python:migrate-buildpack --json` prints. Buildpacks are written as a user would type them. */
export interface MigrationJson {
  schemaVersion: 1
  app: Words
  /** The list as it is, in order. */
  before: readonly Words[]
  /** The list as it would be, or as it is now if `applied`. That of `before` where something is in the way. */
  after: readonly Words[]
  /** What becomes of each, and why. */
  changes: readonly {action: Action; from: Words | null; to: Words | null; reason: Words}[]
  /** What is in the way. Then nothing is applied, and the exit code is 1. */
  blockers: readonly {buildpack: Words; reason: Words}[]
  /** A better order of what stays, which is only offered; null: there is none. */
  advice: {
    order: readonly Words[]
    reasons: readonly Words[]
    /** The command that sets it. */
    command: Words
  } | null
  /** What the migration doesn't do itself. */
  byHand: readonly {id: ByHandId; message: Words}[]
  applied: boolean
  /** The command that puts the old list back; null where nothing was changed. */
  undo: Words | null
}
