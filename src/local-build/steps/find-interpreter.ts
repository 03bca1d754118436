import type {Step} from '../run/step.js'

/** A Python home here is bound to the interpreter that makes it, so that the cache can't be judged without one. */
export const findInterpreter: Step = async (build) => {
  build.interpreter = await build.machine.findInterpreter(build.pythonVersion)
}
