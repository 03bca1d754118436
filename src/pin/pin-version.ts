import type {Edit} from '../edits/edit.js'
import type {System} from '../system/system.js'
import type {PinWarning} from './refusal.js'
import type {PinInput} from './read-input.js'

import {applyWhole, takeSnapshot} from '../edits/apply-whole.js'
import {commitCommands} from '../edits/commit-commands.js'
import {editedPaths} from '../edits/merge-edits.js'
import {removeUnfinished} from '../edits/remove-unfinished.js'
import {Git} from '../project/git.js'
import {slugignored} from '../project/slugignore.js'
import {planVersion, type VersionPlan, type VersionRequest} from './plan-version.js'

export interface PinReport extends VersionPlan {
  applied: boolean
  /** What to run afterwards; empty outside of git, or if nothing is changed. */
  gitCommands: readonly string[]
}

/** Plans the pin and, unless it is a dry run or refused, makes it. */
export async function pinVersion(
  request: VersionRequest,
  input: PinInput,
  system: System,
  {dryRun}: {dryRun: boolean},
): Promise<PinReport> {
  const plan = planVersion(request, input)
  if (plan.refusal) return {...plan, applied: false, gitCommands: []}
  const ignored = await ignoredWarnings('.python-version', input, system)
  const warnings = [...plan.warnings, ...ignored]
  if (!input.manager) warnings.push({id: 'not-detected'})
  const gitCommands = gitCommandsFor(plan.edits, input, {
    force: ignored.some(({id}) => id === 'git-ignored'),
    message: `Pin Python ${plan.version}`,
  })
  const report = {...plan, gitCommands, warnings}
  if (dryRun) return {...report, applied: false}
  await removeUnfinished(input.project.source.path, system.files)
  if (plan.edits.length === 0) return {...report, applied: false}
  await applyWhole(plan.edits, input.project.source.path, {
    before: await snapshotOf(plan.edits, input, system),
    files: system.files,
  })
  return {...report, applied: true}
}

/**
 * What the files held when the plan was made: what was read for it. Only what the plan takes for missing is looked up,
 * to know a link from nothing.
 */
async function snapshotOf(edits: readonly Edit[], {files: versionFiles, project}: PinInput, {files}: System) {
  const paths = [...new Set(edits.flatMap((edit) => editedPaths(edit)))]
  const snapshot = new Map(await takeSnapshot(paths, project.source.path, files))
  const {misspelled, runtimeTxt, versionFile} = versionFiles
  const read = new Map<string, Uint8Array | undefined>([
    ['.python-version', versionFile?.bytes],
    ['runtime.txt', runtimeTxt],
    ...misspelled.map(({bytes, name}) => [name, bytes] as const),
  ])
  for (const [file, held] of snapshot) {
    // What a link that leads out of the source leads to was not read.
    if (file === '.python-version' && versionFile?.kind === 'dangling') continue
    const bytes = read.get(file)
    snapshot.set(file, bytes && (held ? {...held, bytes} : {bytes, kind: 'file'}))
  }

  return snapshot
}

/** A file that git or Heroku leaves out of the source has no effect. */
export async function ignoredWarnings(
  file: string,
  {project}: PinInput,
  system: Pick<System, 'files' | 'processes'>,
): Promise<PinWarning[]> {
  const warnings: PinWarning[] = []
  if (project.source.repository !== null) {
    const rule = (await new Git(system, project.source.path).ignored([file])).get(file)
    if (rule) warnings.push({file, id: 'git-ignored', rule})
  }

  const rules = project.beforeSlugignore?.read('.slugignore')
  if (rules && slugignored(new TextDecoder().decode(rules), [[file, {kind: 'file'}]]).has(file)) {
    warnings.push({file, id: 'slug-ignored'})
  }

  return warnings
}

/** How the change is committed, as typed in the folder where the command runs. */
export function gitCommandsFor(
  edits: readonly Edit[],
  {cwd, project: {source}}: PinInput,
  options: {force: boolean; message: string},
): string[] {
  return source.repository === null
    ? []
    : commitCommands(edits, {...options, cwd, folder: source.path, repository: source.repository})
}
