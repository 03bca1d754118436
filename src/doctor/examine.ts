import type {Check, CheckContext} from '../checks/check.js'
import type {Project} from '../project/project.js'
import type {System} from '../system/system.js'
import type {Target} from '../target/target.js'
import type {DoctorReport} from './report.js'
import type {IndexAnswer} from './wheels.js'

import {findApp} from '../platform/find-app.js'
import {readTarget, type TargetInput} from '../target/read-target.js'
import {diagnoseSince} from './baseline.js'
import {type Diagnosis, diagnose} from './diagnose.js'

export interface Examination extends TargetInput {
  checks: readonly Check[]
  known: ReadonlySet<string>
  /** Asks a package index what only it knows; left out: it is not asked. */
  askIndex?: (context: CheckContext) => Promise<IndexAnswer>
  /** The stack to build on; left out: the app's, or that of new apps. */
  stack?: string | undefined
  /** The revision whose findings are left out; left out: every finding is told. */
  baseline?: string | undefined
}

export interface Examined {
  project: Project
  report: DoctorReport
  /** Diagnoses the source again, after it changed on disk. */
  again(): Promise<DoctorReport>
}

/**
 * Reads what is to be diagnosed, asks the index where a check needs it, and diagnoses.
 *
 * @throws ProblemError when the source, or an app that the user named, can't be read
 */
export async function examine(examination: Examination, system: System): Promise<Examined> {
  const found = findApp(examination, {cacheClock: system.clock, http: system.http, withPython: false})
  const target = await readTarget({...examination, found}, system)
  const index = await answerOfIndex(examination, target)
  const {baseline, checks, known} = examination
  const report = (read: Target) => diagnose({...index, checks, known, target: read}).report
  const whole = report(target)
  return {
    again: async () => report(await target.again()),
    project: target.project,
    report:
      baseline === undefined ? whole : diagnoseSince({...index, before: await target.at(baseline), checks, known, target}, whole),
  }
}

async function answerOfIndex(
  {askIndex, checks, known}: Examination,
  target: Target,
): Promise<Pick<Diagnosis, 'noOnline' | 'online'>> {
  if (!askIndex || !checks.some(({needs}) => needs?.includes('online'))) return {}
  const answer = await askIndex(diagnose({checks: [], known, target}).context)
  return 'online' in answer ? answer : {noOnline: answer.unavailable}
}
