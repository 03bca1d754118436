import type {BuildInput} from '../local-build/read-input.js'

import {abortOnInterrupt} from '../system/interruption.js'
import {realSystem} from '../system/real-system.js'

interface MovedBuild {
  cacheFolder: string
  onlyPlan: boolean
  progress(message: string): void
  targets: readonly string[]
}

/** The input of a build as if the app had moved. What that takes is loaded only then. */
export async function moveBuildHere(
  input: BuildInput,
  {cacheFolder, onlyPlan, progress, targets}: MovedBuild,
): Promise<BuildInput> {
  const {moveBuild} = await import('../move/move-build.js')
  const {end, signal} = abortOnInterrupt()
  const {env, platform} = realSystem.host
  try {
    return await moveBuild(
      input,
      {onlyPlan, targets},
      {...realSystem, cacheFolder, env, offline: false, platform, progress, signal},
    )
  } finally {
    end()
  }
}
