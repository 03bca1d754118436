import type {DynoHost, DynoProcess} from '../../system/dyno/dyno-host.js'

const LOOK_EVERY = 50
/** What a kernel can't end at once (a disk that doesn't answer) is not waited for without end. */
const KILL_ROUNDS = 200

/** How long a dyno's processes have to end. Source: devcenter.heroku.com/articles/dynos, "shutdown". */
export const STOP_MS = 30_000

/**
 * Ends a process with all that it started, as the dyno manager does: SIGTERM to all of them, and SIGKILL to those that are
 * still there after some time. When this returns, none of them is left.
 *
 * @param killSignal kills them at once
 */
export async function stop(
  host: DynoHost,
  process: DynoProcess,
  {graceMs, killSignal}: {graceMs: number; killSignal: AbortSignal},
): Promise<'in-time' | 'too-late'> {
  const start = host.now()
  let isLeft = await process.signal('SIGTERM')
  while (isLeft && !killSignal.aborted && host.now() - start < graceMs) {
    await host.wait(LOOK_EVERY, killSignal)
    isLeft = await process.isAlive()
  }

  if (!isLeft) return 'in-time'
  for (let round = 0; round < KILL_ROUNDS && (await process.signal('SIGKILL')); round++) await host.wait(LOOK_EVERY)
  return 'too-late'
}
