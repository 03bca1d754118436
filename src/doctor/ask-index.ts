import type {CheckContext} from '../checks/check.js'
import type {System} from '../system/system.js'
import type {IndexAnswer, WheelQuestion} from './wheels.js'

/** Asks the package index what only it knows. What that takes is loaded only then: few runs ask. */
export function indexAsker(options: {cacheFolder: string; progress(message: string): void}, system: System) {
  return async (context: CheckContext, question: WheelQuestion = {}): Promise<IndexAnswer> => {
    const [{askForWheels}, {abortOnInterrupt}] = await Promise.all([import('./wheels.js'), import('../system/interruption.js')])
    const {end, signal} = abortOnInterrupt()
    const {env, platform} = system.host
    try {
      return await askForWheels(
        context,
        {...system, ...options, env, offline: false, platform, signal},
        {keep: {folder: options.cacheFolder, now: system.clock.now()}, ...question},
      )
    } finally {
      end()
    }
  }
}
