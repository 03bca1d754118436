import type {Action} from './plan.js'
import type {ByHand} from './by-hand.js'
import type {Words} from '../common/json-values.js'

/** Stable. */
type ByHandId = ByHand['id']

/** What `heroku python:migrate-buildpack --json` prints. Buildpacks are written as users type them. */
export interface MigrationJson {
  schemaVersion: 1
  app: Words
  /** The current list, in order. */
  before: readonly Words[]
  /** The new list, or the same as `before` if there are blockers. */
  after: readonly Words[]
  /** What happens to each buildpack, and why. */
  changes: readonly {action: Action; from: Words | null; to: Words | null; reason: Words}[]
  /** What you must fix first. Then nothing is applied, and the exit code is 1. */
  blockers: readonly {buildpack: Words; reason: Words}[]
  /** A recommended order, which is not applied; null: the order is fine. */
  advice: {
    order: readonly Words[]
    reasons: readonly Words[]
    /** The command that sets this order. */
    command: Words
  } | null
  /** What you still need to do. */
  byHand: readonly {id: ByHandId; message: Words}[]
  applied: boolean
  /** The command that restores the old list; null if nothing changed. */
  undo: Words | null
}
