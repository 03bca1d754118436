import {createHash} from 'node:crypto'
import path from 'node:path'

import type {BuildpackKind} from '../../buildpack/release.js'
import type {ChosenInterpreter} from '../plan/build-plan.js'
import type {BuildProblem} from '../problem.js'
import type {BuildMachine, BuildPlace, BuildRequest} from './build-request.js'
import type {FileSystem} from '../../system/file-system.js'
import type {FolderView, FolderViews} from '../../system/folder-view.js'
import type {System} from '../../system/system.js'
import type {Target} from '../../target/target.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {ProblemError} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'
import {ownFolderName, removeAbandoned} from '../cache/build-folders.js'
import {watchLeftovers} from '../../system/leftovers.js'
import {openLogFile} from '../../system/log-file.js'
import {realPlace} from '../../system/real-folders.js'
import {removeTree} from '../../system/remove-tree.js'
import {makePythonHome} from '../../toolchain/python-home.js'
import {lockFolder} from '../cache/build-lock.js'
import {CacheStore} from '../cache/cache-store.js'
import {KEPT} from '../cache/kept-folder.js'
import {measure} from './measure.js'
import {pruneCaches} from '../cache/prune-caches.js'
import {takeSnapshot} from '../source/snapshot.js'

/** What is kept of an app's build logs. A log of 16 MB has some 200,000 lines. */
const LOGS = {bytes: 16 * 1024 * 1024, count: 20}

export interface MachineOptions {
  cache: BuildRequest['cache']
  /** That of the plugin. */
  cacheFolder: string
  ci: boolean
  findInterpreter(version: string): Promise<ChosenInterpreter>
  kind: BuildpackKind
  signal: AbortSignal
  /** null: programs see the folders where they are. */
  views: FolderViews | null
}

/** This machine, with a place for one build. */
export interface RealMachine extends BuildMachine {
  /** Deletes all but the cache and the log. @param hasRun the built app has run, and may have changed its Python home */
  close(hasRun?: boolean): Promise<void>
  /** How the built app's processes see the folders: theirs is /app, or /workspace on Fir. null: where they are. */
  viewOfBuilt(): Promise<FolderView | null>
}

/**
 * The folder of an app's builds: by its source, its name, and the buildpack. A moved source is another one, since tools note
 * paths; so is one that tools know as /app or /workspace. It need not be there yet.
 */
export async function buildRoot(
  cacheFolder: string,
  {app, kind, moved, project}: Pick<Target, 'app' | 'kind' | 'project'> & {moved?: {to: readonly string[]}},
  seesApp: boolean,
  files: FileSystem,
): Promise<string> {
  const key = JSON.stringify([
    project.source.path,
    app?.name ?? null,
    kind,
    ...(moved ? [moved.to] : []),
    ...(seesApp ? [APP_FOLDERS[kind]] : []),
  ])
  return path.join(
    await realPlace(path.join(cacheFolder, 'builds'), files),
    createHash('sha256').update(key).digest('hex').slice(0, 16),
  )
}

/**
 * Makes the place of a build. What tools see of it (the Python home, the cache) has the same path in every build of the
 * app, since they note it.
 *
 * @param root from buildRoot
 * @throws ProblemError cache-not-usable
 */
export async function openMachine(root: string, options: MachineOptions, system: System): Promise<RealMachine> {
  try {
    return await makeMachine(root, options, system)
  } catch (error) {
    const code = errorCode(error)
    if (code === '') throw error
    throw new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: root})
  }
}

async function makeMachine(
  root: string,
  {cache, cacheFolder, ci, findInterpreter, kind, signal, views}: MachineOptions,
  system: System,
): Promise<RealMachine> {
  const {clock, files, host, workspaces} = system
  const name = ownFolderName(host.pid)
  await files.makeFolder(root)
  // By this name it is known as left, should this process be killed: pip's settings in it may hold a password.
  const temporary = await workspaces.make(root, `${name}-`)
  const place = placeOf({app: path.join(root, 'app'), build: path.join(root, name)}, temporary.path, {
    ci,
    isSeen: views !== null,
    kind,
  })
  await files.makeFolder(place.build)
  // Not in a folder that programs clear, such as their TMPDIR.
  const rooms = path.join(root, `${name}-views`)
  const seenAsApp = async (folder: string, room: string) =>
    (await views?.open({as: APP_FOLDERS[kind], folder, room: path.join(rooms, room)})) ?? null
  const store = new CacheStore(cache === 'disabled' ? path.join(temporary.path, 'no-cache') : root, files)
  const log = await openLogFile(path.join(root, 'logs'), `${clock.now().toISOString().replaceAll(':', '-')}.log`, LOGS)
  const leftovers = watchLeftovers(clock)
  return {
    arch: host.arch,
    cache: store,
    async close(hasRun = false) {
      try {
        if (!hasRun) await store.keepSpare(place.build)
        await removeTree(place.build)
        await removeTree(rooms)
        await temporary.remove()
        if (cache !== 'disabled') await store.end()
      } finally {
        await leftovers.close()
      }
    },
    env: host.env,
    findInterpreter,
    kept: cache === 'disabled' ? null : path.join(root, KEPT),
    leftovers,
    async lock(waitSignal, onWait) {
      const unlock = await lockFolder(root, files, {onWait, signal: waitSignal})
      try {
        await removeAbandoned(root, files)
        await removeTree(place.app)
        // Heroku CI builds in /app. Else, nothing is there when a build begins.
        await (ci && kind === 'classic' ? files.linkFolder(place.build, place.app) : files.makeFolder(place.app))
        await pruneCaches(path.dirname(root), root, files)
        return unlock
      } catch (error) {
        await unlock()
        throw error
      }
    },
    log,
    makePythonHome: async (interpreter, folder, stop) =>
      makePythonHome(interpreter, folder, {cacheFolder, files, processes: system.processes, signal: stop}),
    measure: async (build) => measure(build, files),
    place,
    platform: host.platform,
    snapshot: async (project, folder) => takeSnapshot(project, folder, {...system, env: host.env, signal}),
    system,
    view: await seenAsApp(buildsInApp({ci, kind}) ? place.build : place.app, 'build'),
    viewOfBuilt: async () => seenAsApp(place.build, 'built'),
  }
}

/** Heroku CI and Fir build in the folder that the app has when it runs. */
function buildsInApp({ci, kind}: Pick<MachineOptions, 'ci' | 'kind'>): boolean {
  return ci || kind === 'cnb'
}

export function placeOf(
  {app, build}: Pick<BuildPlace, 'app' | 'build'>,
  temporary: string,
  {ci, isSeen, kind}: Pick<MachineOptions, 'ci' | 'kind'> & {isSeen: boolean},
): BuildPlace {
  // Fir's Python and home are elsewhere.
  if (kind === 'cnb') return {app, build, seen: {app, build: isSeen ? APP_FOLDERS.cnb : build}, temporary}
  const seenApp = isSeen ? APP_FOLDERS.classic : app
  return {app, build, seen: {app: seenApp, build: ci ? seenApp : build}, temporary}
}
