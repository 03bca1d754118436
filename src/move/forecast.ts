import type {Prediction} from '../buildpack/prediction.js'
import type {Check, CheckContext, Move, SyntaxAnswer} from '../checks/check.js'
import type {Skipped} from '../checks/run-checks.js'
import type {Diagnosis} from '../doctor/diagnose.js'
import type {KnownFinding} from '../doctor/fingerprint.js'
import type {DoctorReport, FailLevel} from '../doctor/report.js'
import type {Destination} from './destination.js'
import type {Step} from './step.js'

import {appPython} from '../checks/shared/app-python.js'
import {productionDependencies} from '../checks/dependencies.js'
import {packageManager} from '../checks/facts.js'
import {comparePackages, type PackageChanges} from '../pin/dependencies/packages.js'
import {diagnose} from '../doctor/diagnose.js'
import {fails} from '../doctor/report.js'
import {majorOf} from '../packaging/python-version.js'
import {calendarOf, type DatedEvent} from './calendar.js'
import {compareReports, type Differences, OF_PACKAGES} from './compare.js'
import type {MovedTargets} from './moved-target.js'
import {planSteps} from './steps.js'
import {withUpgrade} from './upgrade-command.js'

/** Where an app stands: before a move, or after it. */
export interface Standing {
  kind: 'classic' | 'cnb'
  stack: string
  architecture: string
  /** `N.N`; null: it isn't known. */
  python: null | string
  manager: null | string
  /** What the buildpack does there. */
  prediction: Prediction
}

export interface Forecast extends Differences {
  source: DoctorReport['source']
  /** The app's name; null: none is known. */
  app: null | string
  from: Standing
  to: Standing
  /** No app is known: the stack that it is taken to be on now. */
  assumedStack: null | string
  /** What was not looked at, and would be of a move. */
  skipped: readonly Skipped[]
  steps: readonly Step[]
  /** What ends for the app as it stands. */
  calendar: readonly DatedEvent[]
  /** How the packages change that the build installs; null: the package manager stays, or uv wasn't asked. */
  packages: null | PackageChanges
  /** The build fails after the move and doesn't now, and no finding tells why. */
  buildBreaks: boolean
}

type Diagnosed = ReturnType<typeof diagnose>

type Answers = Pick<Diagnosis, 'noOnline' | 'online'>

/** What is known beside the source and the app. Each part may be missing. */
export interface ForecastInput {
  checks: readonly Check[]
  known: ReadonlySet<string>
  /** Of the package index, for the app as it is and as it would be. */
  index?: {after: Answers; before: Answers}
  syntax: SyntaxAnswer | null
  /** Why no Python of the target was asked. */
  noTargetPython: string
}

/** Predicts an app as it is and as it would be, and what lies between. Pure. */
export function forecast(moved: MovedTargets, destination: Destination, input: ForecastInput): Forecast {
  const {checks, index, known, noTargetPython, syntax} = input
  const now = diagnose({...index?.before, checks, known, target: moved.before})
  const move: Move = {from: now.context, syntax}
  // uv writes the lock as it converts: that the imagined one fits nothing is no finding.
  const ofThen = moved.withPresentManager === null ? checks : checks.filter(({id}) => id !== 'deps/uv-lock-stale')
  const then = diagnose({...index?.after, checks: ofThen, known, move, noTargetPython, target: moved.after})
  const about = {
    app: moved.before.app?.name ?? null,
    assumedStack: moved.assumedStack,
    from: standing(now),
    skipped: then.report.skipped,
    source: now.report.source,
    to: {...standing(then), python: appPython(then.context) ?? (destination.python && majorOf(destination.python))},
  }
  // Without a Python app there is nothing that a move could break.
  if (!now.report.prediction.detected) return {...about, ...NOTHING, stays: now.report.findings}
  const findings = [...movedFindings(then.report, moved, input, move), ...unpreparedFindings(moved, input)]
  const found = {...then.report, findings: findings.map((finding) => withUpgrade(now.context, finding))}
  const differences = withoutGuesses(compareReports({...moved, after: found, before: now.report, checks}), then)
  const planned = {
    after: then.context,
    before: now.context,
    destination,
    differences,
    edits: moved.edits,
    present: now.report.findings,
  }
  return {
    ...about,
    ...differences,
    buildBreaks: isNewFailure(now.report, then.report) && !differences.breaks.some(({id}) => explains(checks, id, then.report)),
    calendar: calendarOf(about.from, moved.before.releases),
    packages: moved.isConverted ? packageChanges(now.context, then.context) : null,
    steps: planSteps(planned),
  }
}

