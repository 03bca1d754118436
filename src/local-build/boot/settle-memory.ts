import type {DynoHost, DynoProcess, MemoryUse} from '../../system/dyno/dyno-host.js'

const LOOK_EVERY = 500
/** Server processes load the app one after the other: how often their memory is looked at, at the most. */
const LOOKS = 12
/** What is no change any more. */
const STEADY = 0.02

/** The memory of a process and all that it started, once it has stopped to grow. */
export async function settleMemory(host: DynoHost, process: DynoProcess, signal: AbortSignal): Promise<MemoryUse | null> {
  let last = await process.memory()
  for (let look = 0; look < LOOKS && !signal.aborted; look++) {
    await host.wait(LOOK_EVERY, signal)
    const now = signal.aborted ? null : await process.memory()
    if (now === null) return last
    const isSteady = last !== null && Math.abs(now.bytes - last.bytes) <= now.bytes * STEADY
    last = now
    if (isSteady) break
  }

  return last
}
