import type {BuildpackKind} from '../buildpack/release.js'
import type {CheckedFinding, Skipped} from '../checks/run-checks.js'
import type {DoctorFleetJson} from './fleet-json.js'

import {withFingerprints} from './fingerprint.js'
import {countBySeverity, fails, type FailLevel, findingJson} from './report.js'

/** What was found out of one app of a fleet. */
export interface ExaminedApp {
  app: string
  error: null
  kind: BuildpackKind
  /** Of the next build. */
  stack: string | null
  /** That the last build installed, as its log names it; null: it isn't known. */
  python: string | null
  /** null: they could not be read. */
  buildpacks: readonly string[] | null
  findings: readonly CheckedFinding[]
  skipped: readonly Skipped[]
  /** Of a forecast: whether it is where it shall move to already. */
  isThere?: boolean
}

export type FleetApp = ExaminedApp | {app: string; error: string}

export interface FleetReport {
  /** null: all apps of the account. */
  team: null | string
  /** Worst first; those that could not be read come last. */
  apps: readonly FleetApp[]
  /** How many more apps there are, which Python doesn't build. */
  otherApps: number
  /** How many apps were not looked at, because of an interrupt. */
  left: number
  /** The checks that were made. */
  made: readonly string[]
  /** How many checks were not, because they need a source. */
  needSource: number
  /** Of a forecast: where to, as typed. `findings` are then what the move brings. */
  to?: readonly string[]
}

export function isExamined(app: FleetApp): app is ExaminedApp {
  return app.error === null
}

/** By errors, then by warnings and the rest; equals by name. */
export function worstFirst(a: FleetApp, b: FleetApp): number {
  const [left, right] = [rank(a), rank(b)]
  const differs = left.findIndex((count, index) => count !== right[index])
  return differs === -1 ? (a.app < b.app ? -1 : 1) : right[differs]! - left[differs]!
}

function rank(app: FleetApp): [error: number, warning: number, info: number] {
  if (!isExamined(app)) return [-1, -1, -1]
  const {error, info, warning} = countBySeverity(app.findings)
  return [error, warning, info]
}

/** 0 or 1; 2 where nothing was found out: an interrupt came, or no app could be read. */
export function fleetExitCode({apps, left}: FleetReport, level: FailLevel): 0 | 1 | 2 {
  const examined = apps.filter((app) => isExamined(app))
  if (left > 0 || (apps.length > 0 && examined.length === 0)) return 2
  return examined.some(({findings}) => fails(findings, level)) ? 1 : 0
}

/** The document of `--json`, version 1. */
export function fleetJson({apps, left, needSource, otherApps, team, to}: FleetReport): DoctorFleetJson {
  const examined = apps.filter((app) => isExamined(app))
  return {
    schemaVersion: 1,
    team,
    ...(to && {to}),
    apps: apps.map((app) =>
      isExamined(app)
        ? {
            app: app.app,
            error: null,
            kind: app.kind,
            stack: app.stack,
            python: app.python,
            buildpacks: app.buildpacks,
            findings: withFingerprints(app.findings).map((finding) => findingJson(finding)),
            skipped: app.skipped,
            ...(app.isThere !== undefined && {isThere: app.isThere}),
          }
        : {app: app.app, error: app.error},
    ),
    summary: {
      apps: apps.length,
      unreadable: apps.length - examined.length,
      otherApps,
      left,
      checksThatNeedSource: needSource,
      ...countBySeverity(examined.flatMap(({findings}) => findings)),
    },
  }
}
