import type {CheckContext} from '../checks/check.js'
import type {System} from '../system/system.js'
import type {IndexAnswer, WheelQuestion} from './wheels.js'

/** Asks the package index what only it knows. What that takes is loaded only then: few runs ask. */
export function indexAsker(options: {cacheFolder: string; progress(message: string): void}, system: System) {
  return async (context: CheckContext, question: WheelQuestion = {}): Promise<IndexAnswer> => {
    const [{askForWheels}, {withToolMachine}] = await Promise.all([import('./wheels.js'), import('../toolchain/tool-machine.js')])
    const keep = {folder: options.cacheFolder, now: system.clock.now()}
    return withToolMachine(options, system, async (machine) => askForWheels(context, machine, {keep, ...question}))
  }
}
