import path from 'node:path'

import type {ChosenInterpreter} from '../plan/build-plan.js'
import type {Build} from '../run/build.js'

import {majorOf} from '../../buildpack/version-number.js'

/** A folder of programs as Heroku's own Python has one, which comes last in a build's PATH: nothing of what a user has installed. */
const FOLDER = '$TEMPORARY/python/bin'

/**
 * Links to the interpreter's programs, where it can be found by a link. uv looks for a Python there, and passes over virtual
 * environments.
 */
export async function showPythonLayer(build: Build): Promise<void> {
  const {interpreter} = build
  if (!interpreter || !canBeShown(build, interpreter)) return
  const {files} = build.machine.system
  const [folder, version] = [build.resolve(FOLDER), majorOf(interpreter.version)]
  await files.makeFolder(folder)
  const link = async (target: string, name: string) => files.link(target, path.join(folder, name))
  for (const name of ['python', 'python3', `python${version}`]) await link(interpreter.program, name)
  const config = path.join(interpreter.home ?? '', 'bin', `python${version}-config`)
  if ((await files.realKind(config)) === 'file')
    for (const name of ['python3', `python${version}`]) await link(config, `${name}-config`)
  build.prependPath(FOLDER)
}

/** Whether uv has to be told which interpreter to take: it would find none, or not the patch release that the app asks for. */
export function needsStandIn(build: Build): boolean {
  const {interpreter, prediction, pythonVersion} = build
  if (!interpreter || !canBeShown(build, interpreter)) return true
  return prediction.python_version_pinned === true && interpreter.version !== pythonVersion
}

function canBeShown({machine}: Build, {home}: ChosenInterpreter): boolean {
  return machine.platform !== 'win32' && home !== null
}
