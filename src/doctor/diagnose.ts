import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'
import type {Knowledge} from '../releases/current-releases.js'
import type {DoctorReport} from './report.js'

import {installCommand} from '../buildpack/classic-steps.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../buildpack/package-managers.js'
import {predict, type PredictOptions} from '../buildpack/predict.js'
import {platform} from '../buildpack/release.js'
import {decideVersion} from '../buildpack/version-decision.js'
import {type Check, type CheckContext, type Need} from '../checks/check.js'
import {runChecks} from '../checks/run-checks.js'
import {isAvailable} from '../platform/app.js'
import {readSuppressions} from './suppressions.js'

/** The files about whose absence from a commit a check has more to say when git ignores them. */
export const ASK_IGNORED = PACKAGE_MANAGER_NAMES.map((name) => PACKAGE_MANAGERS[name].file)

export interface Diagnosis {
  project: Project
  app: App | null
  /** Why there is no app: shown with the checks that are skipped for it. */
  noApp: string
  knowledge: Knowledge
  /** The checks to run. */
  checks: readonly Check[]
  /** The ids of all checks, against which suppressions are compared. */
  known: ReadonlySet<string>
}

/** Predicts the build and runs the checks. Pure. */
export function diagnose({app, checks, known, knowledge, noApp, project}: Diagnosis): {
  context: CheckContext
  report: DoctorReport
} {
  const kind = app?.kind ?? 'classic'
  const stack = app?.buildStack ?? app?.stack ?? platform.defaultStack
  const {releases, stale} = knowledge
  const options: PredictOptions = {kind, releases, stack, ...configVarOptions(app)}
  const prediction = predict(project.tree, options)
  const version = decideVersion(project.tree, prediction.package_manager, options)
  const context: CheckContext = {app, kind, knowledgeIsStale: stale, prediction, project, releases, stack, version}

  const {reasons, warnings} = readSuppressions(project.tree, known)
  const results = runChecks(checks, context, {missing: missingNeeds(project, app, noApp), suppressions: reasons})
  const release = releases[kind]
  const manager = prediction.package_manager
  const {commit, dirty, notes, path, ref} = project.source
  return {
    context,
    report: {
      ...results,
      app: app && {name: app.name, stack},
      buildpack: {ageInDays: knowledge.ageInDays, kind, release: release.release, released: release.released, stale},
      command:
        manager &&
        (kind === 'cnb'
          ? (PACKAGE_MANAGERS[manager].cnbCommand?.join(' ') ?? null)
          : installCommand(project.tree, manager, false)),
      notes,
      prediction,
      source: {commit, dirty, path, ref},
      toolVersion: manager && release.tools[manager as 'pip'],
      warnings,
    },
  }
}

function configVarOptions(app: App | null): Pick<PredictOptions, 'collectstaticDisabled' | 'configVarNames'> {
  if (!app || !isAvailable(app.configVars)) return {}
  const disabled = app.configVars.get('DISABLE_COLLECTSTATIC')?.reveal() ?? '0'
  return {collectstaticDisabled: disabled !== '0' && disabled !== '', configVarNames: [...app.configVars.keys()]}
}

function missingNeeds(project: Project, app: App | null, noApp: string): Partial<Record<Need, string>> {
  const reason =
    project.source.repository === null
      ? 'not a git repository'
      : project.source.dirty
        ? 'the files on disk were read, not a commit'
        : 'a bare repository has no files on disk'
  return {...(app ? {} : {app: noApp}), ...(project.worktree ? {} : {worktree: reason})}
}
