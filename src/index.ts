import {readProject} from './project/read-project.js'
import {predict} from './buildpack/predict.js'
import {realFileSystem} from './system/file-system.js'
import {realProcesses} from './system/processes.js'

import type {BuildpackKind} from './buildpack/release.js'
import type {Prediction} from './buildpack/prediction.js'

export type {Failure, FailureReason, WarningId} from './buildpack/failure.js'
export type {Prediction, VersionOrigin} from './buildpack/prediction.js'
export type {BuildpackKind, PackageManager} from './buildpack/release.js'

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
  const project = await readProject({cwd: process.cwd(), ref, source: sourceDir, wholeFolder: ref === undefined}, system)
  return predict(project.tree, options)
}

export {ProblemError} from './common/problem.js'
export type {Problem} from './render/problems.js'
