import type {FailureReason} from '../buildpack/failure.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {BuildpackKind, Releases} from '../buildpack/release.js'
import type {NewerDecision} from '../buildpack/newer-decision.js'
import type {VersionDecision} from '../buildpack/version-decision.js'
import type {Edit} from '../edits/edit.js'
import type {Architecture} from '../packaging/architecture.js'
import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'

export type Severity = 'error' | 'info' | 'warning'

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/** Sorts findings, worst first. */
export function bySeverity(a: {severity: Severity}, b: {severity: Severity}): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
}

export function isWorse(finding: {severity: Severity}, than: {severity: Severity}): boolean {
  return bySeverity(finding, than) < 0
}

/** What only a package index knows. */
export interface Online {
  /** Packages of which it has no wheel for the app's Python on Heroku's platform: PEP 503 name → version. */
  withoutWheel: ReadonlyMap<string, string>
  /** Of those, the ones that have no wheel for any Python: all that there is of them is source. */
  sourceOnly: ReadonlySet<string>
  /** Of those, the ones that have no source either: nothing of them can be installed. */
  wheelsOnly: ReadonlySet<string>
  /** Versions that are for other Pythons than the app's. `requires`: what they ask for, as PEP 440 writes it. */
  forOtherPythons: ReadonlyMap<string, {requires: string; version: string}>
  /** Versions that the index doesn't have. */
  notThere: ReadonlyMap<string, string>
  /** Of the packages that can't be had as they are, the first newer version with a wheel. Asked for in a forecast only. */
  firstThatFits: ReadonlyMap<string, string>
}

/** An index that has all of them, and wheels for the app's Python. */
export const NOTHING_MISSING: Online = {
  firstThatFits: new Map(),
  forOtherPythons: new Map(),
  notThere: new Map(),
  sourceOnly: new Set(),
  wheelsOnly: new Set(),
  withoutWheel: new Map(),
}

/** An app before it moves to another Python, stack, generation or package manager. */
export interface Move {
  from: CheckContext
  /** What the Python that it moves to says of the app's files; null: that Python isn't on this machine. */
  syntax: SyntaxAnswer | null
}

/** What a Python's own parser says of files. It runs none of their code. */
export interface SyntaxAnswer {
  /** That it doesn't accept, and the Python before the move does. */
  refused: readonly SyntaxNote[]
  /** That it accepts, and warns about: a later Python may not accept it. */
  warned: readonly SyntaxNote[]
}

export interface SyntaxNote {
  file: string
  /** From 1. */
  line: number
  /** As Python says it. */
  message: string
}

/** Everything that a check may look at. */
export interface CheckContext {
  project: Project
  /** False: the source was not read, as in a fleet, and the project is one without a fault. Only `appOnly` checks are made. */
  hasSource: boolean
  prediction: Prediction
  /** What the version files say, even where the build stops before they are read. */
  version: VersionDecision
  kind: BuildpackKind
  stack: string
  /** False: no app is known and no stack was asked for, so it is that of new apps. */
  stackIsKnown: boolean
  /** Of the machines that build the app and run it. */
  architecture: Architecture
  /** null: no app is known. */
  app: App | null
  /** What a package index answered; null: it was not asked, as `--online` does. */
  online: Online | null
  /** Where the app moves from, in a forecast (`--to`); null: it is looked at as it is. */
  move: Move | null
  releases: Releases
  /** What a newer release decides by its own code; null: the same as our rules, or it isn't known. */
  newer: NewerDecision | null
  /** What is known of the buildpack is old, so that "unknown" may only mean "newer". */
  releaseDataIsStale: boolean
}

/** How a finding is fixed. `command` is what a user could type instead; null where a command can't do it. */
export type Fix = {kind: 'ask' | 'hand'; command: string | null} | {kind: 'auto'; command: string | null; edits: readonly Edit[]}

export interface Finding {
  /** What will happen on Heroku, and to what. Whole sentences. */
  message: string
  /** What the source doesn't tell, and would make it harmless: what can follow "This is fine if", without a full stop. */
  fineIf?: readonly string[]
  /** Where the condition makes it less, or more, than the check's own severity. */
  severity?: Severity
  file?: string
  /** From 1. */
  line?: number
  /** What of the line is at fault, as it stands there. */
  part?: string
  /** The package that a newer version of would settle it, and the first version that does; null: it isn't known. */
  upgrade?: {name: string; version: string | null}
  fix: Fix
}

/** What a check needs beside the source. Without it the check is skipped, with the reason, and never passed. */
export type Need =
  'app' | 'buildpacks' | 'config-vars' | 'formation' | 'last-build' | 'last-release' | 'online' | 'target-python' | 'worktree'

/** The pages of docs/checks/ are made from this. Markdown. */
export interface CheckDocs {
  what: string
  why: string
  fix: string
  example: string
  /** Heroku's own page, or the tool's. */
  link: string
}

export interface Check {
  /** `group/name`, stable: users suppress by it. */
  id: string
  title: string
  severity: Severity
  needs?: readonly Need[]
  /** It decides from the app alone, and so is made for the apps of a fleet too, whose source is not read. */
  appOnly?: true
  /** It compares an app before and after a move, and so is made in a forecast only. Left out, not skipped, otherwise. */
  ofMoves?: true
  /** Time alone can bring its finding, with no change of the app: a date comes, or a release. */
  dated?: true
  /** It looks at what the other checks found, and so is made after them. */
  afterOthers?: true
  /** The buildpack's failures that this check foretells. */
  explains?: readonly FailureReason[]
  docs: CheckDocs
  /** @param found the ids of the checks that were made before and found something, suppressed or not */
  run(context: CheckContext, found: ReadonlySet<string>): Finding[]
}
