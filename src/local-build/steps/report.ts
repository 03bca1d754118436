import type {Step} from '../run/step.js'

export const report: Step = async (build) => {
  Object.assign(build.outcome, await build.machine.measure(build.machine.place.build))
}
