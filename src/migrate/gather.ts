import type {PlatformClient} from '../platform/read-app.js'
import type {Project} from '../project/project.js'
import type {ReadOptions} from '../project/read-project.js'
import type {System} from '../system/system.js'
import type {PlanInput} from './plan.js'

import {buildFolder} from '../platform/app.js'
import {type MigrationApp, readMigrationApp} from '../platform/installations.js'
import {ProblemError} from '../common/problem.js'
import {readProject} from '../project/read-project.js'
import {parseReference} from '../platform/buildpacks/reference.js'
import {migrationSource} from './source.js'

export interface Gathered {
  app: MigrationApp
  input: PlanInput
  project: Project
}

/**
 * Reads the app and its source, side by side.
 *
 * @throws ProblemError, also for apps that have no list of buildpacks to change
 */
export async function gather(
  name: string,
  client: PlatformClient,
  options: ReadOptions,
  system: Pick<System, 'files' | 'processes'>,
): Promise<Gathered> {
  const reading = readProject(options, system)
  // Should the app fail first, the source's failure must not go unheard.
  reading.catch(() => {})
  const app = await readMigrationApp(name, client)
  refuseOthers(app)
  const installed = app.installed.map((stored) => parseReference(stored.reveal()))
  const first = await reading
  const folder = first.source.notes.every((note) => note.id !== 'subfolder') ? folderOf(app, installed) : ''
  const project = folder === '' ? first : await readProject({...options, source: `${first.source.path}/${folder}`}, system)
  const source = migrationSource(project, app.buildStack)
  return {app, input: {app: app.name, configVars: app.configVars, installed, source}, project}
}

/** Source: the Platform API has no buildpack installations for Fir apps, and a container's build runs none. */
function refuseOthers({buildStack, generation, name}: MigrationApp): void {
  if (generation === 'fir') throw new ProblemError({app: name, id: 'fir-app'})
  if (buildStack === 'container') throw new ProblemError({app: name, id: 'container-app'})
}

function folderOf({configVars}: MigrationApp, installed: PlanInput['installed']): string {
  return buildFolder({buildpacks: installed.map(({shown}) => ({ref: shown})), configVars})
}
