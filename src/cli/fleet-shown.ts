import type {Check} from '../checks/check.js'
import type {FleetExamination} from '../doctor/examine-fleet.js'
import type {FleetReport} from '../doctor/fleet-report.js'
import type {App} from '../platform/app.js'
import type {ListingClient} from '../platform/client.js'
import type {ReleaseData} from '../releases/current-releases.js'
import type {System} from '../system/system.js'

import {ProblemError} from '../common/problem.js'

/**
 * The checks that a fleet's apps get.
 *
 * @throws ProblemError unknown-check; usage where none of them decides from an app alone
 */
export async function fleetChecks(only: readonly string[], skip: readonly string[]): Promise<readonly Check[]> {
  const [{CHECKS}, {selectChecks}] = await Promise.all([import('../checks/index.js'), import('../doctor/select-checks.js')])
  const checks = selectChecks(CHECKS, {only, skip})
  if (checks.some(({appOnly}) => appOnly)) return checks
  throw new ProblemError({
    id: 'usage',
    message: "The selected checks need source code, so they can't be used with --team or --all",
  })
}

type Fleet = Pick<FleetExamination, 'checks' | 'releaseData' | 'team'> & {
  client: ListingClient
  progress(done: number, total: number): void
  /** Where to the apps shall move; left out: they are looked at as they are. */
  to: readonly string[] | undefined
}

/** Looks at a fleet. An interrupt ends it with what is done by then. */
export async function askFleet({client, progress, to, ...fleet}: Fleet, system: System): Promise<FleetReport> {
  const [{examineFleet, fleetClients}, {holdInterrupt}] = await Promise.all([
    import('../doctor/examine-fleet.js'),
    import('../system/interruption.js'),
  ])
  const forecast = to && {forecast: await fleetForecast(fleet.checks, to)}
  const {stop, ...clients} = fleetClients(client, system)
  return holdInterrupt(async () => examineFleet({...fleet, ...clients, ...forecast, progress}, system), stop)
}

async function fleetForecast(checks: readonly Check[], to: readonly string[]) {
  const [{forecastApp}, {parseTargets}, {builtInReleases}] = await Promise.all([
    import('../move/forecast-app.js'),
    import('../move/destination.js'),
    import('../buildpack/release.js'),
  ])
  // What isn't a target is told before any app is read.
  parseTargets(to, builtInReleases)
  const ofApps = checks.filter(({appOnly}) => appOnly)
  return {judge: (app: App, data: ReleaseData) => forecastApp(app, data, {checks: ofApps, to}), to}
}
