import type {KnownBreak} from './dependencies/known-breaks.js'

/** Why a pin was not made though everything could be read: data only. The words are in render/pin/messages.ts. Exit code 1. */
export type Refusal =
  /** Older than the oldest that the buildpack has. `suggested`: a version that it has and that the project allows. */
  | {id: 'version-dropped'; version: string; oldest: string; suggested: string | null}
  | {id: 'version-unknown'; version: string; newest: string; stale: boolean; release: string}
  | {id: 'patch-unknown'; version: string; latest: string; stale: boolean}
  | {id: 'version-unsupported'; typed: string; what: string; suggested: string | null}
  | {
      id: 'outside-constraint'
      version: string
      file: string
      written: string
      /** Commands that fix it, each with what it does. */
      remedies: readonly Remedy[]
    }
  | {id: 'downgrade'; from: string; to: string; origin: string}
  /** requirements.txt was made by another command, from another file. */
  | {id: 'compiled-elsewhere'; command: string}
  | {id: 'requirements-in-unrelated'}
  /** A line names a path outside of the source, or one that a variable tells: it is not looked at. */
  | {id: 'path-outside'; file: string; line: number; written: string}
  | {id: 'dependencies-change'; removed: readonly string[]; downgraded: readonly string[]}
  | {id: 'resolution-failed'; tool: string; output: string}
  /** Every set that the requirements allow is known not to work. */
  | {id: 'set-broken'; breaks: readonly KnownBreak[]; file: string}
  | {id: 'prediction-worse'; before: string; after: string}
  | {id: 'version-undecided'; title: string}

/** A way on: what it does, and the command. */
export interface Remedy {
  command: string
  what: string
}

/** Something to know beside a pin that is made. */
export type PinWarning =
  | {id: 'git-ignored'; file: string; rule: {file: string; line: number; pattern: string}}
  | {id: 'slug-ignored'; file: string}
  | {id: 'version-deprecated'; version: string; endOfLife: string; removed: string}
  | {id: 'patch-dropped'; typed: string; version: string}
  | {id: 'patch-old'; version: string; latest: string}
  | {id: 'patch-fixed'; version: string}
  | {id: 'not-detected'}
  | {id: 'version-unpinned'; version: string}
  /** A newer version would break the app. */
  | {id: 'held-back'; constraint: string; what: string}
