import type {Clock} from '../../system/clock.js'
import type {Build} from './build.js'

/** Why a step had nothing to do. */
export interface Skipped {
  skipped: string
}

/** A step does its work, or says why there is none. It ends the build by throwing BuildFailed. */
export type Step = (build: Build) => Promise<Skipped | void>

/** Does some work and keeps how long it took, in seconds, in the build data: of work that fails the buildpack keeps no time. */
export async function timed(
  build: Build,
  key: `${string}_duration` & keyof Build['data'],
  work: () => Promise<void>,
): Promise<void> {
  const {clock} = build.machine.system
  const start = clock.monotonic()
  await work()
  build.data[key] = secondsSince(start, clock) as never
}

/** With the six digits that awk's `%f` prints. Source: lib/build_data.sh. */
export function secondsSince(start: number, clock: Clock): number {
  return Number(((clock.monotonic() - start) / 1000).toFixed(6))
}
