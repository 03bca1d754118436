import type {OwnTool} from '../../package-managers/manager.js'
import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {setuptoolsInstalled, STEP_LINES, toolsInstalled} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {BuildFailed} from '../plan/failure.js'
import {keepTool, restoreTool} from './kept-tool.js'
import {clearTool, finishTool, hasTool} from './own-tool.js'
import {listOrNothing} from '../../system/file-system.js'
import {sitePackages} from './site-packages.js'
import {timed} from '../run/step.js'

/** Sources: lib/pip.sh, lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export const installPackageManager: Step = async (build) => {
  await timed(build, 'package_manager_install_duration', async () => {
    keepVersions(build)
    const {tool} = PACKAGE_MANAGERS[build.manager].classic
    await (tool ? installUnlessCached(build, tool) : install(build))
    useTool(build)
  })
}

function keepVersions({data, manager, pythonVersion, request}: Build): void {
  const release = request.releases.classic
  const setuptools = setuptoolsInstalled(manager, pythonVersion, release)
  data[`${manager}_version`] = release.tools[manager]
  if (setuptools !== null) data.setuptools_version = setuptools
}

/** An app may have installed another version of pip, which the cache then has. pip itself would take seconds to see that it hasn't. */
async function isPipInstalled(build: Build): Promise<boolean> {
  const installed = new Set<string>()
  for (const folder of await sitePackages(build))
    for (const {name} of await listOrNothing(folder, build.machine.system.files)) installed.add(name)
  const wanted = {pip: build.data.pip_version, setuptools: build.data.setuptools_version}
  return Object.entries(wanted).every(([name, version]) => version === undefined || installed.has(`${name}-${version}.dist-info`))
}

async function install(build: Build): Promise<void> {
  const {manager, pythonVersion, request} = build
  const release = request.releases.classic
  const {install: commands, tool} = PACKAGE_MANAGERS[manager].classic
  build.line(STEP_LINES.tool(toolsInstalled(manager, pythonVersion, release), false))
  if (!tool && (await isPipInstalled(build))) return
  if (build.interpreter?.bundledPip === null) throw new BuildFailed('internal-error::bundled-pip-not-found')
  if (await restoreTool(build)) return
  for (const command of commands(release.tools[manager], setuptoolsInstalled(manager, pythonVersion, release))) {
    if (await build.run(command)) continue
    // The buildpack tells why a download failed.
    throw new BuildFailed(`install-package-manager::${manager}`, tool?.by === 'move' ? build.clues.firstLine : null)
  }

  // A tool of its own is whole with its program, which is made last.
  if (!tool) await keepTool(build)
}

async function installUnlessCached(build: Build, tool: OwnTool): Promise<void> {
  const {manager, request} = build
  if (await hasTool(build, tool)) {
    const {name} = PACKAGE_MANAGERS[manager]
    build.line(STEP_LINES.tool(`${name} ${request.releases.classic.tools[manager]}`, true))
    return
  }

  await clearTool(build, tool)
  await install(build)
  if (await hasTool(build, tool)) return
  await finishTool(build, tool)
  await keepTool(build)
}

function useTool(build: Build): void {
  const {environment, inVenv, notOnCi = [], path} = PACKAGE_MANAGERS[build.manager].classic
  const isVenv = build.interpreter?.home === null
  for (const [name, value] of Object.entries({...environment, ...(isVenv && inVenv)}))
    if (!build.request.ci || !notOnCi.includes(name)) build.env[name] = build.resolve(value)
  if (path !== undefined) build.prependPath(path)
}
