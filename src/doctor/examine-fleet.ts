import type {Check} from '../checks/check.js'
import type {App, Unavailable} from '../platform/app.js'
import type {NamedApp} from '../platform/answers.js'
import type {ListingClient} from '../platform/client.js'
import type {RetryingClients} from '../platform/retrying-client.js'
import type {ReleaseData, ReleaseDataOptions} from '../releases/current-releases.js'
import type {System} from '../system/system.js'

import {builtPython, isAvailable} from '../platform/app.js'
import {isPythonApp, listApps} from '../platform/list-apps.js'
import {retryingClients, REQUESTS_AT_ONCE} from '../platform/retrying-client.js'
import {readListedApp} from '../platform/read-app.js'
import {currentReleaseData} from '../releases/current-releases.js'
import {makeTarget} from '../target/target.js'
import {ProblemError} from '../common/problem.js'
import {mapLimited} from '../system/limited.js'
import {diagnose} from './diagnose.js'
import {type ExaminedApp, type FleetApp, type FleetReport, worstFirst} from './fleet-report.js'
import {NO_SOURCE} from './no-source.js'

export interface FleetExamination extends RetryingClients {
  /** null: every app of the account. */
  team: null | string
  checks: readonly Check[]
  releaseData: Omit<ReleaseDataOptions, 'kind'>
  /** Ends the reading: the report has what is done by then. */
  signal: AbortSignal
  progress(done: number, total: number): void
  /** What is found out of an app, in the place of a diagnosis; `to`: where it moves to. */
  forecast?: {judge(app: App, releaseData: ReleaseData): Verdict; to: readonly string[]}
}

type Verdict = Pick<ExaminedApp, 'findings' | 'isThere' | 'skipped'>

/**
 * The clients that a fleet is read with, and an end to all that they do: `stop` makes examineFleet return with what is
 * done by then.
 */
export function fleetClients(
  client: ListingClient,
  {clock, http}: Pick<System, 'clock' | 'http'>,
): RetryingClients & {signal: AbortSignal; stop(): void} {
  const stopping = new AbortController()
  const {signal} = stopping
  const patience = {
    now: () => clock.monotonic(),
    random: () => Math.random(),
    signal,
    sleep: async (milliseconds: number) => clock.sleep(milliseconds, signal),
  }
  const clients = retryingClients({client, http}, patience)
  const stop = () => {
    stopping.abort()
    client.close()
  }

  return {...clients, signal, stop}
}

/**
 * Looks at every Python app of a team or an account, some at a time. Their sources are not read: only the checks that
 * decide from the app alone are made.
 *
 * @throws ProblemError apps-not-readable; interrupted before there was a list
 */
export async function examineFleet(fleet: FleetExamination, system: System): Promise<FleetReport> {
  const {checks, client, progress, signal, team} = fleet
  const made = checks.filter(({appOnly, ofMoves}) => appOnly && (fleet.forecast !== undefined || !ofMoves))
  const [apps, classic, cnb] = await Promise.all([
    list(client, team, signal),
    currentReleaseData({...fleet.releaseData, kind: 'classic'}, system),
    currentReleaseData({...fleet.releaseData, kind: 'cnb'}, system),
  ])
  const releaseData = {classic, cnb}
  const done: (FleetApp | null)[] = []
  const work = mapLimited(apps, REQUESTS_AT_ONCE, async (app) => {
    if (signal.aborted) return
    const examined = await examineApp(app, {checks: made, releaseData}, fleet)
    if (signal.aborted) return
    done.push(examined)
    progress(done.length, apps.length)
  })
  await Promise.race([work, aborted(signal)])
  const python = done.filter((app) => app !== null)
  return {
    apps: python.sort((a, b) => worstFirst(a, b)),
    left: apps.length - done.length,
    made: made.map(({id}) => id),
    needSource: checks.filter(({ofMoves}) => fleet.forecast !== undefined || !ofMoves).length - made.length,
    otherApps: done.length - python.length,
    team,
    ...(fleet.forecast && {to: fleet.forecast.to}),
  }
}

async function list(client: ListingClient, team: null | string, signal: AbortSignal): Promise<NamedApp[]> {
  try {
    return await listApps(client, team)
  } catch (error) {
    throw signal.aborted ? new ProblemError({id: 'interrupted'}) : error
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, {once: true})
  })
}

interface FleetInput {
  checks: readonly Check[]
  releaseData: Record<App['kind'], ReleaseData>
}

/** Never fails: a failure is the app's own. null: no Python app. */
async function examineApp(
  listed: NamedApp,
  input: FleetInput,
  {client, forecast, http}: FleetExamination,
): Promise<FleetApp | null> {
  const {name} = listed
  try {
    const app = await readListedApp(listed, client, {http, isWanted: isPythonApp, withPython: true})
    if (app === null) return null
    const error = isAvailable(app) ? unreadable(app) : app.unavailable
    return !isAvailable(app) || error !== null ? {app: name, error: error ?? ''} : diagnoseApp(app, input, forecast)
  } catch (error) {
    return {app: name, error: `an unexpected error: ${error instanceof Error ? error.message : String(error)}`}
  }
}

/** Why an app can't be read, where no part of it can. */
function unreadable({buildpacks, configVars, formation, lastBuild}: App): null | string {
  const reasons = [buildpacks, configVars, formation, lastBuild].map((part) => reasonOf(part))
  return reasons.includes(null) ? null : reasons[0]!
}

function reasonOf(part: null | object | Unavailable): null | string {
  return part !== null && 'unavailable' in part ? part.unavailable : null
}

function diagnoseApp(app: App, {checks, releaseData}: FleetInput, forecast: FleetExamination['forecast']): FleetApp {
  const data = releaseData[app.kind]
  return {
    app: app.name,
    buildpacks: isAvailable(app.buildpacks) ? app.buildpacks.map(({ref}) => ref) : null,
    error: null,
    kind: app.kind,
    python: builtPython(app),
    stack: app.buildStack ?? app.stack,
    ...(forecast ? forecast.judge(app, data) : diagnosisOf(app, checks, data)),
  }
}

function diagnosisOf(app: App, checks: readonly Check[], releaseData: ReleaseData): Verdict {
  const target = makeTarget({app, project: NO_SOURCE, releaseData})
  const {findings, skipped} = diagnose({checks, known: new Set(checks.map(({id}) => id)), target}).report
  return {findings, skipped}
}
