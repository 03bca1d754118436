import path from 'node:path'

import type {ChosenInterpreter} from '../plan/build-plan.js'
import type {Build} from '../run/build.js'

/** What Heroku's own Python has in the `bin` of its layer, which comes last in a build's PATH. */
const PROGRAMS = /^(?:idle|pydoc|python)(?:3(?:\.\d+)?)?(?:-config)?$/

/** Its folder of programs, with nothing of what a user has installed beside them. */
const FOLDER = '$TEMPORARY/python/bin'

/**
 * Links to the interpreter's programs, where it can be found by a link. uv looks for a Python there, and passes over virtual
 * environments.
 */
export async function showPythonLayer(build: Build): Promise<void> {
  const {interpreter} = build
  if (!interpreter || !canBeShown(build, interpreter)) return
  const {files} = build.machine.system
  const [folder, from] = [build.resolve(FOLDER), path.dirname(interpreter.program)]
  await files.makeFolder(folder)
  const names = (await files.list(from)).map(({name}) => name).filter((name) => PROGRAMS.test(name))
  for (const name of names) await files.link(path.join(from, name), path.join(folder, name))
  if (!names.includes('python')) await files.link(interpreter.program, path.join(folder, 'python'))
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
