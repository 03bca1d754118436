import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {cnbCommandLine, cnbDependencyLines} from '../../buildpack/cnb-lines.js'
import {cnbPart, PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {rememberingPip} from './remembering-pip.js'
import {MAKE_PYTHON_HOME} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {cacheDecision} from './cnb-cache.js'
import {prependLayer} from './cnb-layer.js'
import {timed} from '../run/step.js'

/** Sources: src/layers/pip_dependencies.rs and its siblings. */
export const installDependenciesForFir: Step = async (build) => {
  const {manager} = build
  await timed(build, 'dependencies_install_duration', async () => {
    await makeVenv(build)
    prependLayer(build, build.pythonHome)
    build.line(cnbCommandLine(manager))
    const env = PACKAGE_MANAGERS[manager].usesPip ? await rememberingPip(build, {reusesFiles: false}) : {}
    if (await build.run({argv: cnbPart(manager).argv, env: {}}, {env})) return
    throw new BuildFailed(`install-dependencies::${manager}`, build.clues.installDetail)
  })
}

async function makeVenv(build: Build): Promise<void> {
  const {machine, manager} = build
  const {files} = machine.system
  const {downloads, python, venv} = cacheDecision(build)
  build.data.cache_status = build.cached === null ? 'empty' : python.reused ? 'reused' : 'discarded'
  build.lines(cnbDependencyLines(manager, {downloads, venv}))
  const {downloadCache} = cnbPart(manager)
  if (downloads.discarded && downloadCache !== undefined) await files.removeFolder(build.resolve(downloadCache))
  // The CNB's environment lies outside of the source, where nothing that the app has committed can be in its way.
  if ((await files.kind(build.at('.heroku'))) === 'file') await files.remove(build.at('.heroku'))
  await files.removeFolder(build.at('.heroku/python'))
  if (venv.reused) {
    await machine.cache.restore(machine.place.build)
    return
  }

  await files.makeFolder(build.at('.heroku'))
  if (!(await build.run(MAKE_PYTHON_HOME))) throw new BuildFailed(`install-dependencies::${manager}`)
}
