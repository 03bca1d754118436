import type {Check, CheckContext} from '../checks/check.js'
import type {System} from '../system/system.js'
import type {DoctorReport} from './report.js'
import type {Project} from '../project/project.js'
import type {IndexAnswer} from './wheels.js'

import {buildFolder} from '../platform/app.js'
import {type AppFinder, findApp} from '../platform/find-app.js'
import {readProject, type ReadOptions} from '../project/read-project.js'
import {currentReleaseData, type ReleaseDataOptions} from '../releases/current-releases.js'
import {diagnose} from './diagnose.js'

export interface Examination extends AppFinder {
  source: ReadOptions
  /** The source as read by these options, begun before anything else was loaded. */
  reading: Promise<Project>
  releaseData: Omit<ReleaseDataOptions, 'kind'>
  checks: readonly Check[]
  known: ReadonlySet<string>
  /** Asks a package index what only it knows; left out: it is not asked. */
  askIndex?: (context: CheckContext) => Promise<IndexAnswer>
}

export interface Examined {
  project: Project
  report: DoctorReport
  /** Diagnoses the source again, after it changed on disk. */
  again(): Promise<DoctorReport>
}

/**
 * Waits for the source, reads the app and the newest buildpack data side by side, and diagnoses.
 *
 * @throws ProblemError when the source, or an app that the user named, can't be read
 */
export async function examine(examination: Examination, system: System): Promise<Examined> {
  const {checks, known} = examination
  const [first, found, classic] = await Promise.all([
    examination.reading,
    findApp(examination, {http: system.http, withPython: false}),
    currentReleaseData({...examination.releaseData, kind: 'classic'}, system),
  ])
  const releaseData =
    found.app?.kind === 'cnb' ? await currentReleaseData({...examination.releaseData, kind: 'cnb'}, system) : classic
  const folder = found.app && first.source.notes.every((note) => note.id !== 'subfolder') ? buildFolder(found.app) : ''
  const source: ReadOptions = {
    ...examination.source,
    ...(folder && {source: `${first.source.path}/${folder}`}),
  }
  const project = folder === '' ? first : await readProject(source, system)
  const noApp = found.app === null ? found.reason : ''
  const offline = {app: found.app, checks, releaseData, known, noApp}
  const asks = checks.some(({needs}) => needs?.includes('online'))
  const answer = asks ? await examination.askIndex?.(diagnose({...offline, checks: [], project}).context) : undefined
  const diagnosis = {...offline, ...(answer && ('online' in answer ? answer : {noOnline: answer.unavailable}))}
  return {
    again: async () => diagnose({...diagnosis, project: await readProject(source, system)}).report,
    project,
    report: diagnose({...diagnosis, project}).report,
  }
}
