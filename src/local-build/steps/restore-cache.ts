import type {Build} from '../run/build.js'
import type {CachedBuild} from '../plan/build-plan.js'
import type {Step} from '../run/step.js'

import {STEP_LINES} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {decideCache} from '../plan/decide-cache.js'
import {makeFolder} from '../run/make-folder.js'
import {timed} from '../run/step.js'

/** Brings the last build's Python home back, or deletes it and says why. Source: lib/cache.sh. */
export const restoreCache: Step = async (build) => {
  let status = 'empty'
  await timed(build, 'cache_restore_duration', async () => {
    status = await restore(build)
  })
  // Source: bin/compile.
  await makeFolder(build, '.profile.d', 'mkdir -p "$(dirname "${PROFILE_PATH}")"')
  if (status === 'disabled') return {skipped: '--no-cache'}
  if (status === 'empty') return {skipped: build.request.cache === 'clear' ? '--clear-cache' : 'no cache yet'}
}

async function restore(build: Build): Promise<string> {
  const {cache, place} = build.machine
  const cached = await cachedBuild(build)
  const {reasons, status} = decideCache(cached, {
    interpreter: build.interpreter,
    manager: build.manager,
    managerFile: build.tree.read(PACKAGE_MANAGERS[build.manager].file) ?? new Uint8Array(),
    pythonVersion: build.pythonVersion,
    stack: build.request.stack,
    tools: build.request.releases.classic.tools,
  })
  if (status === 'discarded') {
    build.lines(STEP_LINES.discardingCache(reasons))
    await cache.discard()
  } else if (status === 'reused') {
    build.line(STEP_LINES.restoringCache)
    await makeFolder(build, '.heroku', 'mkdir -p "${build_dir}/.heroku"')
    await cache.restore(place.build)
    useHerokus(build, cached)
  }

  build.data.cache_status = status === 'disabled' ? 'empty' : status
  return status
}

/** A Python home from Heroku is no copy of this machine's. */
function useHerokus(build: Build, cached: 'disabled' | CachedBuild | null): void {
  const before = cached === null || cached === 'disabled' ? null : cached.interpreter
  if (build.interpreter && before?.isHerokus)
    build.interpreter = {...build.interpreter, ...before, origin: "the app's build cache on Heroku"}
}

async function cachedBuild({machine, request}: Build): Promise<'disabled' | CachedBuild | null> {
  return request.cache === 'disabled' ? 'disabled' : machine.cache.read()
}
