import type {Check} from '../checks/check.js'
import type {KnownFinding} from './fingerprint.js'
import type {DoctorReport} from './report.js'
import type {Target} from '../target/target.js'

import {isWorse} from '../checks/check.js'
import {type Diagnosis, diagnose} from './diagnose.js'
import {subject} from './fingerprint.js'

/** What a diagnosis is compared with: an earlier commit, looked at with the same data and the same app. */
export interface Baseline {
  /** As asked for. */
  ref: string
  commit: string
  /** How many of the findings were there already. */
  existing: number
  /** Those of them that time alone may have brought: what was known of the buildpack is newer than the commit. */
  since: readonly KnownFinding[]
  /** The build would have failed for the same reason. */
  failedAlready: boolean
}

export interface Comparison extends Omit<Diagnosis, 'unsuppressed'> {
  /** The earlier commit, with the same app and the same data. */
  before: Target
}

/**
 * Leaves of a diagnosis what the change since an earlier commit adds. Both are looked at with the same app, index, data and
 * files on disk: only the change between them tells. Pure.
 *
 * @param whole the diagnosis
 */
export function diagnoseSince({before, ...diagnosis}: Comparison, whole: DoctorReport): DoctorReport {
  const {source, tree, worktree} = diagnosis.target.project
  const {commit, madeAt, ref} = before.project.source
  const project = {...before.project, source: {...before.project.source, ref: source.ref}, worktree}
  const {report} = diagnose({...diagnosis, target: {...before, project}, unsuppressed: true})
  return sinceBaseline(whole, {
    before: report,
    checks: diagnosis.checks,
    commit: commit ?? '',
    isGone: (file) => !tree.exists(file),
    madeAt: madeAt ?? new Date(0),
    ref: ref ?? '',
  })
}

interface Compared {
  /** Of the earlier commit; nothing suppressed in it. */
  before: DoctorReport
  ref: string
  commit: string
  /** When the earlier commit was made. */
  madeAt: Date
  /** The checks that were made. */
  checks: readonly Check[]
  /** Whether a file of the earlier commit is there no more. */
  isGone: (file: string) => boolean
}

function sinceBaseline(report: DoctorReport, {before, checks, commit, isGone, madeAt, ref}: Compared): DoctorReport {
  const added = addedFindings(report.findings, before.findings, isGone)
  const existing = report.findings.filter((finding) => !added.has(finding))
  const dated = new Set(checks.filter((check) => check.dated).map(({id}) => id))
  // All that was known then of versions and dates was published before the newest release was.
  const isNewer = Date.parse(report.buildpack.released) > madeAt.getTime()
  const {failure} = report.prediction
  const known = before.prediction.failure ?? before.doubtful
  return {
    ...report,
    baseline: {
      ref,
      commit,
      existing: existing.length,
      since: isNewer ? existing.filter(({id}) => dated.has(id)) : [],
      failedAlready: failure !== null && known?.reason === failure.reason,
    },
    findings: report.findings.filter((finding) => added.has(finding)),
  }
}

/** By which of their traits two findings are one and the same: the surest first. */
const TRAITS: readonly ((finding: KnownFinding) => readonly string[])[] = [
  (finding) => [finding.id, finding.file ?? '', ...subject(finding), finding.message],
  (finding) => [finding.id, finding.file ?? '', ...subject(finding)],
  // Its line was changed, and what is wrong with it stayed: a version by another one with the same fault.
  ({file, id, message}) => [id, file ?? '', message.replaceAll(/\d+(?:[.,]\d+)*/g, '#')],
]

/** The findings for which an earlier diagnosis has none. An earlier one stands for one finding only, and for no worse one. */
function addedFindings(
  now: readonly KnownFinding[],
  before: readonly KnownFinding[],
  isGone: (file: string) => boolean,
): Set<KnownFinding> {
  const added = new Set(now)
  const left = new Set(before)
  const pair = (traits: (finding: KnownFinding) => readonly string[]) => {
    const byTraits = new Map<string, KnownFinding[]>()
    for (const finding of left) {
      const key = JSON.stringify(traits(finding))
      byTraits.set(key, [...(byTraits.get(key) ?? []), finding])
    }

    for (const finding of added) {
      const alike = byTraits.get(JSON.stringify(traits(finding))) ?? []
      const match = alike.find((old) => left.has(old) && !isWorse(finding, old))
      if (match === undefined) continue
      left.delete(match)
      added.delete(finding)
    }
  }

  for (const traits of TRAITS) pair(traits)
  // A file that has moved took its findings along.
  for (const finding of left) if (finding.file === undefined || !isGone(finding.file)) left.delete(finding)
  pair((finding) => [finding.id, ...subject(finding)])
  return added
}
