import type {Check} from '../checks/check.js'
import type {KnownFinding} from '../doctor/fingerprint.js'
import type {DoctorReport} from '../doctor/report.js'
import type {MovedTargets} from './moved-target.js'

import {bySeverity, isWorse} from '../checks/check.js'
import {editedPaths} from '../edits/merge-edits.js'

/** What a move changes for an app. Each list is worst first. */
export interface Differences {
  /** Errors that only the move brings. */
  breaks: readonly KnownFinding[]
  /** Warnings and notes that only the move brings. */
  matters: readonly KnownFinding[]
  /** Findings that go with the move. */
  heals: readonly KnownFinding[]
  /** Findings that are there before and after, as they are after. */
  stays: readonly KnownFinding[]
}

interface Compared extends Pick<MovedTargets, 'edits'> {
  before: DoctorReport
  after: DoctorReport
  checks: readonly Check[]
}

/**
 * Compares an app's findings before and after a move. Messages are no part of it: they name versions and stacks.
 *
 * A finding is the same by its check, file and line; in files that the move edits, and that it takes the place of, by its
 * check alone. Pure.
 */
export function compareReports({after, before, checks, edits}: Compared): Differences {
  const edited = new Set(edits.flatMap((edit) => editedPaths(edit)))
  const old = new Set(before.findings)
  // What a legacy buildpack makes of the new files is no matter: it goes in the first step.
  const isUv = edited.has('uv.lock')
  const added = new Set(after.findings.filter(({id}) => !isUv || !id.startsWith('buildpacks/')))
  const stays: KnownFinding[] = []
  const pair = (keyOf: (finding: KnownFinding) => null | string) => {
    for (const finding of added) {
      const key = keyOf(finding)
      const match = key === null ? undefined : [...old].find((one) => keyOf(one) === key && !isWorse(finding, one))
      if (match === undefined) continue
      old.delete(match)
      added.delete(finding)
      stays.push(finding)
    }
  }

  pair(({file, id, line, message}) => JSON.stringify([id, file, line, message]))
  const isEdited = ({file, id}: KnownFinding) => file !== undefined && edited.has(file) && !OF_PACKAGES.test(id)
  const placeOf = (finding: KnownFinding) => JSON.stringify([finding.id, finding.file, finding.line])
  pair((finding) => (isEdited(finding) ? null : `${placeOf(finding)} ${aboutWhat(finding)}`))
  // Where a line has one finding only, it is the same one, however its words have changed.
  const isLoneIn = ({findings}: DoctorReport, place: string) => findings.filter((one) => placeOf(one) === place).length === 1
  const isAlone = (finding: KnownFinding) => [before, after].every((report) => isLoneIn(report, placeOf(finding)))
  pair((finding) => (isEdited(finding) || !isAlone(finding) ? null : placeOf(finding)))
  pair((finding) => (isEdited(finding) ? JSON.stringify([finding.id, finding.upgrade?.name]) : null))
  // A warning that has become an error is told once, as the error.
  for (const finding of added) {
    const milder = [...old].find((one) => one.id === finding.id && one.file === finding.file && isWorse(finding, one))
    if (milder) old.delete(milder)
  }

  // What classic buildpacks would have done wrong is no news on Fir, where none runs.
  if (after.buildpack.kind === 'cnb') for (const finding of old) if (OF_CLASSIC.test(finding.id)) old.delete(finding)
  const lasting = [...old].filter((finding) => !canHeal(finding, {after, checks}))
  return {
    breaks: [...added].filter(({severity}) => severity === 'error').sort(bySeverity),
    heals: [...old].filter((finding) => !lasting.includes(finding)).sort(bySeverity),
    matters: [...added].filter(({severity}) => severity !== 'error').sort(bySeverity),
    stays: [...stays, ...lasting].sort(bySeverity),
  }
}

const OF_CLASSIC = /^(?:buildpacks\/|deps\/apt-|build\/hook)/

/** The package or module that a finding is about: it is among the first words of each message that has one. */
function aboutWhat({message, upgrade}: KnownFinding): string {
  const words = message
    .replace(/^The build fails: /, '')
    .split(' ')
    .slice(0, 4)
  return upgrade?.name ?? words.join(' ').replaceAll(/\d+(?:\.\d+)*/g, '#')
}

/** What is past is past, and what was not looked at again isn't mended. */
function canHeal({id}: KnownFinding, {after, checks}: Pick<Compared, 'after' | 'checks'>): boolean {
  const needs = checks.find((check) => check.id === id)?.needs ?? []
  const isPast = needs.some((need) => need === 'last-build' || need === 'last-release')
  return !isPast && !after.skipped.some((skipped) => skipped.id === id)
}

/**
 * What another package manager changes nothing of: the packages stay what they are. The other checks are about its files, or
 * about what it brings along.
 */
export const OF_PACKAGES =
  /^(?:deps\/(?!unpinned|transitive-|requirements-|hashes-|egg-|pip[ef]|poetry-|unused-|setuptools-|legacy-)|move\/(?!unpinned)|procfile\/(?!tool-))/
