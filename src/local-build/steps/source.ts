import type {Step} from '../run/step.js'

/** The build folder gets what Heroku would build: the commit or the disk, submodules, less what .slugignore names. */
export const copySource: Step = async (build) => {
  const {project} = build.request
  await build.machine.snapshot(project, build.machine.place.build)
  // What is in submodules was not read before.
  if (project.submodules.length > 0) await build.readTree()
}
