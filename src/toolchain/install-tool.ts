import path from 'node:path'

import type {Processes} from '../system/processes.js'
import type {FileSystem} from '../system/file-system.js'
import type {Workspaces} from '../system/workspaces.js'
import type {ToolPython} from './find-python.js'
import type {Tool as ToolName} from '../package-managers/names.js'

import {majorOf} from '../buildpack/version-number.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {ProblemError} from '../common/problem.js'

export type {Tool as ToolName} from '../package-managers/names.js'

/** A tool that can be run. */
export interface Tool {
  name: ToolName
  version: string
  program: string
  /** Come first. */
  args: readonly string[]
  /** The virtual environment that it is installed in. */
  venv: string
}

export interface Installer {
  cacheFolder: string
  files: FileSystem
  offline: boolean
  platform: NodeJS.Platform
  processes: Processes
  progress(message: string): void
  signal: AbortSignal
  workspaces: Workspaces
}

/** A machine on which tools are installed and run. */
export interface ToolMachine extends Installer {
  env: NodeJS.ProcessEnv
}

/**
 * The buildpack's version of a tool, from the package index that pip uses on this machine, in a virtual environment in the
 * CLI's cache folder. It is made aside and moved to its place, so that a broken download leaves nothing behind.
 *
 * @throws ProblemError tool-not-installable, interrupted
 */
export async function installTool(name: ToolName, version: string, python: ToolPython, installer: Installer): Promise<Tool> {
  // uv is a program of its own; the others run on the Python that made their environment, and Pipenv resolves for it.
  const folder = name === 'uv' ? `uv-${version}` : `${name}-${version}-python-${majorOf(python.version)}`
  const venv = path.join(installer.cacheFolder, 'tools', folder)
  const tool = locate(name, version, venv, installer.platform)
  if ((await installer.files.realKind(tool.program)) === 'file') return tool
  const title = PACKAGE_MANAGERS[name].name
  if (installer.offline) {
    throw new ProblemError({id: 'tool-not-installable', message: '', offline: true, tool: title, version})
  }

  installer.progress(`Installing ${title} ${version} in the cache folder (once)`)
  const workspace = await installer.workspaces.make(path.dirname(venv))
  try {
    const made = locate(name, version, workspace.path, installer.platform)
    const pip = path.join(path.dirname(made.program), installer.platform === 'win32' ? 'python.exe' : 'python')
    await run(python.program, ['-I', '-m', 'venv', workspace.path], {installer, title, version})
    const install = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', `${name}==${version}`]
    await run(pip, install, {installer, title, version})
    await installer.workspaces.publish(workspace, venv)
    return tool
  } finally {
    await workspace.remove()
  }
}

/** `-m` and not the script: a script's first line names the folder that it was made in. */
function locate(name: ToolName, version: string, venv: string, platform: NodeJS.Platform): Tool {
  const [bin, ending] = platform === 'win32' ? ['Scripts', '.exe'] : ['bin', '']
  const program = path.join(venv, bin!, `${name === 'uv' ? 'uv' : 'python'}${ending}`)
  return {args: name === 'uv' ? [] : ['-m', name], name, program, venv, version}
}

async function run(
  program: string,
  args: readonly string[],
  {installer, title, version}: {installer: Installer; title: string; version: string},
): Promise<void> {
  const {cacheFolder, processes, signal} = installer
  const env = {PYTHONHOME: undefined, PYTHONPATH: undefined, VIRTUAL_ENV: undefined}
  const {exitCode, stderr} = await processes.run(program, args, {cwd: cacheFolder, env, signal})
  if (signal.aborted) throw new ProblemError({id: 'interrupted'})
  if (exitCode === 0) return
  const message = stderr.trim().split('\n').slice(-8).join('\n')
  throw new ProblemError({id: 'tool-not-installable', message, offline: false, tool: title, version})
}
