import path from 'node:path'

import type {Build} from '../run/build.js'
import type {Step} from './step.js'

import {STEP_LINES, toolsInstalled} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {majorOf} from '../../buildpack/version-number.js'
import {installToolCommands, TOOL_ENVIRONMENT, TOOL_ROOTS, UV_WHEEL_FOLDER} from '../plan/commands.js'
import {BuildFailed} from '../run/failure.js'
import {listOrNothing, sitePackages} from './site-packages.js'
import {timed} from './step.js'

/** Sources: lib/pip.sh, lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export const installPackageManager: Step = async (build) => {
  await timed(build, 'package_manager_install_duration', async () => {
    keepVersions(build)
    await (build.manager === 'pip' ? install(build) : installUnlessCached(build, build.manager))
    useTool(build)
  })
}

function keepVersions({data, manager, pythonVersion, request}: Build): void {
  const {setuptoolsFor, tools} = request.releases.classic
  data[`${manager}_version`] = tools[manager]
  if (manager === 'pip' && setuptoolsFor.includes(majorOf(pythonVersion))) data.setuptools_version = tools.setuptools
}

/** An app may have installed another version of pip, which the cache then has. pip itself would take seconds to see that it hasn't. */
async function isPipInstalled(build: Build): Promise<boolean> {
  const installed = new Set<string>()
  for (const folder of await sitePackages(build)) for (const {name} of await listOrNothing(build, folder)) installed.add(name)
  const wanted = {pip: build.data.pip_version, setuptools: build.data.setuptools_version}
  return Object.entries(wanted).every(([name, version]) => version === undefined || installed.has(`${name}-${version}.dist-info`))
}

async function install(build: Build): Promise<void> {
  const {manager, pythonVersion, request} = build
  build.line(STEP_LINES.tool(toolsInstalled(manager, pythonVersion, request.releases.classic), false))
  if (manager === 'pip' && (await isPipInstalled(build))) return
  if (build.interpreter?.bundledPip === null) throw new BuildFailed('internal-error::bundled-pip-not-found')
  for (const command of installToolCommands(manager, pythonVersion, request.releases.classic)) {
    if (await build.run(command)) continue
    throw new BuildFailed(`install-package-manager::${manager}`, manager === 'uv' ? build.clues.firstLine : null)
  }
}

/** The link to a tool's script, or uv's program, is made last: a tool without it was not installed to the end. */
async function installUnlessCached(build: Build, manager: 'pipenv' | 'poetry' | 'uv'): Promise<void> {
  const {files} = build.machine.system
  const root = build.resolve(TOOL_ROOTS[manager])
  const program = programName(build, manager)
  const place = manager === 'uv' ? path.join(root, program) : path.join(root, 'bin', program)
  if ((await files.realKind(place)) === 'file') {
    const {name} = PACKAGE_MANAGERS[manager]
    build.line(STEP_LINES.tool(`${name} ${build.request.releases.classic.tools[manager]}`, true))
    return
  }

  await files.removeFolder(root)
  await files.makeFolder(manager === 'uv' ? root : path.dirname(place))
  await install(build)
  await (manager === 'uv'
    ? files.rename(path.join(build.resolve(UV_WHEEL_FOLDER), 'bin', program), place)
    : files.link(path.join(root, 'venv', build.bin, program), place))
}

function programName({machine}: Build, tool: string): string {
  return machine.platform === 'win32' ? `${tool}.exe` : tool
}

function useTool(build: Build): void {
  const {env, path: folder} = TOOL_ENVIRONMENT[build.manager]
  for (const [name, value] of Object.entries(env)) build.env[name] = build.resolve(value)
  if (folder !== null) build.prependPath(folder)
}
