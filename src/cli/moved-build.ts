import type {BuildInput} from '../local-build/read-input.js'

import {realSystem} from '../system/real-system.js'

interface MovedBuild {
  cacheFolder: string
  onlyPlan: boolean
  progress(message: string): void
  targets: readonly string[]
}

/** The input of a build as if the app had moved. What that takes is loaded only then. */
export async function moveBuildHere(input: BuildInput, {onlyPlan, targets, ...options}: MovedBuild): Promise<BuildInput> {
  const [{moveBuild}, {withToolMachine}] = await Promise.all([
    import('../move/move-build.js'),
    import('../toolchain/tool-machine.js'),
  ])
  return withToolMachine(options, realSystem, async (machine) => moveBuild(input, {onlyPlan, targets}, machine))
}
