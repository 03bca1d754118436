import type {Step} from '../run/step.js'

import {installCommand, STEP_LINES} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {dependenciesCommand, isStandIn} from '../plan/commands.js'
import {dependenciesSee} from '../plan/config-var-reach.js'
import {BuildFailed} from '../plan/failure.js'
import {addHomeSettings} from './home-settings.js'
import {rememberingPip} from './remembering-pip.js'
import {timed} from '../run/step.js'

/** Sources: lib/pip.sh, lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export const installDependencies: Step = async (build) => {
  const {manager} = build
  await timed(build, 'dependencies_install_duration', async () => {
    const {filter} = PACKAGE_MANAGERS[manager].classic
    const shown = installCommand(build.tree, manager, build.request.ci)
    build.line(STEP_LINES.dependencies(shown))
    const command = dependenciesCommand(manager, shown, isStandIn(build.interpreter, build.pythonVersion))
    // Exported there, so that all later steps see it too.
    Object.assign(build.env, build.configVars(dependenciesSee(manager)))
    await addHomeSettings(build)
    const env = PACKAGE_MANAGERS[manager].usesPip ? await rememberingPip(build, {reusesFiles: true}) : {}
    if (await build.run(command, {env, ...(filter && {filter: (line: string) => filter(line, build.pythonHome)})})) return
    const detail = build.clues.installDetail
    // Beside the message that ends the build. Source: bin/warnings.
    if (detail !== null) build.warning('install-hint', ['Error: The output shows why the installation failed:', '', detail])
    throw new BuildFailed(`install-dependencies::${manager}`, detail)
  })
}
