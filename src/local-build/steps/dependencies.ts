import type {Build} from '../run/build.js'
import type {Step} from './step.js'

import {installCommand, STEP_LINES} from '../../buildpack/classic-lines.js'
import {dependenciesCommand} from '../plan/commands.js'
import {DEPENDENCIES_SEE} from '../plan/config-var-reach.js'
import {BuildFailed} from '../run/failure.js'
import {timed} from './step.js'

/** Sources: lib/pip.sh, lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export const installDependencies: Step = async (build) => {
  const {manager} = build
  await timed(build, 'dependencies_install_duration', async () => {
    const shown = installCommand(build.tree, manager, build.request.ci)
    build.line(STEP_LINES.dependencies(shown))
    // Exported there, so that all later steps see it too.
    Object.assign(build.env, build.configVars(DEPENDENCIES_SEE[manager]))
    if (await build.run(dependenciesCommand(manager, shown), {filter: lineFilter(build)})) return
    throw new BuildFailed(`install-dependencies::${manager}`, build.clues.installDetail)
  })
}

/** What the buildpack takes out of the output: where a package is installed already, and that Poetry makes no environment. */
function lineFilter({manager, pythonHome}: Build): (line: string) => string | undefined {
  if (manager === 'poetry') return (line) => (line.includes('Skipping virtualenv creation') ? undefined : line)
  if (manager !== 'pip') return (line) => line
  const homes = [pythonHome, './.heroku/python']
  return (line) => {
    const home = homes.find((folder) => line.includes(` in ${folder}`))
    if (home === undefined) return line
    const start = line.indexOf(` in ${home}`)
    return line.slice(0, start) + line.slice(start + 4 + home.length).replace(/^\/lib\/python[\d.]+\/site-packages/, '')
  }
}
