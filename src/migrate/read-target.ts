import type {PlatformClient} from '../platform/read-app.js'
import type {System} from '../system/system.js'
import type {MigrateProblem} from './problem.js'

import {ProblemError} from '../common/problem.js'
import {type MigrationApp, readMigrationApp} from '../platform/installations.js'
import {readTarget, type TargetInput} from '../target/read-target.js'
import type {Target} from '../target/target.js'

/** An app that can be migrated, and its source. */
export type MigrationTarget = Target<MigrationApp>

/** @throws ProblemError, also for apps that have no list of buildpacks to change */
export async function readMigrationTarget(
  name: string,
  client: PlatformClient,
  input: TargetInput,
  system: System,
): Promise<MigrationTarget> {
  return readTarget({...input, found: findMigrationApp(name, client)}, system)
}

async function findMigrationApp(name: string, client: PlatformClient): Promise<{app: MigrationApp}> {
  const app = await readMigrationApp(name, client)
  refuseOthers(app)
  return {app}
}

/** Source: the Platform API has no buildpack installations for Fir apps, and a container's build runs none. */
function refuseOthers({buildStack, kind, name, stack}: MigrationApp): void {
  if (kind === 'cnb') throw new ProblemError<MigrateProblem>({app: name, id: 'fir-app'})
  if ((buildStack ?? stack) === CONTAINER_STACK) throw new ProblemError<MigrateProblem>({app: name, id: 'container-app'})
}

const CONTAINER_STACK = 'container'
