import {applyEdits} from '../../edits/apply-edits.js'
import type {Step} from '../run/step.js'

/** The build folder gets what Heroku would build: the commit or the disk, submodules, less what .slugignore names. */
export const copySource: Step = async (build) => {
  const {moved, project} = build.request
  const {place, system} = build.machine
  await build.machine.snapshot(project, place.build)
  if (moved) await applyEdits(moved.edits, place.build, {files: system.files, git: NO_GIT})
  // What is in submodules was not read before.
  if (project.submodules.length > 0) await build.readTree()
}

/** The copy is no repository, and what is untracked there is not copied. */
const NO_GIT = {async untrack() {}}
