import path from 'node:path'

import type {Secret} from '../../platform/secret.js'
import type {System} from '../../system/system.js'
import type {BuildProblem} from '../problem.js'
import type {CachedBuild} from '../plan/build-plan.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {ProblemError} from '../../common/problem.js'
import {STACK, VERSION} from '../../platform/build-cache/kept-build.js'
import {startDeadline} from '../../system/deadline.js'
import {errorCode} from '../../system/file-system.js'
import {linkOut} from '../../system/link-out.js'
import {CannotStart} from '../../system/processes.js'
import {gunzipFits, saveStream} from '../../system/save-stream.js'
import {treeSizes} from '../../system/trees.js'
import {oddFile, readCacheFiles} from './cache-files.js'
import {herokuCacheProblem} from './heroku-cache-fault.js'
import {PYTHON_HOME} from './spare-copy.js'

const LIMIT = 4 * 1024 ** 3
/** As much as all apps together may keep: an archive can be a thousand times larger when it is unpacked. */
const UNPACKED_LIMIT = 10 * 1024 ** 3
/**
 * Storage that sends less than this in so long is as good as silent: no line that somebody works at is so slow, and byte by byte a
 * download would never end.
 */
const LEAST = 1024 * 1024
const IDLE_MS = 60_000
/** The disk's, of what writes a file. */
const DISK = new Set(['EDQUOT', 'EFBIG', 'EIO', 'ENOSPC', 'EROFS'])

interface Wanted {
  app: string
  signal: AbortSignal
  url: Secret
}

/**
 * Gets the archive of an app's build cache. No message of the network's is passed on: it may hold the URL.
 *
 * @throws ProblemError heroku-cache-not-usable, cache-not-usable
 */
export async function downloadCache({app, signal, url}: Wanted, file: string, {clock, http}: System): Promise<void> {
  const refuse = (why: string) => herokuCacheProblem(app, {id: 'not-read', why})
  const idle = new Idle(clock)
  try {
    const stream = await http.getStream(url.reveal(), {signal: AbortSignal.any([signal, idle.signal])})
    try {
      if (stream.status === 404) throw herokuCacheProblem(app, {id: 'none'})
      if (stream.status !== 200) throw refuse(`its storage answered with status ${stream.status}`)
      const chunks = idle.watch(stream.chunks)
      if (!(await saveStream({chunks}, file, LIMIT))) throw herokuCacheProblem(app, {id: 'too-large', limit: '4 GB'})
    } finally {
      stream.close()
    }
  } catch (error) {
    if (error instanceof ProblemError || signal.aborted) throw error
    if (DISK.has(errorCode(error))) throw diskProblem(errorCode(error), file)
    throw refuse(idle.signal.aborted ? `its storage sent next to nothing for ${IDLE_MS / 1000} seconds` : 'the download failed')
  } finally {
    idle.end()
  }
}

/** Aborts when next to nothing comes for a while, less the time that the disk takes for it. */
class Idle {
  readonly #end = new AbortController()
  /** Since enough has come. */
  #bytes = 0
  #waitedMs = 0
  #askedAt = 0
  #deadline

  constructor(private readonly clock: System['clock']) {
    this.#deadline = this.#start()
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#deadline.clear()
      this.#bytes += chunk.byteLength
      this.#waitedMs += this.clock.monotonic() - this.#askedAt
      if (this.#bytes >= LEAST) [this.#bytes, this.#waitedMs] = [0, 0]
      yield chunk
      this.#deadline = this.#start()
    }
  }

  end(): void {
    this.#deadline.clear()
  }

  #start() {
    this.#askedAt = this.clock.monotonic()
    const deadline = startDeadline(Math.max(0, IDLE_MS - this.#waitedMs), this.clock)
    deadline.signal.addEventListener('abort', () => this.#end.abort())
    return deadline
  }
}

/**
 * Unpacks it, and sees that it is what the buildpack leaves: whoever goes on with it deletes, moves and writes its files by name.
 *
 * @throws ProblemError heroku-cache-not-usable, cache-not-usable
 */
export async function unpackCache(
  archive: string,
  tree: string,
  {app, signal}: Omit<Wanted, 'url'>,
  system: System,
): Promise<CachedBuild> {
  const {files} = system
  await files.makeFolder(tree)
  await unpack(archive, tree, {app, signal}, system)
  // Of holes, an archive tells no more than where they are: they would be copied, and count as what the cache takes.
  const bytes = [...(await treeSizes(tree)).values()].reduce((sum, size) => sum + size, 0)
  if (bytes > UNPACKED_LIMIT) throw tooLarge(app)
  const odd = await linkOut(tree, PYTHON_HOME, APP_FOLDERS.classic, files)
  if (odd !== undefined) throw herokuCacheProblem(app, {file: odd, id: 'leads-out'})
  const kept = (await oddFile(tree, files)) === undefined ? await readCacheFiles(tree, null, files) : null
  if (kept === null || !VERSION.test(kept.pythonVersion ?? '') || !STACK.test(kept.stack ?? ''))
    throw herokuCacheProblem(app, {id: 'not-python'})
  return kept
}

async function unpack(archive: string, tree: string, {app, signal}: Omit<Wanted, 'url'>, {processes}: System): Promise<void> {
  const fits = await gunzipFits(archive, UNPACKED_LIMIT, signal)
  if (fits === undefined) throw herokuCacheProblem(app, {id: 'damaged'})
  if (!fits) throw tooLarge(app)
  // As one's own: root would give the files to whoever has the number of Heroku's user.
  const args = ['-xzf', archive, '-C', tree, '--no-same-owner', '--no-same-permissions']
  try {
    const {exitCode, stderr} = await processes.run('tar', args, {cwd: tree, env: {LC_ALL: 'C'}, signal})
    if (exitCode === 0) return
    signal.throwIfAborted()
    if (/No space left on device|Disk quota exceeded/.test(stderr)) throw diskProblem('ENOSPC', tree)
    throw herokuCacheProblem(app, {id: 'damaged'})
  } catch (error) {
    if (error instanceof CannotStart) throw herokuCacheProblem(app, {id: 'not-read', why: 'this machine has no tar'})
    throw error
  }
}

function tooLarge(app: string) {
  return herokuCacheProblem(app, {id: 'too-large', limit: '10 GB unpacked'})
}

function diskProblem(code: string, place: string): ProblemError<BuildProblem> {
  return new ProblemError<BuildProblem>({code, id: 'cache-not-usable', path: path.dirname(path.dirname(place))})
}