const NOTHING = {breaks: [], buildBreaks: false, calendar: [], heals: [], matters: [], packages: null, steps: []}

/**
 * The packages that an app has are named in its present files, the lines of which mean something to a reader. What uv would
 * write is asked about all else.
 */
function movedFindings(
  {findings}: DoctorReport,
  {withPresentManager}: MovedTargets,
  {checks, index, known, noTargetPython}: ForecastInput,
  move: Move,
): readonly KnownFinding[] {
  if (withPresentManager === null) return findings
  const ofPackages = checks.filter(({id}) => OF_PACKAGES.test(id))
  const {report} = diagnose({...index?.after, checks: ofPackages, known, move, noTargetPython, target: withPresentManager})
  return [...findings.filter(({id}) => !OF_PACKAGES.test(id)), ...report.findings]
}

/** Where the Python after the move isn't known, what depends on it isn't looked at: nothing of that is settled. */
function withoutGuesses(differences: Differences, then: Diagnosed): Differences {
  if (appPython(then.context) !== undefined) return differences
  const {heals, stays} = differences
  const isSettled = ({id}: KnownFinding) => /^(?:version|stack)\//.test(id)
  return {
    ...differences,
    heals: heals.filter((finding) => isSettled(finding)),
    stays: [...stays, ...heals.filter((finding) => !isSettled(finding))],
  }
}

/** What the first step of the move settles, and breaks the build if that is left out. */
function unpreparedFindings({unprepared}: MovedTargets, {checks, known}: ForecastInput): readonly KnownFinding[] {
  if (unprepared === null) return []
  const {report} = diagnose({checks: checks.filter(({id}) => PREPARED.has(id)), known, target: unprepared})
  return report.findings.filter(({severity}) => severity === 'error')
}

const PREPARED = new Set(['version/runtime-txt', 'version/uv-needs-file'])

/** Of packages with an exact version on both sides. What the present files leave open is no change. */
function packageChanges(before: CheckContext, after: CheckContext): PackageChanges {
  const pinned = (context: CheckContext) =>
    new Map(
      productionDependencies(context).list.flatMap(({name, version}) =>
        version === null ? [] : [[name, {conditional: false, version}] as const],
      ),
    )
  const changes = comparePackages(pinned(before), pinned(after))
  return productionDependencies(before).complete ? changes : {...changes, added: []}
}

function standing({context, report}: Diagnosed): Standing {
  const {architecture, kind, stack} = context
  return {
    architecture,
    kind,
    manager: packageManager(context),
    prediction: report.prediction,
    python: appPython(context) ?? null,
    stack,
  }
}

function isNewFailure(before: DoctorReport, after: DoctorReport): boolean {
  const failure = after.prediction.failure ?? null
  return failure !== null && before.prediction.failure?.reason !== failure.reason
}

function explains(checks: readonly Check[], id: string, {prediction}: DoctorReport): boolean {
  const reason = prediction.failure?.reason
  return reason !== undefined && checks.some((check) => check.id === id && check.explains?.includes(reason))
}

/** Whether a forecast ends with exit code 1: the move brings something at or above a level. */
export function forecastFails({breaks, buildBreaks, matters}: Forecast, level: FailLevel): boolean {
  return (buildBreaks && level !== 'never') || fails([...breaks, ...matters], level)
}
