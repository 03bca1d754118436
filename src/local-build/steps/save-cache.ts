import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {errorCode} from '../../system/file-system.js'
import {CONTENT_LIMIT} from '../../project/wanted-files.js'
import {BuildFailed} from '../plan/failure.js'
import {withoutFolder} from '../run/make-folder.js'
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
  const {data, interpreter, machine, manager, pythonVersion, request} = build
  const {cacheKeeps} = PACKAGE_MANAGERS[manager].classic
  // A package's own code, which runs while it is installed, knows them too.
  await requireOwnFolders(build, 'A program of the build')
  await timed(build, 'cache_save_duration', async () => {
    const file = cacheKeeps === undefined ? new Uint8Array() : await managerFile(build, cacheKeeps)
    return machine.cache.save(
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
    )
  })
  build.isSaved = true
}

/** As bin/compile says it of a command that fails without a reason (lib/utils.sh, `err_trap`). */
const KEEPING = {
  contents: 'cp "${build_dir}/requirements.txt" "${cache_dir}/.heroku/"',
  sha256: 'sha256sum Pipfile.lock > "${cache_dir}/.heroku/python/Pipfile.lock.sha256"',
} as const

/** The file as the build leaves it: an installer or a hook may have written it anew. */
async function managerFile(build: Build, cacheKeeps: keyof typeof KEEPING): Promise<Uint8Array> {
  const {machine, manager, request} = build
  const {file: name} = PACKAGE_MANAGERS[manager]
  const {files} = machine.system
  if ((await files.realKind(build.at(name))) === 'file') return insideOf(build, name)
  if (request.kind === 'cnb') return new Uint8Array()
  const argv = cacheKeeps === 'contents' ? ['cp', build.at(name), machine.place.temporary] : ['cat', name]
  const [program] = KEEPING[cacheKeeps].split(' ', 1)
  await build.run({argv, env: {}}, {filter: (line) => build.line(withoutFolder(line).replace(/^cat: /, `${program}: `))})
  const because = `${name} is missing when the build saves its cache. A hook or an installed package deleted it.`
  throw new BuildFailed('internal-error::unhandled', KEEPING[cacheKeeps], [because])
}

/** What a link leads to elsewhere is no file of the app's. */
async function insideOf(build: Build, name: string): Promise<Uint8Array> {
  const {place, system} = build.machine
  try {
    return await system.files.read(build.at(name), CONTENT_LIMIT, place.build)
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error
    return build.tree.read(name) ?? new Uint8Array()
  }
}
