import type {Interpreter} from './interpreter.js'
import type {Machine} from './places.js'

import {majorOf} from '../../buildpack/version-number.js'
import {ProblemError, type UnusableReason} from '../../common/problem.js'
import {ask} from './ask.js'
import {chooseInterpreter} from './choose.js'
import {findInterpreters} from './find.js'
import {programFile} from './places.js'

/**
 * The interpreter of this machine for a version (`N.N.N`): that patch release, else the newest of its `N.N`.
 *
 * @throws ProblemError no-interpreter
 */
export async function selectInterpreter(version: string, machine: Machine): Promise<Interpreter> {
  const ofVersion = await findInterpreters(machine, majorOf(version))
  const chosen = chooseInterpreter(version, ofVersion)
  if (chosen) return chosen
  const all = await findInterpreters(machine)
  const others = [...new Set(all.map((interpreter) => interpreter.version))].sort(newestFirst)
  const withoutVenv = ofVersion.find((interpreter) => majorOf(interpreter.version) === majorOf(version))
  throw new ProblemError({id: 'no-interpreter', others, version, withoutVenv: withoutVenv?.program ?? null})
}

/**
 * The interpreter that the user names: a path, or a program in PATH.
 *
 * @throws ProblemError python-not-usable, for one of another `N.N` too: a build with it would mislead
 */
export async function namedInterpreter(named: string, version: string, machine: Machine): Promise<Interpreter> {
  const unusable = (reason: UnusableReason) => new ProblemError({id: 'python-not-usable', path: named, reason, version})
  const program = await programFile(named, machine)
  if (program === undefined) throw unusable({id: 'missing'})
  const answer = await ask({origin: '--python', program}, machine)
  if (answer.id !== 'interpreter') throw unusable(answer)
  const {interpreter} = answer
  if (majorOf(interpreter.version) !== majorOf(version)) throw unusable({found: interpreter.version, id: 'version'})
  if (!interpreter.hasVenv) throw unusable({id: 'no-venv'})
  return interpreter
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, 'en', {numeric: true})
}
