import type {Installer} from '../install-tool.js'
import type {Interpreter} from './interpreter.js'
import type {Machine} from './places.js'

import {ProblemError} from '../../common/problem.js'
import {installPython} from './install-python.js'
import {namedInterpreter, selectInterpreter} from './select.js'

export interface PythonChoice {
  /** What Heroku would use, `N.N.N`. */
  version: string
  /** `--python`: a path, or a program in PATH. */
  named: string | undefined
  /** Whether to install one where there is none. @param others the versions that are there */
  mayInstall(others: readonly string[]): Promise<boolean>
  /** The buildpack's uv. */
  uvVersion: string
}

/**
 * The interpreter for a build: the one that is named, the best of those that are there, or one that is installed for it.
 *
 * @throws ProblemError no-interpreter, python-not-usable, python-not-installable, interrupted
 */
export async function providePython(choice: PythonChoice, machine: Installer & Machine): Promise<Interpreter> {
  const {mayInstall, named, uvVersion, version} = choice
  try {
    return await (named === undefined ? selectInterpreter(version, machine) : namedInterpreter(named, version, machine))
  } catch (error) {
    // Whatever was being asked has ended without an answer.
    if (machine.signal.aborted) throw new ProblemError({id: 'interrupted'})
    if (!(error instanceof ProblemError) || error.problem.id !== 'no-interpreter') throw error
    if (!(await mayInstall(error.problem.others))) throw error
    return installPython(version, uvVersion, machine)
  }
}
