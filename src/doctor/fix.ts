import path from 'node:path'

import type {CheckedFinding} from '../checks/run-checks.js'
import type {Edit} from '../edits/edit.js'
import type {Project} from '../project/project.js'
import type {System} from '../system/system.js'

import {applyEdits} from '../edits/apply-edits.js'
import {mergeEdits} from '../edits/merge-edits.js'
import {Git} from '../project/git.js'

export interface FixPlan {
  edits: readonly Edit[]
  /** The checks whose findings the edits mend. */
  mends: readonly string[]
  /** Checks whose fix touches what another fix touches: a second run makes them. */
  postponed: readonly string[]
}

/** The automatic fixes among the findings, as edits to the files on disk. */
export function planFixes(findings: readonly CheckedFinding[]): FixPlan {
  const fixes = findings.flatMap(({fix, id}) => (fix.kind === 'auto' && fix.edits.length > 0 ? [{edits: fix.edits, id}] : []))
  const {edits, postponed} = mergeEdits(fixes)
  return {edits, mends: [...new Set(fixes.map((fix) => fix.id))].filter((id) => !postponed.includes(id)), postponed}
}

/** Makes the edits. Nothing is committed. */
export async function applyFixes(plan: FixPlan, project: Project, system: Pick<System, 'files' | 'processes'>): Promise<void> {
  const folder = project.source.path
  const git = new Git(system.processes, folder)
  const outside = plan.edits.filter((edit) => path.relative(folder, path.resolve(folder, edit.path)).startsWith('..'))
  if (outside.length > 0) throw new Error(`an edit outside of the source: ${outside[0]!.path}`)
  await applyEdits(plan.edits, folder, {files: system.files, git})
}
