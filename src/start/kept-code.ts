import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import module, {createRequire} from 'node:module'
import path from 'node:path'
import vm from 'node:vm'

import {cliFolders} from '../cli/light/folders.js'
import {keepOthersOut} from '../system/umask.js'

/**
 * Loads a CommonJS file whose compiled code is kept for the next run: compiling takes a third of a start. Node's own cache,
 * from 22 on, keeps what is compiled when a file is loaded; this one keeps what was compiled when the process ended, which is twice as much.
 * Both are in the user's own cache folder: into Node's usual one, in the folder for temporary files, another user may put something.
 *
 * @param file in ASCII
 */
export function requireKept(file: string): unknown {
  const folder = keptFolder(process.env)
  return folder === undefined ? createRequire(import.meta.url)(file) : run(file, folder)
}

/** Has Node keep what it compiles of all other files, if it can. */
export function keepCompiled(): void {
  const folder = keptFolder(process.env)
  if (folder === undefined) return
  // What is kept is run by the next run.
  keepOthersOut()
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- where there is none, nothing is kept
  ;(module as {enableCompileCache?: (folder: string) => unknown}).enableCompileCache?.(folder)
}

/** undefined: nothing is to be kept. */
function keptFolder(env: NodeJS.ProcessEnv): string | undefined {
  const {cacheDir} = cliFolders(env, process.platform)
  // A relative one would be in whatever folder this runs in.
  return env.NODE_DISABLE_COMPILE_CACHE || !path.isAbsolute(cacheDir)
    ? undefined
    : path.join(cacheDir, 'heroku-python', 'compiled')
}

/** As Node's own loader runs it, with `importOf` (scripts/bundle.js) instead of `import`, which Node gives to no kept code. */
function run(file: string, folder: string): unknown {
  const kept = path.join(folder, keptName(file))
  const source = `(function (exports, require, module, __filename, __dirname, importOf) {${readFileSync(file, 'latin1')}\n})`
  const script = new vm.Script(source, {cachedData: readKept(kept), filename: file})
  const loaded = {exports: {}}
  const wrapper = script.runInThisContext() as (...args: unknown[]) => void
  wrapper(loaded.exports, createRequire(file), loaded, file, path.dirname(file), async (name: string) => import(name))
  // V8 refuses what another V8, or one with other flags, compiled.
  if (script.cachedDataRejected !== false) process.once('exit', () => keep(kept, script))
  return loaded.exports
}

/** V8 knows a source by its length only: the name says which file it was, and when. */
function keptName(file: string): string {
  const {ctimeMs, mtimeMs, size} = statSync(file)
  return `${[process.version, process.arch, path.basename(file), size, Math.trunc(mtimeMs), Math.trunc(ctimeMs)].join('-')}.bin`
}

function readKept(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** The whole file or none, and those of earlier releases away. Nobody misses it where it can't be written. */
function keep(file: string, script: vm.Script): void {
  try {
    const folder = path.dirname(file)
    mkdirSync(folder, {recursive: true})
    const unfinished = `${file}.${process.pid}`
    write(unfinished, script.createCachedData())
    renameSync(unfinished, file)
    const isOlder = (name: string) => name !== path.basename(file) && beginningOf(name) === beginningOf(file)
    for (const name of readdirSync(folder).filter((one) => isOlder(one))) rmSync(path.join(folder, name), {force: true})
  } catch {
    // A disk that is full or read-only.
  }
}

/** What the same Node makes of the same file of any release has in common. */
function beginningOf(file: string): string {
  return path.basename(file).split('-').slice(0, 3).join('-')
}

/** On the disk before it gets its name: V8 runs what is in it. */
function write(file: string, data: Uint8Array): void {
  const handle = openSync(file, 'wx')
  try {
    writeSync(handle, data)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
