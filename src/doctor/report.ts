import type {Failure} from '../buildpack/failure.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {BuildpackKind} from '../buildpack/release.js'
import type {CheckedFinding, Skipped} from '../checks/run-checks.js'
import type {Baseline} from './baseline.js'
import type {KnownFinding} from './fingerprint.js'
import type {FixPlan} from './fix.js'
import type {BaselineJson, DoctorJson, FindingJson, FixesJson} from './json.js'
import type {NextCache} from './next-cache.js'
import type {SourceNote} from '../project/project.js'

import {type Severity, SEVERITIES} from '../checks/check.js'
import {editsJson} from '../edits/edits-json.js'

/** What the doctor found out. The JSON form is a contract: docs/doctor.md. */
export interface DoctorReport {
  buildpack: {kind: BuildpackKind; release: string; released: string; ageInDays: number; stale: boolean}
  app: null | {name: string; stack: string}
  source: {
    path: string
    ref: null | string
    commit: null | string
    dirty: boolean
    staged: boolean
    /** The app's folder below the root of the repository, with `/`; empty for the root. */
    folder: string
    /** A file of the source that stands for the whole of it, where a reader can't do without a file. */
    anchor: string
  }
  notes: readonly SourceNote[]
  /** null: no classic app is known, or nobody asked for its cache. */
  cache: NextCache | null
  prediction: Prediction
  /** What builds the app, where the Python buildpack doesn't; null: it does. */
  builtBy: null | {kind: 'buildpacks'; list: string} | {kind: 'dockerfile'; file: null | string}
  /** A failure which something that runs before may prevent, or of which nothing is to be told: `prediction` has none then. */
  doubtful: Failure | null
  /** The package manager's version, where one would be installed. */
  toolVersion: null | string
  /** The command that installs the dependencies. */
  command: null | string
  /** With a baseline: those that were not there. */
  findings: readonly KnownFinding[]
  /** What was there at an earlier commit; left out: it was not compared with one. */
  baseline?: Baseline
  skipped: readonly Skipped[]
  suppressed: readonly Skipped[]
  passed: readonly string[]
  /** Suppressed checks that found nothing: the suppression can go. */
  staleSuppressions: readonly string[]
  /** What is wrong with the file of suppressions. */
  warnings: readonly string[]
}

export function countBySeverity(findings: readonly CheckedFinding[]): Record<Severity, number> {
  const count = {error: 0, warning: 0, info: 0}
  for (const {severity} of findings) count[severity]++
  return count
}

export type FailLevel = Severity | 'never'

/** Whether there is a finding at or above a level. */
export function fails(findings: readonly CheckedFinding[], level: FailLevel): boolean {
  return level !== 'never' && findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(level))
}

/** Whether a diagnosis ends with exit code 1: a failure in the document and 0 never go together. */
export function isFailing({baseline, findings, prediction}: DoctorReport, level: FailLevel): boolean {
  const failsNow = prediction.failure !== null && !baseline?.failedAlready
  return fails(findings, level) || (level !== 'never' && failsNow)
}

/** The document of `--json`, version 1. */
export function toJson(report: DoctorReport): DoctorJson {
  const {app, baseline, buildpack, cache, findings, prediction, skipped, source, suppressed} = report
  return {
    schemaVersion: 1,
    buildpack: {kind: buildpack.kind, release: buildpack.release, released: buildpack.released},
    app: app?.name ?? null,
    source: {path: source.path, ref: source.ref, dirty: source.dirty, ...(source.staged && {staged: true})},
    build: prediction,
    ...(cache && {cache: {status: cache.status, reasons: cache.reasons}}),
    findings: findings.map((finding) => findingJson(finding)),
    skipped,
    suppressed,
    warnings: report.warnings,
    summary: countBySeverity(findings),
    ...(baseline && {baseline: baselineJson(baseline)}),
  }
}

function baselineJson({commit, existing, ref, since}: Baseline): BaselineJson {
  return {ref, commit, existing, since: since.map((finding) => findingJson(finding))}
}

/** What `--fix` did, or would do. */
export function fixesJson({applied, plan}: {applied: boolean; plan: FixPlan}): FixesJson {
  const {edits, fixedIds, postponed, refused} = plan
  return {edits: editsJson(edits), mends: fixedIds, postponed, refused, applied}
}

export function findingJson({
  changedIn,
  column,
  docs,
  endColumn,
  file,
  fingerprint,
  fix,
  id,
  line,
  message,
  severity,
  title,
}: KnownFinding): FindingJson {
  return {
    id,
    severity,
    title,
    message,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
    endColumn: endColumn ?? null,
    fix: {kind: fix.kind, command: fix.command},
    docs,
    fingerprint,
    ...(changedIn !== undefined && {changedIn}),
  }
}
