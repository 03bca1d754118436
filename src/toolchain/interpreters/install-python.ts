import type {Installer} from '../install-tool.js'
import type {Interpreter} from './interpreter.js'
import type {Machine} from './places.js'

import {majorOf} from '../../buildpack/version-number.js'
import {findPython} from '../find-python.js'
import {installTool} from '../install-tool.js'
import {ProblemError} from '../../common/problem.js'
import {CannotStart} from '../../system/processes.js'
import {chooseInterpreter} from './choose.js'
import {findInterpreters} from './find.js'
import {ownPythons, programFile} from './places.js'

/** The last lines of uv's message: the causes. */
const MESSAGE_LINES = 8

/** uv's settings for a folder of ours: nothing in PATH or in the registry changes, and nothing of a user's forbids it. */
const SETTINGS = {
  NO_COLOR: '1',
  UV_MANAGED_PYTHON: undefined,
  UV_NO_MANAGED_PYTHON: undefined,
  UV_NO_PROGRESS: '1',
  UV_PYTHON: undefined,
  UV_PYTHON_DOWNLOADS: 'manual',
  UV_PYTHON_INSTALL_BIN: '0',
  UV_PYTHON_INSTALL_REGISTRY: '0',
}

/**
 * Has uv install an interpreter into the CLI's cache folder: the version (`N.N.N`), or the newest of its `N.N` that uv
 * knows. With the user's uv if it is no older than the buildpack's, for an old one doesn't know new releases; else with
 * the buildpack's, which is installed from the package index, and for which some Python must be there.
 *
 * @param uvVersion that of the buildpack
 * @throws ProblemError python-not-installable, interrupted
 */
export async function installPython(version: string, uvVersion: string, installer: Installer & Machine): Promise<Interpreter> {
  const fail = (message: string) => new ProblemError({id: 'python-not-installable', message, version})
  if (installer.offline) throw fail('--offline prevents the download.')
  await installer.files.makeFolder(installer.cacheFolder)
  const uv = (await usersUv(uvVersion, installer)) ?? (await buildpacksUv(uvVersion, installer))
  if (uv === undefined) throw fail('This machine has neither uv nor a Python to install uv with.')
  const folder = ownPythons(installer.cacheFolder)
  const env = {...SETTINGS, UV_PYTHON_INSTALL_DIR: folder}
  let message = ''
  for (const request of [version, majorOf(version)]) {
    installer.progress(`Installing Python ${request} with uv in the cache folder (once)`)
    const {cacheFolder: cwd, signal} = installer
    const {exitCode, stderr} = await installer.processes.run(uv, ['python', 'install', request], {cwd, env, signal})
    if (signal.aborted) throw new ProblemError({id: 'interrupted'})
    if (exitCode === 0) return installed(version, {...installer, ownFolder: folder}, fail)
    message = stderr.trim().split('\n').slice(-MESSAGE_LINES).join('\n')
    // Any other failure would come again.
    if (!/no download found/i.test(stderr)) break
  }

  throw fail(message)
}

async function installed(version: string, machine: Machine, fail: (message: string) => ProblemError): Promise<Interpreter> {
  // Nothing in the environment: no other place counts.
  const found = await findInterpreters({...machine, env: {}}, majorOf(version))
  const chosen = chooseInterpreter(
    version,
    found.filter(({origin}) => origin === 'heroku-python'),
  )
  if (chosen) return chosen
  throw fail(`uv installed it in ${machine.ownFolder}, but no working CPython ${majorOf(version)} is there.`)
}

/** The uv in PATH, if it is new enough. */
async function usersUv(atLeast: string, installer: Installer & Machine): Promise<string | undefined> {
  const program = await programFile('uv', installer)
  if (program === undefined) return undefined
  try {
    const {cacheFolder, processes, signal} = installer
    const {stdout} = await processes.run(program, ['--version'], {cwd: cacheFolder, signal, timeoutMs: 10_000})
    const version = /^uv (\d+\.\d+\.\d+)/.exec(new TextDecoder().decode(stdout))?.[1]
    return version !== undefined && atLeast.localeCompare(version, 'en', {numeric: true}) <= 0 ? program : undefined
  } catch (error) {
    if (error instanceof CannotStart) return undefined
    throw error
  }
}

async function buildpacksUv(version: string, installer: Installer & Machine): Promise<string | undefined> {
  const python = await findPython('3', false, {...installer, cwd: installer.cacheFolder})
  return python && (await installTool('uv', version, python, installer)).program
}
