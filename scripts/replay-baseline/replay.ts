import {CHECKS} from '../../src/checks/index.js'
import {diagnose} from '../../src/doctor/diagnose.js'
import {diagnoseSince} from '../../src/doctor/baseline.js'
import {isFailing} from '../../src/doctor/report.js'
import {readProject} from '../../src/project/read-project.js'
import type {Project} from '../../src/project/project.js'
import {realSystem} from '../../src/system/real-system.js'
import {makeTarget} from '../../src/target/target.js'
import {laterReleases} from './later-releases.js'

/** What a pull request with one commit would have been told. */
export interface Replayed {
  commit: string
  /** After how many years its baseline run was made. */
  years: number
  /** `check file` of each new finding. */
  added: readonly string[]
  existing: number
  /** How many of the existing ones are listed as time's. */
  since: number
  /** The exit code would be 1. */
  fails: boolean
  /** It changes no file whose contents are read. */
  isIrrelevant: boolean
}

const KNOWN = new Set(CHECKS.map(({id}) => id))

/** Compares a commit with its first parent, with what may be known of the buildpack some years later. */
export async function replay(folder: string, commit: string, everyYears: readonly number[]): Promise<Replayed[]> {
  const read = async (ref: string) => readProject({baseline: true, cwd: folder, ref, source: folder}, realSystem)
  const [before, after] = await Promise.all([read(`${commit}^`), read(commit)])
  return everyYears.map((years) => {
    const releaseData = laterReleases(years)
    const target = (project: Project) => makeTarget({app: null, project, releaseData, skipped: {app: 'no app'}})
    const diagnosis = {checks: CHECKS, known: KNOWN, target: target(after)}
    const report = diagnoseSince({...diagnosis, before: target(before)}, diagnose(diagnosis).report)
    return {
      added: report.findings.map(({file, id}) => `${id} ${file ?? '-'}`),
      commit,
      existing: report.baseline!.existing,
      fails: isFailing(report, 'error'),
      isIrrelevant: isSame(before, after),
      since: report.baseline!.since.length,
      years,
    }
  })
}

function isSame({tree: a}: Project, {tree: b}: Project): boolean {
  const paths = new Set([...a.files(), ...b.files()])
  return [...paths].every((path) => {
    const [left, right] = [a.read(path), b.read(path)]
    return left === undefined || right === undefined ? left === right : Buffer.compare(left, right) === 0
  })
}
