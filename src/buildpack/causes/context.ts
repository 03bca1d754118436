import type {PackageManager} from '../../package-managers/names.js'
import type {Cause, CauseKind} from './cause.js'

/** What else is known of the build whose log names a cause. */
export interface CauseContext {
  /** `N.N` or `N.N.N`; null: it isn't known. */
  python: null | string
  /** The Python versions (`N.N`) that the buildpack has. */
  pythons: readonly string[]
  stack: string
  kind: 'classic' | 'cnb'
  manager: PackageManager | null
  /** Where it was built. */
  isLocal: boolean
  /** Whether a module is the app's own, as far as its files tell. */
  isOwn(name: string): boolean
  /** `--app example-app` for commands; empty: no app is known. */
  app: string
}

/** A cause for people. */
export interface CauseText {
  /** What happened: whole sentences. */
  what: string
  /** What to do: a paragraph each. */
  advice: readonly string[]
}

/** The words for a kind of cause. */
export type WordsOf<K extends CauseKind> = (cause: Extract<Cause, {kind: K}>, context: CauseContext) => CauseText
