import type {KnownFinding} from '../doctor/fingerprint.js'

/** What a step of a move is about, in the order in which they are made. */
export type StepId = 'buildpacks' | 'version-file' | 'pin' | 'packages' | 'code' | 'system' | 'uv' | 'python' | 'stack' | 'fir'

/** One step of a move: one commit, or one command for the app. */
export interface Step {
  id: StepId
  /** What to do, as a sentence. */
  title: string
  /** To be typed, in this order; empty where an editor does it. */
  commands: readonly string[]
  /** What is edited by hand: a place, and what is wrong there. */
  places: readonly Place[]
  /** The findings that it settles. */
  settles: readonly KnownFinding[]
}

export interface Place {
  file: string | null
  /** From 1. */
  line: number | null
  /** One sentence. */
  what: string
}
