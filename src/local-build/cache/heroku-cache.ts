import path from 'node:path'

import type {Secret} from '../../platform/secret.js'
import type {FolderViews} from '../../system/folder-view.js'
import type {System} from '../../system/system.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {ProblemError} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'
import {CannotStart} from '../../system/processes.js'
import {removeTree} from '../../system/remove-tree.js'
import {saveStream} from '../../system/save-stream.js'
import {readCacheFiles} from './cache-files.js'
import {CacheStore} from './cache-store.js'
import {lockFolder} from './build-lock.js'
import {herokuCacheProblem, type HerokuCacheFault} from './heroku-cache-fault.js'

const LIMIT = 4 * 1024 ** 3
const PYTHON_HOME = path.join(APP_FOLDERS.classic, '.heroku/python')
const PYTHON = path.join(PYTHON_HOME, 'bin/python')
/** Its scripts name the folder of the cache on Heroku: they work only there, and Poetry is installed anew. */
const BOUND_TO_HEROKU = '.heroku/python-poetry'
/** Imports what needs libraries of the system. */
const TRY = 'import bz2, ctypes, hashlib, lzma, sqlite3, ssl, sys, zlib; print("%d.%d.%d" % sys.version_info[:3])'

interface HerokuCache {
  app: string
  url: Secret
  /** From buildRoot. */
  root: string
  views: FolderViews | null
  progress(message: string): void
  signal: AbortSignal
}

/**
 * Puts the app's build cache on Heroku in the place of the one that this machine has of it, so that a build does what Heroku's next
 * one does. Its Python works in /app alone, and only if this machine has the libraries that it needs: it is tried.
 *
 * @throws ProblemError heroku-cache-not-usable, cache-not-usable, build-locked
 */
export async function takeHerokuCache(cache: HerokuCache, system: System): Promise<void> {
  const {app, progress, root, signal, views} = cache
  if (views === null) throw herokuCacheProblem(app, {id: 'no-app-folder'})
  const {files} = system
  const workspace = await system.workspaces.make(root)
  try {
    const tree = path.join(workspace.path, 'tree')
    progress("Downloading the app's build cache")
    await unpack(await download(cache, path.join(workspace.path, 'cache.tgz'), system), tree, cache, system)
    const interpreter = await tried(tree, path.join(workspace.path, 'view'), {...cache, views}, system)
    await removeTree(path.join(tree, BOUND_TO_HEROKU))
    const unlock = await lockFolder(root, files, {onWait: () => progress('Waiting for another build of this app'), signal})
    await new CacheStore(root, files).adopt(tree, interpreter).finally(unlock)
  } finally {
    await removeTree(workspace.path)
  }
}

/** No message of the network's is passed on: it may hold the URL. */
async function download({app, signal, url}: HerokuCache, file: string, {http}: System): Promise<string> {
  const refuse = (why: string) => herokuCacheProblem(app, {id: 'not-read', why})
  try {
    const stream = await http.getStream(url.reveal(), {signal})
    try {
      if (stream.status === 404) throw herokuCacheProblem(app, {id: 'none'})
      if (stream.status !== 200) throw refuse(`its storage answered with status ${stream.status}`)
      if (!(await saveStream(stream, file, LIMIT))) throw herokuCacheProblem(app, {id: 'too-large'})
      return file
    } finally {
      stream.close()
    }
  } catch (error) {
    if (error instanceof ProblemError || signal.aborted || errorCode(error) === 'ENOSPC') throw error
    throw refuse('the download failed')
  }
}

async function unpack(archive: string, tree: string, {app, signal}: HerokuCache, {files, processes}: System): Promise<void> {
  await files.makeFolder(tree)
  const fault: HerokuCacheFault = {id: 'not-python'}
  try {
    // As one's own: root would give the files to whoever has the number of Heroku's user.
    const {exitCode} = await processes.run('tar', ['-xzf', archive, '-C', tree, '--no-same-owner', '--no-same-permissions'], {
      cwd: tree,
      signal,
    })
    if (exitCode !== 0) throw herokuCacheProblem(app, fault)
  } catch (error) {
    if (error instanceof CannotStart) throw herokuCacheProblem(app, {id: 'not-read', why: 'this machine has no tar'})
    throw error
  }

  const kept = await readCacheFiles(tree, null, files)
  if (kept === null || kept.pythonVersion === null) throw herokuCacheProblem(app, fault)
}

/** What is noted of the Python, if it runs here. */
async function tried(tree: string, room: string, {app, signal, views}: HerokuCache & {views: FolderViews}, {processes}: System) {
  const view = await views.open({as: APP_FOLDERS.classic, folder: tree, room})
  const [program, ...args] = view.command([PYTHON, '-I', '-B', '-c', TRY], tree)
  const env = {LD_LIBRARY_PATH: path.join(PYTHON_HOME, 'lib'), PYTHONHOME: undefined}
  const {exitCode, stderr, stdout} = await processes.run(program!, args, {cwd: tree, env, signal})
  if (exitCode !== 0)
    throw herokuCacheProblem(app, {id: 'does-not-run', words: stderr.trim().split('\n').at(-1)!.replace(/\.$/, '')})
  const version = new TextDecoder().decode(stdout).trim()
  return {home: PYTHON_HOME, isHerokus: true, program: PYTHON, version} as const
}
