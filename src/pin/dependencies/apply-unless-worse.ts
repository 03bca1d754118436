import type {Prediction} from '../../buildpack/prediction.js'
import type {Edit} from '../../edits/edit.js'
import type {Project} from '../../project/project.js'
import type {FileSystem} from '../../system/file-system.js'
import type {Refusal} from '../refusal.js'
import type {Situation} from '../situation.js'

import {predict} from '../../buildpack/predict.js'
import {applyWhole, type Snapshot} from '../../edits/apply-whole.js'
import {editedPaths} from '../../edits/merge-edits.js'

/**
 * Makes the edits, reads the source again, and predicts the build as before. Edits that make it worse are taken back.
 *
 * @returns why they were taken back; undefined: they stay
 */
export async function applyUnlessWorse(
  edits: readonly Edit[],
  before: Snapshot,
  {files, situation}: {files: FileSystem; situation: Situation},
): Promise<Refusal | undefined> {
  const known = new Map([...before].filter(([file]) => edits.some((edit) => editedPaths(edit).includes(file))))
  const undo = await applyWhole(edits, situation.folder, {before: known, files})
  try {
    const now = await situation.again()
    const [was, is] = [situation.project, now].map((project) => prediction(project, situation))
    if (!isWorse(was!, is!)) return undefined
    await undo()
    return {after: inWords(is!), before: inWords(was!), id: 'prediction-worse'}
  } catch (error) {
    await undo()
    throw error
  }
}

function prediction(project: Project, {facts}: Situation): Prediction {
  const {kind, lastBuild, releases, stack} = facts
  return predict(project.tree, {cachedPythonVersion: lastBuild?.version ?? null, kind, releases, stack})
}

function isWorse(before: Prediction, after: Prediction): boolean {
  if (after.failure) return after.failure.reason !== before.failure?.reason || after.failure.detail !== before.failure.detail
  const sameBuild = before.failure !== null || after.package_manager === before.package_manager
  return !sameBuild || after.warnings.some((warning) => !before.warnings.includes(warning))
}

function inWords({failure, package_manager, python_version, warnings}: Prediction): string {
  if (failure) return `the build fails: ${failure.title}`
  const aside = warnings.length > 0 ? `, with warnings: ${warnings.join(', ')}` : ''
  return `Python ${python_version}, ${package_manager}${aside}`
}
