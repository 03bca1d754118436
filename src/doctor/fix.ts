import type {CheckedFinding} from '../checks/run-checks.js'
import type {Edit} from '../edits/edit.js'
import type {Project} from '../project/project.js'
import type {System} from '../system/system.js'

import {applyEdits} from '../edits/apply-edits.js'
import {commitCommands} from '../edits/commit-commands.js'
import {editedPaths, type Fix, mergeEdits} from '../edits/merge-edits.js'
import {refuseEdit} from '../edits/refuse-edit.js'
import {removeUnfinishedBeside} from '../edits/remove-unfinished.js'
import {Git} from '../project/git.js'

export interface FixPlan {
  edits: readonly Edit[]
  /** The checks whose findings the edits fix. */
  fixedIds: readonly string[]
  /** Checks whose fix touches what another fix touches: a second run makes them. */
  postponed: readonly string[]
  /** Checks whose fix would destroy something on disk, or reach out of the source, and why. */
  refused: readonly {id: string; reason: string}[]
}

/** The automatic fixes among the findings, as edits to the files on disk. */
export async function planFixes(
  findings: readonly CheckedFinding[],
  project: Project,
  {files, processes}: Pick<System, 'files' | 'processes'>,
): Promise<FixPlan> {
  const safe: Fix[] = []
  const refused: {id: string; reason: string}[] = []
  const place = {files, folder: project.source.path, read: (path: string) => project.tree.read(path)}
  for (const {fix, id} of findings) {
    if (fix.kind !== 'auto' || fix.edits.length === 0) continue
    const reasons = await Promise.all(fix.edits.map((edit) => refuseEdit(edit, place)))
    const reason = reasons.find((found) => found !== undefined) ?? (await refuseIgnored(fix.edits, project, {files, processes}))
    if (reason === undefined) safe.push({edits: fix.edits, id})
    else refused.push({id, reason})
  }

  const {edits, postponed} = mergeEdits(safe)
  const fixedIds = [...new Set(safe.map((fix) => fix.id))].filter((id) => !postponed.includes(id))
  return {edits, fixedIds, postponed, refused}
}

/** A new file that git ignores would not get into the commit: what the fix deletes would be missed, or nothing be fixed. */
async function refuseIgnored(
  edits: readonly Edit[],
  {source, tree}: Project,
  system: Pick<System, 'files' | 'processes'>,
): Promise<string | undefined> {
  const written = edits.flatMap((edit) => (edit.action === 'write' ? [edit.path] : edit.action === 'rename' ? [edit.to] : []))
  const added = written.filter((path) => !tree.exists(path))
  if (source.repository === null || added.length === 0) return undefined
  const [ignored] = await new Git(system, source.path).ignored(added)
  if (!ignored) return undefined
  const [path, {file, line}] = ignored
  return `git ignores ${path} (${file}, line ${line}), so it wouldn't be committed`
}

/** Makes the edits of a plan. Nothing is committed. */
export async function applyFixes(plan: FixPlan, project: Project, system: Pick<System, 'files' | 'processes'>): Promise<void> {
  const folder = project.source.path
  await removeUnfinishedBeside(
    plan.edits.flatMap((edit) => editedPaths(edit)),
    folder,
    system.files,
  )
  await applyEdits(plan.edits, folder, {files: system.files, git: new Git(system, folder)})
}

/** How the edits of a plan are committed; empty outside of git. */
export function fixCommands({edits, fixedIds}: FixPlan, {source}: Project, cwd: string): string[] {
  if (source.repository === null) return []
  const place = {cwd, folder: source.path, repository: source.repository}
  return commitCommands(edits, {...place, force: false, message: `Fix ${fixedIds.join(', ')}`})
}
