import path from 'node:path'

import type {BuildInput} from '../read-input.js'
import type {BuiltPaths} from '../local-build.js'
import type {ProcessType} from '../run/result.js'
import type {DynoHost} from '../../system/dyno/dyno-host.js'
import type {FileSystem} from '../../system/file-system.js'
import type {System} from '../../system/system.js'
import type {BuildProblem} from '../problem.js'

import {HOOKS} from '../../buildpack/hooks.js'
import {ProblemError} from '../../common/problem.js'
import {type App, isAvailable} from '../../platform/app.js'
import {type DynoSize, dynoSize, SMALLEST_DYNO} from '../../platform/dyno-sizes.js'
import {parseProcfile, readProcfile, startedProcesses} from '../../project/procfile.js'
import {type Boot, boot, type BootControl, type BootRequest} from './boot.js'
import {DYNO_TIMES} from './observe.js'
import {missingTypes, processesToBoot, type ProcessToBoot} from './process-types.js'

/** What a user can say of a boot. */
export interface BootOptions {
  /** Process types, or `all`. */
  types: readonly string[]
  bootMs: number
  /** undefined: that of the app's dynos, else the smallest. */
  size: DynoSize | undefined
  path: string
  /** undefined: the app's own. */
  host: string | undefined
}

/** A Procfile beyond this is none. */
const PROCFILE_LIMIT = 1024 * 1024
/** The host name that is asked for where no app is known. */
const SOME_HOST = 'example-app.herokuapp.com'

/** What was said on the command line; undefined: nothing. */
interface SaidOptions {
  types: readonly string[]
  seconds: number | undefined
  size: string | undefined
  path: string | undefined
  host: string | undefined
}

/** @throws ProblemError dyno-size-unknown */
export function bootOptions({host, path: asked = '/', seconds, size, types}: SaidOptions): BootOptions {
  const known = size === undefined ? undefined : dynoSize(size)
  if (known === null) throw new ProblemError<BuildProblem>({id: 'dyno-size-unknown', size: size!})
  return {
    bootMs: seconds === undefined ? DYNO_TIMES.bootMs : seconds * 1000,
    host,
    path: asked.startsWith('/') ? asked : `/${asked}`,
    size: known,
    types,
  }
}

/**
 * What would be booted of a source. A hook may write another Procfile.
 *
 * @throws ProblemError boot-needs-posix, process-type-missing
 */
export function planBoot({project}: Pick<BuildInput, 'project'>, {types}: Pick<BootOptions, 'types'>, platform: NodeJS.Platform) {
  if (platform === 'win32') throw new ProblemError<BuildProblem>({id: 'boot-needs-posix'})
  const procfile = readProcfile(project.tree)
  const processes = procfile ? startedProcesses(procfile) : []
  const hasHooks = HOOKS.some((hook) => project.tree.isFile(hook))
  return hasHooks ? processesToBoot(processes, types) : chosen(processes, types)
}

/** The host name by which the app is asked. */
export function hostOf(app: App | null, {host}: Pick<BootOptions, 'host'>): Pick<BootRequest, 'host' | 'hostIsKnown'> {
  if (host !== undefined) return {host, hostIsKnown: true}
  if (app === null) return {host: SOME_HOST, hostIsKnown: false}
  const url = app.webUrl !== null && URL.canParse(app.webUrl) ? new URL(app.webUrl).host : ''
  return {host: url === '' ? `${app.name}.herokuapp.com` : url, hostIsKnown: true}
}

/**
 * Boots what was built, one process type after the other. When this returns, nothing of it is left.
 *
 * @throws ProblemError process-type-missing
 */
export async function bootBuild(
  {app, configVars, kind}: Pick<BuildInput, 'app' | 'configVars' | 'kind'>,
  {folder, hold, view}: BuiltPaths,
  options: BootOptions,
  {control, host, system}: {control: BootControl; host: DynoHost; system: Pick<System, 'files' | 'host' | 'workspaces'>},
): Promise<Boot> {
  const processes = chosen(await builtProcesses(folder, system.files), options.types)
  const release = await hold()
  // Below the system's own: a path in the cache would be too long for the sockets that some servers make there.
  const temporary = await system.workspaces.make()
  try {
    const request: BootRequest = {
      ...hostOf(app, options),
      configVars: configVars.values,
      env: system.host.env,
      folder,
      kind,
      path: options.path,
      processes,
      sizeOf: (type) => options.size ?? sizeInFormation(app, type) ?? SMALLEST_DYNO,
      temporary: temporary.path,
      view: await view(),
      times: {...DYNO_TIMES, bootMs: options.bootMs},
    }
    return await boot(request, host, control)
  } finally {
    await temporary.remove()
    await release()
  }
}

/** @throws ProblemError process-type-missing */
function chosen(processes: readonly ProcessType[], types: readonly string[]): ProcessToBoot[] {
  const missing = missingTypes(processes, types)
  if (missing.length > 0 || processes.length === 0)
    throw new ProblemError<BuildProblem>({
      id: 'process-type-missing',
      known: processes.map(({type}) => type),
      types: missing.length > 0 ? missing : ['web'],
    })
  return processesToBoot(processes, types)
}

/** As Heroku reads it: after the build. */
async function builtProcesses(folder: string, files: FileSystem): Promise<readonly ProcessType[]> {
  const file = path.join(folder, 'Procfile')
  if ((await files.realKind(file)) !== 'file') return []
  return startedProcesses(parseProcfile(await files.read(file, PROCFILE_LIMIT)))
}

function sizeInFormation(app: App | null, type: string): DynoSize | null {
  if (app === null || !isAvailable(app.formation)) return null
  const process = app.formation.find((one) => one.type === type)
  return process ? dynoSize(process.size) : null
}
