import type {Build} from '../run/build.js'
import type {Step} from './step.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {MAKE_PYTHON_HOME} from '../plan/commands.js'
import {CNB_DEPENDENCIES, CNB_TOOL_ENVIRONMENT, type CnbPackageManager} from '../plan/commands-cnb.js'
import {BuildFailed} from '../run/failure.js'
import {cacheDecision} from './cnb-cache.js'
import {timed} from './step.js'

/** Sources: src/layers/pip_dependencies.rs and its siblings. */
export const installDependenciesForFir: Step = async (build) => {
  const manager = build.manager as CnbPackageManager
  const {cnbCommand, name} = PACKAGE_MANAGERS[manager]
  await timed(build, 'dependencies_install_duration', async () => {
    build.line(`[Installing dependencies using ${name}]`)
    await makeVenv(build, manager)
    build.line(`Running '${cnbCommand.join(' ')}'`)
    if (!(await build.run(CNB_DEPENDENCIES[manager]))) {
      throw new BuildFailed(`install-dependencies::${manager}`, build.clues.installDetail)
    }
  })
}

async function makeVenv(build: Build, manager: CnbPackageManager): Promise<void> {
  const {machine} = build
  const {pipCache, python, venv} = cacheDecision(build)
  build.data.cache_status = build.cached === null ? 'empty' : python.reused ? 'reused' : 'discarded'
  if (pipCache.reused) build.line('Using cached pip download/wheel cache')
  if (pipCache.discarded) {
    build.line('Discarding cached pip download/wheel cache')
    await machine.system.files.removeFolder(build.resolve(CNB_TOOL_ENVIRONMENT.pip.PIP_CACHE_DIR!))
  }

  if (venv.reused) {
    build.line('Using cached virtual environment')
    await machine.cache.restore(machine.place.build)
    return
  }

  if (venv.discarded) build.line('Discarding cached virtual environment')
  build.line('Creating virtual environment')
  await machine.system.files.makeFolder(build.at('.heroku'))
  if (!(await build.run(MAKE_PYTHON_HOME))) throw new BuildFailed(`install-dependencies::${manager}`)
}
