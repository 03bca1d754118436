import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'
import {predict, type PredictOptions} from '../buildpack/predict.js'
import type {Target} from '../target/target.js'
import type {DoctorReport} from './report.js'

import {installCommand} from '../buildpack/classic-lines.js'
import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../buildpack/config-vars.js'
import {MANAGER_FILES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {managerVersion, platform} from '../buildpack/release.js'
import {emptyPrediction} from '../buildpack/prediction.js'
import {withNewerRules} from '../buildpack/newer-decision.js'
import {decideVersion} from '../buildpack/version-decision.js'
import {type Check, type CheckContext, type Move, type Need, type Online} from '../checks/check.js'
import {type CheckedFinding, runChecks, type Skipped} from '../checks/run-checks.js'
import {listWithoutPython} from '../checks/buildpacks/python-missing.js'
import {CONTAINER_STACK, stackEol} from '../checks/stack/eol.js'
import {buildFolder, isAvailable} from '../platform/app.js'
import {createMasker} from '../platform/masker.js'
import {containerFile} from '../project/container.js'
import {markChangedRules} from './changed-rules.js'
import {withFingerprints} from './fingerprint.js'
import {cacheOptions, nextCache} from './next-cache.js'
import {leftOutWarnings} from './left-out-warnings.js'
import {NO_SOURCE} from './no-source.js'
import {placed} from './place.js'
import {readSuppressions} from './suppressions.js'

export interface Diagnosis {
  target: Target
  /** What a package index answered; left out or null: it was not asked. */
  online?: Online | null
  /** Why it gave no answer, where it was asked. */
  noOnline?: string
  /** The checks to run. */
  checks: readonly Check[]
  /** The ids of all checks, against which suppressions are compared. */
  known: ReadonlySet<string>
  /** Suppressed findings are findings too. */
  unsuppressed?: boolean
  /** Where the target is one that the app shall move to: where it is now. */
  move?: Move
  /** Why the Python of a move was not asked about the app's files. */
  noTargetPython?: string
}

/** Predicts the build and runs the checks. Pure. */
export function diagnose(diagnosis: Diagnosis): {context: CheckContext; report: DoctorReport} {
  const {known, move = null, noOnline = NOT_ONLINE, noTargetPython = '', online = null, target, unsuppressed = false} = diagnosis
  const checks = diagnosis.checks.filter(({ofMoves}) => move !== null || !ofMoves)
  const {app, architecture, kind, project, releaseDataIsStale, releases, skipped, stack} = target
  const builtByDockerfile = dockerfileOf(target)
  const isContainer = builtByDockerfile !== null
  // No buildpack builds an app on the container stack: what is predicted is what one would do if it did.
  const options: PredictOptions = {
    kind,
    releases,
    stack: stack === CONTAINER_STACK ? platform.defaultStack : stack,
    ...configVarOptions(app),
    ...cacheOptions(target),
  }
  const {isConfirmed, newer, prediction} = withNewerRules(project.tree, predict(project.tree, options), {...target, options})
  const version = decideVersion(project.tree, prediction.package_manager, options)
  const context: CheckContext = {
    app,
    architecture,
    hasSource: project !== NO_SOURCE,
    kind,
    move,
    newer,
    releaseDataIsStale,
    online,
    prediction,
    project,
    releases,
    stack,
    stackIsKnown: app !== null || target.stackIsAsked,
    version,
  }

  const {reasons, warnings} = readSuppressions(project.tree, known)
  const isMade = (check: Check) => !isContainer || check === stackEol
  const results = runChecks(
    checks.filter((check) => isMade(check)),
    context,
    {
      missing: {
        ...missingOfApp(app, skipped.app ?? ''),
        ...missingOfSource(project),
        ...(!online && {online: noOnline}),
        ...(move?.syntax === null && {'target-python': noTargetPython}),
      },
      suppressions: unsuppressed ? new Map() : reasons,
    },
  )
  for (const check of checks) if (!isMade(check)) results.skipped.push({id: check.id, reason: reasonOf(builtByDockerfile)})
  const mask = createMasker(app && isAvailable(app.configVars) ? app.configVars.values() : [])
  const marked = markChangedRules(results.findings, checks, {changes: target.ruleChanges, isConfirmed, newer, prediction})
  const staleSuppressions = [...reasons.keys()].filter((id) => results.passed.includes(id))
  return {
    context,
    report: {
      ...results,
      findings: withFingerprints(marked.map((finding) => placed(finding, project.tree, mask))),
      ...facts(target, context.prediction),
      ...outcome(context, {builtByDockerfile, checks, isLeftOut: diagnosis.checks.length < known.size, results}),
      staleSuppressions,
      warnings: [...warnings, ...leftOutWarnings(project.tree)],
    },
  }
}

type BuiltByDockerfile = Extract<DoctorReport['builtBy'], {kind: 'dockerfile'}>

/** Where an app is known, its stack decides, else what the source says. */
function dockerfileOf({app, project, stack}: Target): BuiltByDockerfile | null {
  if (stack === CONTAINER_STACK) return {file: null, kind: 'dockerfile'}
  const file = app === null ? containerFile(project.tree) : undefined
  return file === undefined ? null : {file, kind: 'dockerfile'}
}

function reasonOf(built: BuiltByDockerfile | null): string {
  return built?.file ? `${built.file} says that the app is built from a Dockerfile` : 'the app is on the container stack'
}

interface Made {
  builtByDockerfile: BuiltByDockerfile | null
  checks: readonly Check[]
  /** Some checks were not asked for: one of them may be the one that tells of a failure. */
  isLeftOut: boolean
  results: {findings: readonly CheckedFinding[]; suppressed: readonly Skipped[]}
}

/** What becomes of the build, with what the checks say of the prediction. */
function outcome(
  context: CheckContext,
  {builtByDockerfile, checks, isLeftOut, results: {findings, suppressed}}: Made,
): Pick<DoctorReport, 'builtBy' | 'doubtful' | 'prediction'> {
  const {prediction} = context
  const list = context.hasSource && prediction.detected ? listWithoutPython(context) : undefined
  const builtBy = builtByDockerfile ?? (list === undefined ? null : {kind: 'buildpacks' as const, list})
  if (builtBy) return {builtBy, doubtful: null, prediction: emptyPrediction()}
  const {failure} = prediction
  const explaining = new Set(checks.filter(({explains}) => failure && explains?.includes(failure.reason)).map(({id}) => id))
  const told = findings.filter(({id}) => explaining.has(id))
  const isDoubtful =
    failure !== null &&
    told.every(({severity}) => severity !== 'error') &&
    (isLeftOut || [...told, ...suppressed].some(({id}) => explaining.has(id)))
  return isDoubtful
    ? {builtBy, doubtful: failure, prediction: {...prediction, failure: null}}
    : {builtBy, doubtful: null, prediction}
}

/** What the report says of the source, the app and the buildpack. */
function facts(target: Target, prediction: CheckContext['prediction']) {
  const {app, kind, project, releaseAgeInDays: ageInDays, releaseDataIsStale: stale, releases, stack} = target
  const {release, released} = releases[kind]
  const {package_manager, python_version} = prediction
  const reached = package_manager !== null && python_version !== null && prediction.failure === null
  const manager = prediction.package_manager
  const {commit, dirty, notes, path, ref, staged = false} = project.source
  const subfolder = notes.find((note) => note.id === 'subfolder')?.folder ?? ''
  const cnb = manager && PACKAGE_MANAGERS[manager].cnb
  return {
    app: app && {name: app.name, stack},
    cache: nextCache(target, reached ? {manager: package_manager, pythonVersion: python_version} : null),
    buildpack: {ageInDays, kind, release, released, stale},
    command: manager && (kind === 'cnb' ? (cnb?.command.join(' ') ?? null) : installCommand(project.tree, manager, false)),
    // The folder that a buildpack of the app makes the root is no news, and no doubt, to the user.
    notes: notes.filter((note) => note.id !== 'subfolder' || !app || buildFolder(app) !== note.folder),
    source: {anchor: anchorOf(project), commit, dirty, folder: subfolder, path, ref, staged},
    toolVersion: manager && (managerVersion(releases[kind], manager) ?? null),
  }
}

/** In the order in which a reader would look for what is wrong with the app. */
const ANCHORS = ['Procfile', ...MANAGER_FILES, '.python-version', 'app.json', 'pyproject.toml', 'manage.py']

function anchorOf({tree}: Project): string {
  return ANCHORS.find((file) => tree.isFile(file)) ?? ANCHORS[0]!
}

function configVarOptions(app: App | null): Pick<PredictOptions, 'collectstaticDisabled' | 'configVarNames'> {
  if (!app || !isAvailable(app.configVars)) return {}
  const {configVars} = app
  return {
    collectstaticDisabled: disablesCollectstatic(configVars.get(DISABLE_COLLECTSTATIC)?.reveal()),
    configVarNames: [...configVars.keys()],
  }
}

/** Why a check that must be asked for was not made. */
export const NOT_ONLINE = 'it asks the package index: use --online'

function missingOfSource(project: Project): Partial<Record<Need, string>> {
  if (project.worktree !== null && project.source.ref === 'HEAD') return {}
  const reason =
    project.source.repository === null
      ? 'not a git repository'
      : project.source.dirty
        ? 'the check reads the files on disk, not a commit'
        : project.source.staged
          ? 'the check reads the index, not a commit'
          : project.worktree
            ? `the files on disk belong to HEAD, not to ${project.source.ref}`
            : 'a bare repository has no files on disk'
  return {worktree: reason}
}

/** Each part of the app that could not be read, by the need for it. */
function missingOfApp(app: App | null, noApp: string): Partial<Record<Need, string>> {
  if (!app)
    return {app: noApp, buildpacks: noApp, 'config-vars': noApp, formation: noApp, 'last-build': noApp, 'last-release': noApp}
  const {buildpacks, configVars, formation, lastBuild, lastRelease} = app
  return {
    ...(!isAvailable(buildpacks) && {buildpacks: `the buildpacks could not be read: ${buildpacks.unavailable}`}),
    ...(!isAvailable(configVars) && {'config-vars': `the config vars could not be read: ${configVars.unavailable}`}),
    ...(!isAvailable(formation) && {formation: `the formation could not be read: ${formation.unavailable}`}),
    ...(!isAvailable(lastBuild) && {'last-build': `the builds could not be read: ${lastBuild.unavailable}`}),
    ...(!isAvailable(lastRelease) && {'last-release': `the releases could not be read: ${lastRelease.unavailable}`}),
  }
}
