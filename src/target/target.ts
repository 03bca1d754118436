import type {BuildpackKind, Releases} from '../buildpack/release.js'
import type {NewerRules} from '../buildpack/newer-rules.js'
import type {RuleChanges} from '../buildpack/rules.js'
import type {Architecture} from '../packaging/architecture.js'
import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'
import type {ReleaseData} from '../releases/current-releases.js'

import {platform} from '../buildpack/release.js'
import {firSource} from '../project/fir-source.js'

/** The stack of every Fir app, whose builds know no other. */
export const FIR_STACK = 'cnb'

/** What a command is about: a source, its app if one is known, and the buildpack that builds the two. Immutable. */
export interface Target<A extends App | null = App | null> {
  readonly app: A
  /** The source below the folder that the app's build makes the root. */
  readonly project: Project
  readonly kind: BuildpackKind
  /** Of the machines that build the app and run it. */
  readonly architecture: Architecture
  /** That of the next build. */
  readonly stack: string
  /** It was asked for, whatever the app has. */
  readonly stackIsAsked: boolean
  /** The newest that is known of the buildpacks. */
  readonly releases: Releases
  /** Days since the known release was known to be the newest. */
  readonly releaseAgeInDays: number
  /** What is known of the buildpack is old, so that "unknown" may only mean "newer". */
  readonly releaseDataIsStale: boolean
  /** Which of our rules rest on something that a newer release of the buildpack does in another way. */
  readonly ruleChanges: RuleChanges
  /** That release's own rules, where they could be read. */
  readonly newerRules: NewerRules | null
  /** What was not read, and why: words that follow a colon. */
  readonly skipped: Skipped
}

export type Skipped = Readonly<Partial<Record<'app' | 'last-build', string>>>

export interface TargetParts<A extends App | null = App | null> {
  app: A
  project: Project
  releaseData: ReleaseData
  skipped?: Skipped
  /** As asked for, whatever the app has. */
  stack?: string | undefined
}

/** Puts a target together, so that every command takes kind, architecture and stack from the same answers. Pure. */
export function makeTarget<A extends App | null>({
  app,
  project,
  releaseData,
  skipped = {},
  stack: asked,
}: TargetParts<A>): Target<A> {
  const kind = kindOf(app, asked)
  const {ageInDays, newerRules, releases, ruleChanges, stale} = releaseData
  return {
    app,
    architecture: app?.architecture ?? ARCHITECTURES[kind],
    kind,
    newerRules,
    project: kind === 'cnb' ? firSource(project) : project,
    releaseAgeInDays: ageInDays,
    releaseDataIsStale: stale,
    releases,
    ruleChanges,
    skipped,
    stack: asked ?? stackOf(app, kind),
    stackIsAsked: asked !== undefined,
  }
}

/** Without an app, the stack that was asked for tells. */
export function kindOf(app: App | null, askedStack: string | undefined): BuildpackKind {
  return app?.kind ?? (askedStack === FIR_STACK ? 'cnb' : 'classic')
}

/** Where the platform names none. Source: the Platform API's example of a Fir app's current_build_architecture. */
const ARCHITECTURES: Record<BuildpackKind, Architecture> = {classic: 'x86_64', cnb: 'aarch64'}

function stackOf(app: App | null, kind: BuildpackKind): string {
  return kind === 'cnb' ? FIR_STACK : (app?.buildStack ?? app?.stack ?? platform.defaultStack)
}
