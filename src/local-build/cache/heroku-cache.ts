import path from 'node:path'

import type {Secret} from '../../platform/secret.js'
import type {FolderViews} from '../../system/folder-view.js'
import type {System} from '../../system/system.js'
import type {BuildProblem} from '../problem.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {ProblemError, type SharedProblem} from '../../common/problem.js'
import {VERSION} from '../../platform/build-cache/kept-build.js'
import {errorCode} from '../../system/file-system.js'
import {watchLeftovers} from '../../system/leftovers.js'
import {CannotStart} from '../../system/processes.js'
import {removeTree} from '../../system/remove-tree.js'
import {keptRequirements} from '../plan/decide-cache.js'
import {ownFolderName} from './build-folders.js'
import {lockFolder} from './build-lock.js'
import {writeRequirements} from './cache-files.js'
import {CacheStore} from './cache-store.js'
import {downloadCache, unpackCache} from './heroku-archive.js'
import {herokuCacheProblem} from './heroku-cache-fault.js'

const PYTHON_HOME = path.join(APP_FOLDERS.classic, '.heroku/python')
const PYTHON = path.join(PYTHON_HOME, 'bin/python')
/** Its scripts name the folder of the cache on Heroku: they work only there, and Poetry is installed anew. */
const BOUND_TO_HEROKU = '.heroku/python-poetry'
/** Imports what needs libraries of the system. */
const TRY = 'import bz2, ctypes, hashlib, lzma, sqlite3, ssl, sys, zlib; print("%d.%d.%d" % sys.version_info[:3])'
/** A Python that takes longer to start doesn't. */
const TRY_MS = 60_000
/** Characters of what it says. */
const MOST_WORDS = 300

interface HerokuCache {
  app: string
  url: Secret
  /** From buildRoot. */
  root: string
  views: FolderViews | null
  progress(message: string): void
  signal: AbortSignal
}

type SeenCache = HerokuCache & {views: FolderViews}

/**
 * Puts the app's build cache on Heroku in the place of the one that this machine has of it, so that a build does what Heroku's next
 * one does. Its Python works in /app alone, and only if this machine has the libraries that it needs: it is tried.
 *
 * @throws ProblemError heroku-cache-not-usable, cache-not-usable, build-locked, interrupted
 */
export async function takeHerokuCache(cache: HerokuCache, system: System): Promise<void> {
  const {app, root, signal, views} = cache
  if (views === null) throw herokuCacheProblem(app, {id: 'no-app-folder'})
  try {
    await system.files.makeFolder(root)
    await take({...cache, views}, system)
  } catch (error) {
    if (signal.aborted) throw new ProblemError<SharedProblem>({id: 'interrupted'})
    const code = errorCode(error)
    throw /^E(?!RR_)/.test(code) ? new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: root}) : error
  }
}

async function take(cache: SeenCache, system: System): Promise<void> {
  const {progress, root, signal} = cache
  const {files, host, workspaces} = system
  // By this name it is known as left, should this process be killed: it is as large as the cache.
  const workspace = await workspaces.make(root, `${ownFolderName(host.pid)}-`)
  try {
    const [archive, tree] = [path.join(workspace.path, 'cache.tgz'), path.join(workspace.path, 'tree')]
    progress("Downloading the app's build cache")
    await downloadCache(cache, archive, system)
    const {requirements} = await unpackCache(archive, tree, cache, system)
    const interpreter = await tried(tree, path.join(workspace.path, 'view'), cache, system)
    await removeTree(path.join(tree, BOUND_TO_HEROKU))
    await writeRequirements(tree, requirements && keptRequirements(requirements), files)
    const unlock = await lockFolder(root, files, {onWait: () => progress('Waiting for another build of this app'), signal})
    await new CacheStore(root, files).adopt(tree, interpreter).finally(unlock)
  } finally {
    await removeTree(workspace.path)
  }
}

/** What is noted of the Python, if it runs here. It gets what a build's programs get: nothing of the user's. */
async function tried(tree: string, room: string, {app, signal, views}: SeenCache, {clock, processes}: System) {
  const view = await views.open({as: APP_FOLDERS.classic, folder: tree, room})
  const leftovers = watchLeftovers(clock)
  let words = ''
  try {
    const {exitCode} = await processes.stream(PYTHON, ['-I', '-S', '-B', '-c', TRY], {
      cwd: tree,
      env: {
        LANG: 'C.UTF-8',
        LD_LIBRARY_PATH: path.join(PYTHON_HOME, 'lib'),
        PATH: '/usr/bin:/bin',
        ...(await leftovers.env()),
      },
      longestLine: MOST_WORDS,
      onLine(line) {
        if (line.trim() !== '') words = line.trim().slice(0, MOST_WORDS)
      },
      signal,
      timeoutMs: TRY_MS,
      view,
    })
    signal.throwIfAborted()
    if (exitCode !== 0) throw herokuCacheProblem(app, {id: 'does-not-run', words: words.replace(/\.$/, '')})
  } catch (error) {
    throw error instanceof CannotStart ? herokuCacheProblem(app, {id: 'not-python'}) : error
  } finally {
    await leftovers.end(signal)
    await leftovers.close()
  }

  if (!VERSION.test(words)) throw herokuCacheProblem(app, {id: 'does-not-run', words: ''})
  return {home: PYTHON_HOME, isHerokus: true, program: PYTHON, version: words} as const
}
