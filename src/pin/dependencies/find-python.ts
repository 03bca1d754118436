import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {Processes} from '../../system/processes.js'

import {majorOf} from '../../buildpack/version-number.js'
import {errorCode} from '../../system/file-system.js'
import {CannotStart} from '../../system/processes.js'

export interface Interpreter {
  program: string
  /** `N.N.N` */
  version: string
}

interface Search {
  env: NodeJS.ProcessEnv
  files: FileSystem
  platform: NodeJS.Platform
  processes: Processes
  /** Where programs are started: a folder of ours, so that nothing of the app's is taken for a module. */
  cwd: string
}

const PROBE = "import sys, venv, ensurepip; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])))"
/** The oldest that the tools themselves run on. */
const OLDEST_MINOR = 9

/**
 * A CPython 3 of this machine that can make virtual environments: of the wanted version (`N.N`) if there is one.
 *
 * @param strict no other version will do
 */
export async function findPython(wanted: string, strict: boolean, search: Search): Promise<Interpreter | undefined> {
  let other: Interpreter | undefined
  for (const [program, ...args] of await candidates(wanted, search)) {
    const found = await probe(program!, args, search)
    if (!found) continue
    if (majorOf(found.version) === wanted) return found
    other ??= found
  }

  return strict ? undefined : other
}

async function candidates(wanted: string, {env, files, platform}: Search): Promise<string[][]> {
  const home = env.HOME ?? env.USERPROFILE ?? ''
  const pyenv = path.join(env.PYENV_ROOT ?? path.join(home, '.pyenv'), 'versions')
  const managed = path.join(
    env.UV_PYTHON_INSTALL_DIR ?? path.join(env.XDG_DATA_HOME ?? path.join(home, '.local/share'), 'uv/python'),
  )
  const names =
    platform === 'win32' ? [['py', `-${wanted}`], ['py', '-3'], ['python']] : [[`python${wanted}`], ['python3'], ['python']]
  return [
    names[0]!,
    ...(await versionsIn(pyenv, wanted, files)),
    ...(await versionsIn(managed, `cpython-${wanted}`, files)),
    ...names.slice(1),
    ...(await versionsIn(pyenv, '3', files)),
  ]
}

/** Interpreters in folders that are named by their versions, the newest first. */
async function versionsIn(folder: string, prefix: string, files: FileSystem): Promise<string[][]> {
  try {
    const names = (await files.list(folder)).map((entry) => entry.name)
    return names
      .filter((name) => name === prefix || name.startsWith(`${prefix}.`))
      .sort((a, b) => b.localeCompare(a, 'en', {numeric: true}))
      .map((name) => [path.join(folder, name, 'bin/python')])
  } catch (error) {
    if (errorCode(error) === '') throw error
    return []
  }
}

async function probe(program: string, args: readonly string[], {cwd, processes}: Search): Promise<Interpreter | undefined> {
  try {
    const run = await processes.run(program, [...args, '-I', '-c', PROBE], {cwd, timeoutMs: 20_000})
    const [executable, version] = new TextDecoder().decode(run.stdout).trim().split(/\r?\n/)
    if (run.exitCode !== 0 || !executable || !version) return undefined
    const [major, minor] = version.split('.').map(Number)
    return major === 3 && minor! >= OLDEST_MINOR ? {program: executable, version} : undefined
  } catch (error) {
    // A name that is no program here.
    if (error instanceof CannotStart) return undefined
    throw error
  }
}
