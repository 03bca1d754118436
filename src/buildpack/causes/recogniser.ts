import type {Cause, NamedPackage, Phase} from './cause.js'

/** What is known at a line of a log. */
export interface Place {
  phase: Phase
  /** The package that is being built, as far as the lines before tell. */
  building: NamedPackage | null
  /** Requires-Python of the versions that pip has left out. */
  leftOut: ReadonlyMap<string, string>
}

/** A kind of line, and what it means. */
export interface Recogniser {
  pattern: RegExp
  /** Looked for in the last lines as one: some tools break their sentences at 80 characters. */
  isWrapped?: true
  /** Only there; left out: in an installation. */
  phase?: 'any' | 'app'
  /** @returns undefined: it is another case after all */
  cause(match: RegExpExecArray, place: Place): Cause | undefined
}

export function isAppPhase(phase: Phase): phase is 'collectstatic' | 'post_compile' | 'pre_compile' {
  return phase !== 'install' && phase !== 'other'
}

/** `numpy==1.21.6`, or without the version. */
export function named(name: string, version?: string): NamedPackage {
  return {name, version: version ?? null}
}
