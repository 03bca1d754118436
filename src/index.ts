import type {BuildpackKind} from './buildpack/release.js'
import type {CheckMetadata} from './api/check-metadata.js'
import type {DiagnoseOptions} from './api/diagnose.js'
import type {DoctorJson} from './doctor/json.js'
import type {Prediction} from './buildpack/prediction.js'

import {withWords} from './api/problem-error.js'
import {predict} from './buildpack/predict.js'
import {firSource} from './project/fir-source.js'
import {readProject} from './project/read-project.js'
import {realFileSystem} from './system/file-system.js'
import {realProcesses} from './system/processes.js'

/** docs/api.md says what of this stays as it is. */

export type {CheckMetadata} from './api/check-metadata.js'
export type {DiagnoseOptions} from './api/diagnose.js'
export type {Failure, FailureReason, WarningId} from './buildpack/failure.js'
export type {Prediction, VersionOrigin} from './buildpack/prediction.js'
export type {BuildpackKind, PackageManager} from './buildpack/release.js'
export type {CheckDocs, Need, Severity} from './checks/check.js'
export type {BaselineJson, CacheJson, DoctorJson, DoctorSourceJson, FindingJson, ReasonJson} from './doctor/json.js'

export {ProblemError} from './api/problem-error.js'

export interface PredictBuildOptions {
  /** `classic` for cedar apps (the default), `cnb` for Fir apps. */
  kind?: BuildpackKind
  /** The app's stack, for the classic buildpack. Default: that of new apps. */
  stack?: string
  /** The Python version of the last build's cache; null or left out: no cache. */
  cachedPythonVersion?: string | null
  /** A git revision to read instead of the files on disk. */
  ref?: string
}

/**
 * What Heroku's Python buildpack would do with a source tree. Nothing is run, and no network is used.
 *
 * @param sourceDir the app's folder: all of its files on disk are taken for its source, unless `ref` names a commit
 * @throws ProblemError if the folder can't be read
 */
export async function predictBuild(sourceDir: string, {ref, ...options}: PredictBuildOptions = {}): Promise<Prediction> {
  const system = {files: realFileSystem, processes: realProcesses}
  return withWords(async () => {
    const project = await readProject({cwd: process.cwd(), ref, source: sourceDir, wholeFolder: ref === undefined}, system)
    return predict((options.kind === 'cnb' ? firSource(project) : project).tree, options)
  })
}

/**
 * What `heroku python:doctor --json --offline --source DIR` prints, of the source alone: no app is read, no network is
 * used, and nothing of the app is run.
 *
 * @param sourceDir the app's folder: in a git repository its HEAD is read, unless an option says otherwise
 * @throws ProblemError if the folder or a revision can't be read, or there is no such check
 */
export async function diagnose(sourceDir: string, options: DiagnoseOptions = {}): Promise<DoctorJson> {
  return withWords(async () => {
    const [{diagnoseFolder}, {realSystem}] = await Promise.all([import('./api/diagnose.js'), import('./system/real-system.js')])
    return diagnoseFolder(sourceDir, options, process.cwd(), realSystem)
  })
}

/** Every check, by group. They are loaded when they are asked for: a prediction needs none of them. */
export async function checks(): Promise<readonly CheckMetadata[]> {
  const [{CHECKS}, {metadataOf}] = await Promise.all([import('./checks/index.js'), import('./api/diagnose.js')])
  return CHECKS.map((check) => metadataOf(check))
}
