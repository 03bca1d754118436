import path from 'node:path'

import type {Build} from '../run/build.js'
import type {CachedBuild} from '../plan/build-plan.js'
import type {Step} from '../run/step.js'

import {cnbPythonLines, cnbToolLines} from '../../buildpack/cnb-lines.js'
import {cnbPart} from '../../package-managers/index.js'
import {majorOf} from '../../buildpack/version-number.js'
import {toolVersion} from '../plan/facts.js'
import {BuildFailed} from '../plan/failure.js'
import {cacheDecision} from './cnb-cache.js'
import {prependLayer, prependLibraries, prependPaths} from './cnb-layer.js'
import {needsStandIn, showPythonLayer} from './cnb-python-layer.js'
import {clearTool, finishTool, hasTool, toolProgram} from './own-tool.js'
import {linkPythonHome, stopAtUnknownPatch} from './install-python.js'
import {timed} from '../run/step.js'

/** The layer `python`, for which the interpreter of this machine stands. Source: src/layers/python.rs. */
export const installPythonForFir: Step = async (build) => {
  await timed(build, 'python_install_duration', async () => {
    build.cached = await cachedBuild(build)
    const {python} = cacheDecision(build)
    const {reasons, reused} = python
    const discarded = {reasons, version: build.cached?.pythonVersion ?? ''}
    build.lines(cnbPythonLines(build.pythonVersion, {reused, ...(reasons.length > 0 && {discarded})}))
    stopAtUnknownPatch(build, build.request.releases.cnb)
    await linkPythonHome(build)
    setPython(build)
    await showPythonLayer(build)
  })
}

async function cachedBuild({machine, request}: Build): Promise<CachedBuild | null> {
  return request.cache === 'use' ? machine.cache.read() : null
}

/** Every config var reaches a Fir build; what the buildpack sets comes after them. Source: src/layers/python.rs. */
function setPython(build: Build): void {
  const {env, interpreter, machine, pythonHome} = build
  const separator = machine.platform === 'win32' ? ';' : ':'
  const vars = build.configVars('all')
  // As the lifecycle does it, these are put before what there is, and don't replace it.
  for (const name of ['LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH']) {
    if (vars[name] !== undefined) vars[name] = [vars[name], env[name]].filter((part) => part !== undefined).join(separator)
  }

  build.env = {...env, ...vars, PYTHONUNBUFFERED: '1', SOURCE_DATE_EPOCH: vars.SOURCE_DATE_EPOCH ?? '315532801'}
  // Without a folder of its own, an interpreter finds its headers by itself.
  const layer = interpreter?.home ?? pythonHome
  prependLayer(build, layer)
  prependPaths(build, 'CPATH', path.join(layer, `include/python${majorOf(build.pythonVersion)}`))
  prependPaths(build, 'PKG_CONFIG_PATH', path.join(layer, 'lib/pkgconfig'))
}

/** The layer of the tool. Sources: src/layers/pip.rs, poetry.rs, uv.rs. */
export const installPackageManagerForFir: Step = async (build) => {
  const {manager} = build
  const {environment, forStandIn, tool: own} = cnbPart(manager)
  const version = toolVersion(build.request.releases.cnb, manager)
  await timed(build, 'package_manager_install_duration', async () => {
    build.data[`${manager}_version`] = version
    const {tool} = cacheDecision(build)
    const program = toolProgram(build, own)
    const reused = tool.reused && (await hasTool(build, own))
    build.lines(cnbToolLines(manager, version, {discarded: tool.discarded, reused}))
    if (!reused) await install(build, version)
    const all = {...environment, ...(needsStandIn(build) && forStandIn)}
    for (const [variable, value] of Object.entries(all)) build.env[variable] = build.resolve(value)
    build.prependPath(path.dirname(program))
    // What pip installs has a folder of libraries; uv is a program alone.
    if (own.by === 'link') prependLibraries(build, path.join(build.resolve(own.root), 'lib'))
    build.prependPath('$PYTHON_HOME/$BIN')
  })
}

async function install(build: Build, version: string): Promise<void> {
  const {manager} = build
  const part = cnbPart(manager)
  if (build.interpreter?.bundledPip === null) throw new BuildFailed('internal-error::bundled-pip-not-found')
  await clearTool(build, part.tool)
  for (const command of part.install(version)) {
    if (!(await build.run(command))) throw new BuildFailed(`install-package-manager::${manager}`)
  }

  await finishTool(build, part.tool)
}
