import type {Build} from '../run/build.js'
import type {ProcessType} from '../run/result.js'
import type {Step} from '../run/step.js'

import {readProcfile, startedProcesses} from '../../project/procfile.js'
import {moduleCommand} from '../plan/commands.js'

/** The add-ons that the buildpack asks for: a database for a Django app with its driver. Source: bin/release. */
async function addonsOf(build: Build): Promise<string[]> {
  if (!build.tree.isFile('manage.py')) return []
  for (const module of ['django', 'psycopg2']) if (!(await build.run(moduleCommand(module), {silent: true}))) return []
  return ['heroku-postgresql']
}

/** The buildpack has no process types of its own: without a Procfile there are none. */
function processTypesOf({mask, request, tree}: Build): ProcessType[] {
  const procfile = readProcfile(tree)
  if (!procfile) return []
  const processes = request.kind === 'classic' ? startedProcesses(procfile) : procfile.processes
  return processes.map(({command, type}) => ({command: mask(command), type}))
}

/** What the app runs, and what it asks for. */
export const readRelease: Step = async (build) => {
  build.outcome.processTypes = processTypesOf(build)
  if (build.request.kind === 'classic') build.outcome.addons = await addonsOf(build)
}
