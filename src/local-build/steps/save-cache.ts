import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {STEP_LINES} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {keptRequirements, sha256} from '../plan/decide-cache.js'
import {requireOwnFolders} from './replaced-folder.js'
import {secondsSince, timed} from '../run/step.js'

/** Source: lib/cache.sh, `save`. */
export const saveCache: Step = async (build) => {
  const {data, request} = build
  if (request.kind === 'classic') build.line(STEP_LINES.savingCache)
  if (request.cache !== 'disabled') await save(build)
  data.total_duration = secondsSince(build.startedAt, build.machine.system.clock)
  if (request.cache === 'disabled') return {skipped: '--no-cache'}
}

async function save(build: Build): Promise<void> {
  const {data, interpreter, machine, manager, pythonVersion, request, tree} = build
  const {classic, file: name} = PACKAGE_MANAGERS[manager]
  const {cacheKeeps} = classic
  const file = tree.read(name) ?? new Uint8Array()
  // A package's own code, which runs while it is installed, knows them too.
  await requireOwnFolders(build, 'A program of the build')
  await timed(build, 'cache_save_duration', async () =>
    machine.cache.save(
      machine.place.build,
      {
        buildData: {...data},
        interpreter,
        pipfileLockSha256: cacheKeeps === 'sha256' ? sha256(file) : null,
        pythonVersion,
        requirements: cacheKeeps === 'contents' ? keptRequirements(file) : null,
        stack: request.stack,
      },
      request.usesBuilt ? 'copied' : 'moved',
    ),
  )
  build.isSaved = true
}
