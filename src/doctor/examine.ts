import type {Check} from '../checks/check.js'
import type {System} from '../system/system.js'
import type {DoctorReport} from './report.js'
import type {Project} from '../project/project.js'

import {buildFolder} from '../platform/app.js'
import {type AppFinder, findApp} from '../platform/find-app.js'
import {readProject, type ReadOptions} from '../project/read-project.js'
import {currentKnowledge, type KnowledgeOptions} from '../releases/current-releases.js'
import {diagnose} from './diagnose.js'

export interface Examination extends AppFinder {
  source: ReadOptions
  /** The source as read by these options, begun before anything else was loaded. */
  reading: Promise<Project>
  knowledge: Omit<KnowledgeOptions, 'kind'>
  checks: readonly Check[]
  known: ReadonlySet<string>
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
    findApp(examination, {http: system.http, logOf: 'failed'}),
    currentKnowledge({...examination.knowledge, kind: 'classic'}, system),
  ])
  const knowledge = found.app?.kind === 'cnb' ? await currentKnowledge({...examination.knowledge, kind: 'cnb'}, system) : classic
  const folder = found.app && first.source.notes.every((note) => note.id !== 'subfolder') ? buildFolder(found.app) : ''
  const source: ReadOptions = {
    ...examination.source,
    ...(folder && {source: `${first.source.path}/${folder}`}),
  }
  const project = folder === '' ? first : await readProject(source, system)
  const noApp = found.app === null ? found.reason : ''
  const diagnosis = {app: found.app, checks, knowledge, known, noApp}
  return {
    again: async () => diagnose({...diagnosis, project: await readProject(source, system)}).report,
    project,
    report: diagnose({...diagnosis, project}).report,
  }
}
