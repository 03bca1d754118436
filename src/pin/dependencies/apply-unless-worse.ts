import type {Prediction} from '../../buildpack/prediction.js'
import type {Edit} from '../../edits/edit.js'
import type {FileSystem} from '../../system/file-system.js'
import type {Target} from '../../target/target.js'
import type {Refusal} from '../refusal.js'
import type {PinInput} from '../read-input.js'

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
  {files, input}: {files: FileSystem; input: PinInput},
): Promise<Refusal | undefined> {
  const known = new Map([...before].filter(([file]) => edits.some((edit) => editedPaths(edit).includes(file))))
  const undo = await applyWhole(edits, input.project.source.path, {before: known, files})
  try {
    const now = await input.again()
    const [was, is] = [prediction(input, input), prediction(now, input)]
    if (!isWorse(was, is)) return undefined
    await undo()
    return {after: inWords(is), before: inWords(was), id: 'prediction-worse'}
  } catch (error) {
    await undo()
    throw error
  }
}

function prediction({kind, project, releases, stack}: Target, {lastBuild}: PinInput): Prediction {
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
