import path from 'node:path'

import type {Build} from '../run/build.js'
import type {CachedBuild} from '../plan/build-plan.js'
import type {Step} from './step.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {CNB_TOOL_ENVIRONMENT, CNB_TOOL_ROOTS, type CnbPackageManager, installCnbToolCommands} from '../plan/commands-cnb.js'
import {BuildFailed} from '../run/failure.js'
import {cacheDecision} from './cnb-cache.js'
import {linkPythonHome, stopAtUnknownPatch} from './install-python.js'
import {timed} from './step.js'

/** The layer `python`, for which the interpreter of this machine stands. Source: src/layers/python.rs. */
export const installPythonForFir: Step = async (build) => {
  await timed(build, 'python_install_duration', async () => {
    build.line('[Installing Python]')
    build.cached = await cachedBuild(build)
    const {python} = cacheDecision(build)
    if (python.reasons.length > 0) {
      const [first, ...others] = [
        `Discarding cached Python ${build.cached?.pythonVersion ?? ''} since:`,
        ...python.reasons.map((reason) => ` - ${reason}`),
      ]
      build.lines([first, ...others])
    }

    build.line(`${python.reused ? 'Using cached' : 'Installing'} Python ${build.pythonVersion}`)
    stopAtUnknownPatch(build, build.request.releases.cnb)
    await linkPythonHome(build)
    setPython(build)
  })
}

async function cachedBuild({machine, request}: Build): Promise<CachedBuild | null> {
  return request.cache === 'use' ? machine.cache.read() : null
}

/** Every config var reaches a Fir build; what the buildpack sets comes after them. Source: src/layers/python.rs. */
function setPython(build: Build): void {
  const {env, machine, pythonHome} = build
  const separator = machine.platform === 'win32' ? ';' : ':'
  const vars = build.configVars('all')
  // As the lifecycle does it, these are put before what there is, and don't replace it.
  for (const name of ['LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH']) {
    if (vars[name] !== undefined) vars[name] = [vars[name], env[name]].filter((part) => part !== undefined).join(separator)
  }

  build.env = {...env, ...vars, PYTHONUNBUFFERED: '1', SOURCE_DATE_EPOCH: vars.SOURCE_DATE_EPOCH ?? '315532801'}
  const first = (name: string, folder: string) => {
    build.env[name] = [folder, build.env[name]].filter((part) => part !== undefined && part !== '').join(separator)
  }

  first('CPATH', path.join(pythonHome, 'include'))
  first('PKG_CONFIG_PATH', path.join(pythonHome, 'lib/pkgconfig'))
}

/** The layer of the tool. Sources: src/layers/pip.rs, poetry.rs, uv.rs. */
export const installPackageManagerForFir: Step = async (build) => {
  const manager = build.manager as CnbPackageManager
  const {name} = PACKAGE_MANAGERS[manager]
  const release = build.request.releases.cnb
  await timed(build, 'package_manager_install_duration', async () => {
    build.line(`[Installing ${name}]`)
    build.data[`${manager}_version`] = release.tools[manager]
    const {tool} = cacheDecision(build)
    const root = build.resolve(CNB_TOOL_ROOTS[manager])
    const program = manager === 'uv' ? path.join(root, 'bin/uv') : path.join(root, 'bin', manager)
    const isCached = tool.reused && (await build.machine.system.files.realKind(program)) === 'file'
    if (tool.discarded !== null) build.line(`Discarding cached ${name} ${tool.discarded}`)
    build.line(`${isCached ? 'Using cached' : 'Installing'} ${name} ${release.tools[manager]}`)
    if (!isCached) await install(build, manager, program)
    for (const [variable, value] of Object.entries(CNB_TOOL_ENVIRONMENT[manager])) build.env[variable] = build.resolve(value)
    build.prependPath(path.dirname(program))
    build.prependPath('$PYTHON_HOME/$BIN')
  })
}

async function install(build: Build, manager: CnbPackageManager, program: string): Promise<void> {
  const {files} = build.machine.system
  const root = build.resolve(CNB_TOOL_ROOTS[manager])
  if (build.interpreter?.bundledPip === null) throw new BuildFailed('internal-error::bundled-pip-not-found')
  await files.removeFolder(root)
  await files.makeFolder(path.dirname(program))
  for (const command of installCnbToolCommands(manager, build.request.releases.cnb)) {
    if (!(await build.run(command))) throw new BuildFailed(`install-package-manager::${manager}`)
  }

  await (manager === 'uv'
    ? files.rename(path.join(build.resolve('$TEMPORARY/uv'), 'bin', path.basename(program)), program)
    : files.link(path.join(root, 'venv', build.bin, manager), program))
}
